"""PostgreSQL from a notebook: connect, ask, run SQL files, show what the server refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.rows import DictRow, dict_row

from cdclab import listing
from cdclab.settings import settings

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


class Database:
    """One autocommit session. Every method that takes SQL binds `%(name)s` to keyword arguments."""

    def __init__(self, connection: psycopg.Connection[DictRow]) -> None:
        """Take over an open connection whose rows are dicts."""
        self.connection = connection

    def __enter__(self) -> Database:
        """Use as `with postgres.connect() as db`; leaving closes the session."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the session; an open transaction is rolled back by the server."""
        self.close()

    def execute(self, statement: str, **parameters: Any) -> None:
        """Run SQL for its effect; several statements are allowed when there are no parameters."""
        self.connection.execute(statement.encode(), parameters or None)

    def rows(self, query: str, **parameters: Any) -> list[Row]:
        """All rows, each a dict by column name."""
        return self.connection.execute(query.encode(), parameters or None).fetchall()

    def one(self, query: str, **parameters: Any) -> Row | None:
        """The only row, or None; more than one row is an error of the query."""
        found = self.rows(query, **parameters)
        if len(found) > 1:
            raise LookupError(f"Ждали не больше одной строки, пришло {len(found)}: {query}")
        return found[0] if found else None

    def value(self, query: str, **parameters: Any) -> Any:
        """The first column of the only row; LookupError when there is no row."""
        row = self.one(query, **parameters)
        if row is None:
            raise LookupError(f"Запрос не вернул ни одной строки: {query}")
        return next(iter(row.values()))

    def frame(self, query: str, **parameters: Any) -> pd.DataFrame:
        """Rows as a DataFrame of objects: no value is reinterpreted on the way."""
        import pandas as pd  # half a second that most cells do not need

        return pd.DataFrame(self.rows(query, **parameters), dtype=object)

    def script(self, path: Path | str, region: str | None = None, **variables: str) -> None:
        """Run an SQL file or one region of it, as one transaction; psql variables `:'name'` come from keyword arguments."""
        self.connection.execute(listing.fill(listing.read(Path(path), region), variables).encode())

    def ask(self, path: Path | str, region: str | None = None, **variables: str) -> list[Row]:
        """Rows of a query that stands in an SQL file; psql variables are filled from keyword arguments."""
        return self.rows(listing.fill(listing.read(Path(path), region), variables))

    def refused(self, statement: str, **parameters: Any) -> str:
        """Run SQL that the server must refuse and return its message; AssertionError if it is accepted."""
        try:
            self.execute(statement, **parameters)
        except psycopg.Error as error:
            return message(error)
        raise AssertionError(f"Сервер должен был отказать, но выполнил: {statement}")

    def close(self) -> None:
        """End the session."""
        self.connection.close()


# Where sessions go instead of the stand's primary, after a failover.
_primary: tuple[str, int] | None = None


def fail_over() -> None:
    """From now on sessions go to the standby; `come_back` undoes it."""
    global _primary
    _primary = (settings().standby_host, settings().standby_port)


def come_back() -> None:
    """Sessions go to the stand's own primary again."""
    global _primary
    _primary = None


def standby() -> Database:
    """A session on the standby: read-only until it is promoted."""
    return connect(host=settings().standby_host, port=settings().standby_port)


def connect(user: str | None = None, password: str | None = None, **options: Any) -> Database:
    """A new session in the lab's database, as the administrator unless `user` is given.

    `options` go to psycopg (`autocommit=False`, `replication="database"`, `application_name=…`).
    """
    known = settings()
    if user == known.cdc_user and password is None:
        password = known.cdc_password
    host, port = _primary or (known.postgres_host, known.postgres_port)
    arguments: dict[str, Any] = {
        "host": host,
        "port": port,
        "dbname": known.postgres_db,
        "user": user or known.postgres_user,
        "password": password or known.postgres_password,
        "application_name": "lab",
        "autocommit": True,
        "connect_timeout": 10,
        **options,
    }
    return Database(psycopg.connect(row_factory=dict_row, **arguments))


def message(error: psycopg.Error) -> str:
    """What the server said, as psql prints it: severity and text, then DETAIL and HINT when there are any."""
    said = error.diag
    if said.message_primary is None:  # a refused connection has no fields, only text
        return str(error).strip()
    parts = {"DETAIL": said.message_detail, "HINT": said.message_hint}
    lines = [f"{said.severity}:  {said.message_primary}"]
    return "\n".join(lines + [f"{name}:  {text}" for name, text in parts.items() if text])

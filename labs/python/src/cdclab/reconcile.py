"""Is the sink what the source is? By count and checksum, and by rows where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql

from cdclab import lsn, slots, warehouse
from cdclab.postgres import Database
from cdclab.sink import Sink
from cdclab.waiting import until
from cdclab.warehouse import Table


@dataclass(frozen=True)
class Difference:
    """One table of the sink against the source: keys that are missing, superfluous or other, up to a few of each."""

    table: str
    missing: list[str]
    extra: list[str]
    wrong: list[str]

    def __str__(self) -> str:
        """`orders: не хватает 2 (17, 18), не те 1 (5)`."""
        parts = {"не хватает": self.missing, "лишние": self.extra, "не те": self.wrong}
        told = (
            f"{name} {len(keys)} ({', '.join(keys[:5])}{', …' if len(keys) > 5 else ''})"
            for name, keys in parts.items()
            if keys
        )
        return f"{self.table}: {', '.join(told)}"


def settle(db: Database, sink: Sink, slot: str, seconds: float = 120) -> None:
    """Wait until everything committed so far is in the sink: confirmed to the slot, hence in Kafka, hence applied.

    Debezium confirms a transaction with a later one, and after a restart only once it has found its place in the stream.
    So small transactions go on coming while we wait: logical messages, which touch no table.
    """
    # New WAL first: a slot made a moment ago is confirmed up to everything that is older than itself.
    end = lsn.parse(_mark(db))

    def confirmed() -> bool:
        _mark(db)
        row = slots.get(db, slot)
        return row is not None and lsn.parse(row["confirmed_flush_lsn"] or "0/0") > end

    until(
        confirmed,
        lambda: f"подтверждения {lsn.render(end)} слотом {slot} (сейчас: {slots.state(db, slot)})",
        seconds,
        0.5,
    )
    sink.drain(seconds)


def _mark(db: Database) -> str:
    """A logical message in a transaction of its own; its LSN."""
    return str(db.value("select pg_logical_emit_message(true, 'settle', '')::text"))


def differences(source: Database, tables: Sequence[Table]) -> list[Difference]:
    """Tables whose copy differs; an empty list is a sink that equals its source. Both must be at rest."""
    with warehouse.connect() as target:
        return [found for table in tables if (found := _compare(source, target, table))]


def checksum(db: Database, table: Table, *, copy: bool) -> tuple[int, int]:
    """Number of rows, and the sum of a 64-bit hash of each row's text: equal sets of rows have equal sums."""
    query = sql.SQL(
        "select count(*) as rows, coalesce(sum(hashtextextended(concat_ws('|', {columns}), 0)), 0) as sum from {table}{where}"
    )
    row = db.connection.execute(query.format(**_parts(table, copy))).fetchone()
    assert row is not None
    return int(row["rows"]), int(row["sum"])


def _compare(source: Database, target: Database, table: Table) -> Difference | None:
    if checksum(source, table, copy=False) == checksum(target, table, copy=True):
        return None
    there, here = _by_key(source, table, copy=False), _by_key(target, table, copy=True)
    return Difference(
        table.name,
        missing=sorted(there.keys() - here.keys()),
        extra=sorted(here.keys() - there.keys()),
        wrong=sorted(key for key in there.keys() & here.keys() if there[key] != here[key]),
    )


def _by_key(db: Database, table: Table, *, copy: bool) -> dict[str, str]:
    query = sql.SQL("select concat_ws('|', {key}) as key, concat_ws('|', {columns}) as row from {table}{where}")
    key = sql.SQL(", ").join(map(sql.Identifier, table.key))
    return {
        row["key"]: row["row"] for row in db.connection.execute(query.format(key=key, **_parts(table, copy))).fetchall()
    }


def _parts(table: Table, copy: bool) -> dict[str, sql.Composable]:
    # NULL and an empty text must differ, and concat_ws skips NULL.
    columns = [sql.SQL("coalesce({}::text, '∅')").format(sql.Identifier(name)) for name in table.columns]
    return {
        "columns": sql.SQL(", ").join(columns),
        "table": sql.Identifier(table.name),
        "where": sql.SQL(" where not _deleted") if copy else sql.SQL(""),
    }

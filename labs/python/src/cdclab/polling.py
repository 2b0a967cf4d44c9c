"""Pollers of the shop's orders: the naive one, the one that waits a while, the one that loses nothing."""

from __future__ import annotations

from typing import Any

from cdclab.postgres import Database, Row


# region poller
class Poller:
    """Опрос orders: берёт строки, у которых столбец больше отметки, и ставит отметку на последнюю из них."""

    def __init__(self, db: Database, column: str, only: str = "true") -> None:
        """Начать с того, что в таблице уже есть; `only` — дополнительное условие."""
        self._db = db
        self._column = column
        self._query = f"select * from orders where {column} > %(mark)s and {only} order by {column}, id"
        self.mark: Any = db.value(f"select max({column}) from orders")

    def poll(self) -> list[Row]:
        """Новые строки с прошлого раза."""
        rows = self._db.rows(self._query, mark=self.mark)
        if rows:
            self.mark = rows[-1][self._column]
        return rows


# endregion


# region waiting
def waiting(db: Database, milliseconds: int) -> Poller:
    """Опрос по времени, который не берёт строки моложе задержки (timestamp.delay.interval.ms у JDBC-коннектора)."""
    return Poller(db, "updated_at", f"updated_at < clock_timestamp() - interval '{milliseconds} ms'")


# endregion


# region safe
def safe(db: Database) -> Poller:
    """Опрос по номеру транзакции: только те, старше которых открытых транзакций не осталось."""
    return Poller(db, "tx", "tx < pg_snapshot_xmin(pg_current_snapshot())")


# endregion


def ids(rows: list[Row]) -> list[int]:
    """Keys of the rows, in their order."""
    return [row["id"] for row in rows]

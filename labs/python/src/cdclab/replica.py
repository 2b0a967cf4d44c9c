"""The smallest honest consumer: copies of tables in memory, made of change events alone."""

from __future__ import annotations

from typing import Any

from cdclab.events import Change, change
from cdclab.kafka import Message
from cdclab.values import unavailable

Key = tuple[tuple[str, Any], ...]
Place = tuple[str, Key]


def place(event: Change) -> Place:
    """Which row of which table an event speaks about."""
    return event.source["table"], tuple((event.key or {}).items())


class Replica:
    """What a consumer holds: rows by table and key, the next offset of every partition, repeats that it dropped."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.rows: dict[Place, dict[str, Any]] = {}
        # LSN of the change that a row shows; a deleted row keeps its own.
        self.lsn: dict[Place, int] = {}
        self.next: dict[tuple[str, int], int] = {}
        self.repeats = 0

    # region apply
    def apply(self, message: Message) -> None:
        """Применить одно сообщение. Повтор ничего не меняет: его LSN не больше того, что уже у строки."""
        self.next[message.topic, message.partition] = message.offset + 1
        if message.tombstone:
            return
        event = change(message)
        if event.op == "t":
            self._empty(event.source["table"])
            return
        here, at = place(event), event.source["lsn"] or 0
        if event.op != "r" and at <= self.lsn.get(here, -1):
            self.repeats += 1
            return
        self.lsn[here] = max(at, self.lsn.get(here, 0))
        if event.op == "d":
            self.rows.pop(here, None)
        else:
            known = {name: value for name, value in (event.after or {}).items() if not unavailable(value)}
            self.rows[here] = self.rows.get(here, {}) | known  # столбец с заглушкой остаётся прежним

    # endregion

    def count(self, table: str) -> int:
        """How many rows the copy of a table has."""
        return sum(name == table for name, _ in self.rows)

    def _empty(self, table: str) -> None:
        for here in [here for here in self.rows if here[0] == table]:
            del self.rows[here]

"""A poller's mark follows what it has read, and only that."""

from __future__ import annotations

from typing import Any, cast

from cdclab.polling import Poller, ids
from cdclab.postgres import Database, Row


class Table:
    """Orders in memory: answers the two questions that a poller asks."""

    def __init__(self, *keys: int) -> None:
        self.keys = list(keys)

    def value(self, _: str) -> int:
        return max(self.keys)

    def rows(self, _: str, mark: Any) -> list[Row]:
        return [{"id": key} for key in sorted(self.keys) if key > mark]


def test_the_mark_is_the_last_row_read() -> None:
    table = Table(1, 2)
    poller = Poller(cast(Database, table), "id")
    assert poller.mark == 2
    table.keys += [4, 3]
    assert ids(poller.poll()) == [3, 4]
    assert poller.mark == 4


def test_an_empty_answer_leaves_the_mark() -> None:
    poller = Poller(cast(Database, Table(7)), "id")
    assert poller.poll() == []
    assert poller.mark == 7


def test_a_row_behind_the_mark_is_lost() -> None:
    table = Table(1)
    poller = Poller(cast(Database, table), "id")
    table.keys.append(3)
    poller.poll()
    table.keys.append(2)
    assert poller.poll() == []

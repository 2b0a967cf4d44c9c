"""A copy in memory: what each kind of event does to it, and what a repeat does not."""

from typing import Any

from cdclab.kafka import Message
from cdclab.replica import Replica
from cdclab.values import UNAVAILABLE


def event(op: str, after: Any = None, at: int | None = 1, key: Any = None, offset: int = 0) -> Message:
    source = {"schema": "public", "table": "orders", "lsn": at}
    value = {"op": op, "before": None, "after": after, "source": source}
    return Message("shop.public.orders", 0, offset, 0, key or {"id": 1}, value)


def copy_of(*messages: Message) -> Replica:
    replica = Replica()
    for message in messages:
        replica.apply(message)
    return replica


def rows(replica: Replica) -> list[dict[str, Any]]:
    return list(replica.rows.values())


def test_a_row_follows_its_events() -> None:
    created = event("c", {"id": 1, "status": "new"}, 1)
    paid = event("u", {"id": 1, "status": "paid"}, 2)
    assert rows(copy_of(created, paid)) == [{"id": 1, "status": "paid"}]
    assert rows(copy_of(created, paid, event("d", None, 3))) == []


def test_a_repeat_is_counted_and_changes_nothing() -> None:
    replica = copy_of(
        event("c", {"id": 1, "n": 1}, 5), event("u", {"id": 1, "n": 2}, 7), event("c", {"id": 1, "n": 1}, 5)
    )
    assert (rows(replica), replica.repeats) == ([{"id": 1, "n": 2}], 1)


def test_the_same_event_twice_is_a_repeat() -> None:
    assert copy_of(event("c", {"id": 1}, 5), event("c", {"id": 1}, 5)).repeats == 1


def test_a_deleted_row_does_not_come_back_with_a_repeat() -> None:
    replica = copy_of(event("c", {"id": 1}, 5), event("d", None, 6), event("c", {"id": 1}, 5))
    assert (rows(replica), replica.repeats) == ([], 1)


def test_a_toast_placeholder_leaves_the_column() -> None:
    replica = copy_of(event("c", {"id": 1, "text": "длинный"}, 1), event("u", {"id": 1, "text": UNAVAILABLE}, 2))
    assert rows(replica) == [{"id": 1, "text": "длинный"}]


def test_truncate_empties_only_its_table() -> None:
    replica = copy_of(event("r", {"id": 1}), event("r", {"id": 2}, key={"id": 2}), event("t", at=9))
    assert replica.count("orders") == 0


def test_a_tombstone_moves_the_offset_and_nothing_else() -> None:
    replica = copy_of(event("c", {"id": 1}, 1, offset=4), Message("shop.public.orders", 0, 5, 0, {"id": 1}, None))
    assert (replica.count("orders"), replica.next) == (1, {("shop.public.orders", 0): 6})


def test_a_row_of_an_incremental_snapshot_has_no_lsn_and_leaves_the_known_one() -> None:
    replica = copy_of(event("u", {"id": 1, "n": 1}, 7), event("r", {"id": 1, "n": 2}, None))
    assert (rows(replica), list(replica.lsn.values())) == ([{"id": 1, "n": 2}], [7])
    assert rows(copy_of(event("r", {"id": 1, "n": 2}, None), event("u", {"id": 1, "n": 3}, 1))) == [{"id": 1, "n": 3}]

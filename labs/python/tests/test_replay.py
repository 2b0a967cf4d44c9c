"""What a recorded run makes of the stand's answers; the recording itself is checked by running its notebook."""

from typing import Any

from cdclab import replay
from cdclab.kafka import Message

RELATION: dict[str, Any] = {"message": "RELATION", "table": "public.orders", "columns": ["id (ключ)", "status"]}


def message(offset: int, sequence: str | None) -> Message:
    source = {"schema": "public", "table": "orders", "lsn": 1, "sequence": sequence}
    value = None if sequence is None else {"op": "u", "before": None, "after": {}, "source": source}
    return Message("shop.public.orders", 0, offset, 0, {"id": 1}, value)


def test_rows_of_pgoutput_get_names() -> None:
    update = {"message": "UPDATE", "relid": 7, "old_key": ["1", None], "new": ["2", None]}
    assert replay.named(update, {7: RELATION}) == {
        "message": "UPDATE",
        "table": "public.orders",
        "old_key": {"id": "1"},
        "new": {"id": "2", "status": None},
    }


def test_a_truncate_names_its_tables_and_a_commit_stays() -> None:
    assert replay.named({"message": "TRUNCATE", "relids": [7]}, {7: RELATION})["tables"] == ["public.orders"]
    commit = {"message": "COMMIT", "commit_lsn": "0/1", "end_lsn": "0/2"}
    assert replay.named(commit, {}) == commit


def test_a_tombstone_stands_where_its_delete_does() -> None:
    found = replay.placed([message(0, '["10","20"]'), message(1, None), message(2, '[null,"30"]')])
    assert [at for at, _ in found] == [(10, 20), (10, 20), (0, 30)]


def test_long_texts_are_cut_and_nothing_else() -> None:
    value = {"a": ["x" * 101], "b": "x" * 100, "c": None, "d": 5}
    assert replay.short(value) == {"a": [f"{'x' * 24}… (101 символов)"], "b": "x" * 100, "c": None, "d": 5}


def test_a_longer_value_moves_no_line() -> None:
    one, other = ({"steps": [{"lsn": at, "rows": []}]} for at in ("0/1", f"{'F' * 8}/{'F' * 8}"))
    assert len(replay.text(one).splitlines()) == len(replay.text(other).splitlines())

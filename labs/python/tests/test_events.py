"""The envelope: what is a change event and what is not."""

from typing import Any

import pytest

from cdclab.events import change
from cdclab.kafka import Message

SOURCE = {"schema": "public", "table": "orders", "lsn": 34137544}
ENVELOPE = {"op": "u", "before": None, "after": {"id": 1}, "source": SOURCE}


def message(value: Any, key: Any = None) -> Message:
    return Message("shop.public.orders", 0, 5, 0, key or {"id": 1}, value)


def test_change_is_read_from_key_and_envelope() -> None:
    found = change(message(ENVELOPE))
    assert (found.op, found.key, found.table, found.lsn) == ("u", {"id": 1}, "public.orders", "0/208E5C8")


def test_schemas_around_the_payload_are_removed() -> None:
    wrapped = message({"schema": {}, "payload": ENVELOPE}, {"schema": {}, "payload": {"id": 1}})
    assert change(wrapped) == change(message(ENVELOPE))


@pytest.mark.parametrize(("value", "said"), [(None, "tombstone"), ({"ts_ms": 1}, "не конверт")])
def test_what_is_no_change_says_what_it_is(value: Any, said: str) -> None:
    with pytest.raises(ValueError, match=f"@5: {said}"):
        change(message(value))

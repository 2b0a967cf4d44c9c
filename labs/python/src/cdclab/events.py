"""Change events: the envelope of a Kafka message that Debezium wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdclab import lsn
from cdclab.kafka import Message

OPERATIONS = {
    "r": "снапшот",
    "c": "вставка",
    "u": "изменение",
    "d": "удаление",
    "t": "truncate",
    "m": "логическое сообщение",
}


@dataclass(frozen=True)
class Change:
    """One change event. `key` comes from the message key: under REPLICA IDENTITY DEFAULT `before` of an update is None."""

    op: str
    key: Mapping[str, Any] | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    source: Mapping[str, Any]

    @property
    def table(self) -> str:
        """Name with schema: `public.orders`."""
        return f"{self.source['schema']}.{self.source['table']}"

    @property
    def lsn(self) -> str:
        """`source.lsn` as PostgreSQL prints it."""
        return lsn.render(self.source["lsn"])


def change(message: Message) -> Change:
    """The change event in a message.

    Raises ValueError for a tombstone and for what is no envelope (heartbeat, transaction metadata).
    """
    value = payload(message.value)
    if not isinstance(value, Mapping) or value.get("op") not in OPERATIONS:
        kind = "tombstone" if message.tombstone else "не конверт Debezium"
        raise ValueError(f"{message.topic}[{message.partition}]@{message.offset}: {kind}")
    return Change(value["op"], payload(message.key), value.get("before"), value.get("after"), value["source"])


def payload(document: Any) -> Any:
    """The document itself, or its `payload` when the converter adds schemas (`schemas.enable=true`)."""
    if isinstance(document, Mapping) and document.keys() == {"schema", "payload"}:
        return document["payload"]
    return document

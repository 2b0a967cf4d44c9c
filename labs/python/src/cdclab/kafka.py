"""Reading Kafka topics from a notebook: to the end, or until so many messages have come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import confluent_kafka as ck
from confluent_kafka.admin import (  # type: ignore[attr-defined]  # documented there, not exported for type checkers
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ResourceType,
)

from cdclab.settings import settings
from cdclab.waiting import until

# Where the Connect worker of the stand keeps source offsets (labs/compose.yaml).
OFFSETS_TOPIC = "_connect_offsets"


@dataclass(frozen=True)
class Message:
    """One Kafka message; `key` and `value` are decoded JSON, None where Kafka has null (a tombstone's value)."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: Any
    value: Any
    headers: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Message({self.topic}[{self.partition}]@{self.offset} key={self.key})"

    @property
    def tombstone(self) -> bool:
        """A key with a null value: tells log compaction to forget the key."""
        return self.value is None


def admin() -> AdminClient:
    """A client for topics; closes itself."""
    return AdminClient({"bootstrap.servers": settings().kafka_bootstrap_servers, "log_level": 0})


def topics() -> list[str]:
    """Names of all topics, sorted."""
    return sorted(admin().list_topics(timeout=10).topics)


def delete_topics(names: Iterable[str]) -> None:
    """Delete topics and wait until the broker no longer lists them."""
    doomed = sorted(names)
    if not doomed:
        return
    client = admin()  # must outlive its answers
    for outcome in client.delete_topics(doomed, operation_timeout=30).values():
        outcome.result()
    until(lambda: not set(doomed) & set(topics()), f"удаления топиков {', '.join(doomed)}")


def configure(topic: str, option: str, value: str) -> None:
    """Set an option of a topic and wait until the broker answers with it."""
    entry = ConfigEntry(option, value, incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])
    client = admin()  # must outlive its answers
    for outcome in client.incremental_alter_configs([resource]).values():
        outcome.result()
    until(lambda: _configured(topic, option) == value, f"{option}={value} у топика {topic}")


def _configured(topic: str, option: str) -> str | None:
    client = admin()
    described = client.describe_configs([ConfigResource(ResourceType.TOPIC, topic)])
    found: str | None = next(iter(described.values())).result()[option].value
    return found


def internal(name: str) -> bool:
    """True for topics of Kafka itself and of the Connect worker: deleting them breaks a running worker."""
    return name.startswith("_")


def forget_source_offsets() -> None:
    """Write a tombstone over every source offset that Connect keeps.

    A deleted connector leaves its offsets: one created later under the same name would skip its snapshot.
    The REST interface forgets offsets of existing connectors only, hence straight into the topic.
    """
    producer = ck.Producer({"bootstrap.servers": settings().kafka_bootstrap_servers, "log_level": 0})
    kept = {(raw.partition(), raw.key()): raw.value() for raw in Topic(OFFSETS_TOPIC).raw_rest()}
    for partition, key in (place for place, value in kept.items() if value is not None):
        producer.produce(OFFSETS_TOPIC, value=None, key=key, partition=partition or 0)
    if unsent := producer.flush(10):
        raise TimeoutError(f"Kafka не приняла {unsent} tombstone в топик {OFFSETS_TOPIC}")


class Topic:
    """A reader of one topic that remembers how far it has read; it joins no group and commits nothing."""

    def __init__(self, name: str) -> None:
        """Start at the beginning. The topic may appear later: Connect creates it with its first event."""
        self.name = name
        self._next: dict[int, int] = {}
        self._consumer: ck.Consumer | None = None

    def take(self, count: int, seconds: float = 30) -> list[Message]:
        """Wait for exactly the next `count` messages. Raises `Missed`, naming how many came."""
        found: list[Message] = []
        self._read(found, lambda: len(found) >= count, f"{count} сообщений", seconds)
        return found

    def skip(self, count: int, seconds: float = 30) -> None:
        """Wait for the next `count` messages and drop them."""
        self.take(count, seconds)

    def take_until(self, last: Callable[[Message], bool], what: str, seconds: float = 30) -> list[Message]:
        """Read on up to and including the first message for which `last` is true; `what` names it in the error."""
        found: list[Message] = []
        self._read(found, lambda: bool(found) and last(found[-1]), what, seconds)
        return found

    def rest(self) -> list[Message]:
        """Everything up to the end as it is now; empty when the topic does not exist."""
        return [decode(raw) for raw in self.raw_rest()]

    def raw_rest(self) -> list[ck.Message]:
        """Like `rest`, as the client's own messages: for keys and values that are no JSON."""
        if self.name not in topics():
            return []
        consumer = self._assigned(seconds=10)
        ends = {p: consumer.get_watermark_offsets(ck.TopicPartition(self.name, p), timeout=10)[1] for p in self._next}
        raws: list[ck.Message] = []

        def at_end() -> bool:
            if all(self._next[p] >= end for p, end in ends.items()):
                return True
            raws.extend(self._poll(consumer))
            return False

        until(at_end, f"конца топика {self.name}", pause=0)
        return raws

    def raw_fetched(self) -> list[ck.Message]:
        """What the client has fetched in the background since; asks the broker nothing, so it may be a moment behind."""
        consumer = self._assigned(seconds=10)
        return [raw for raw in iter(lambda: consumer.poll(0), None) if raw.error() is None]

    def _read(self, found: list[Message], done: Callable[[], bool], what: str, seconds: float) -> None:
        consumer = self._assigned(seconds)

        def step() -> bool:
            if not done():
                found.extend(map(decode, self._poll(consumer)))
            return done()

        until(step, lambda: f"{what} в топике {self.name}; пришло {len(found)}", seconds, pause=0)

    def _poll(self, consumer: ck.Consumer) -> list[ck.Message]:
        """The next message, or nothing; in both cases `_next` says which offset comes after."""
        raw = consumer.poll(0.1)
        if raw is None:
            return []
        partition, offset, error = int(raw.partition() or 0), int(raw.offset() or 0), raw.error()
        if error is None:
            self._next[partition] = offset + 1
            return [raw]
        if error.code() != ck.KafkaError._PARTITION_EOF:
            raise ck.KafkaException(error)
        self._next[partition] = offset  # past transaction markers, which are never delivered
        return []

    def _assigned(self, seconds: float) -> ck.Consumer:
        if self._consumer is None:
            until(lambda: self.name in topics(), f"топика {self.name}", seconds)
            self._consumer = ck.Consumer(
                {
                    "bootstrap.servers": settings().kafka_bootstrap_servers,
                    "group.id": "lab-reader",  # required by the client; nothing is ever committed under it
                    "enable.auto.commit": False,
                    "enable.partition.eof": True,
                }
            )
            partitions = self._consumer.list_topics(self.name, timeout=10).topics[self.name].partitions
            self._next = dict.fromkeys(partitions, 0)
            self._consumer.assign([ck.TopicPartition(self.name, p, ck.OFFSET_BEGINNING) for p in partitions])
        return self._consumer


def decode(raw: ck.Message) -> Message:
    """A message of the client as a Message: JSON key and value, headers as text."""
    return Message(
        topic=str(raw.topic()),
        partition=int(raw.partition() or 0),
        offset=int(raw.offset() or 0),
        timestamp_ms=raw.timestamp()[1],
        key=_json(raw.key()),
        value=_json(raw.value()),
        headers={str(name): _text(value) for name, value in list(raw.headers() or [])},
    )


def _json(raw: bytes | str | None) -> Any:
    return None if raw is None else json.loads(raw)


def _text(raw: bytes | str | None) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw or ""

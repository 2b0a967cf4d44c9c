"""Signals to a connector through its four channels, and the notifications that it answers with."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import confluent_kafka as ck

from cdclab import jolokia
from cdclab.kafka import Message, Topic
from cdclab.postgres import Database
from cdclab.settings import labs_folder, settings
from cdclab.shop import reader

TABLE = "debezium_signal"
TOPIC = "shop-signals"
NOTIFICATIONS = "shop-notifications"
SQL = labs_folder() / "snapshots" / "sql" / "signals.sql"

Data = dict[str, Any]


def create_table(db: Database) -> None:
    """The signal table, with what the connector's role needs, in the publication."""
    db.script(SQL, "table")
    db.script(SQL, "access", **reader())


def file() -> Path:
    """The file of the file channel: the same path for this process and for the worker, on either engine."""
    return labs_folder() / "stand" / "signals" / "shop.jsonl"


def channels() -> dict[str, str]:
    """Options that switch on all four channels."""
    return {
        "signal.enabled.channels": "source,kafka,file,jmx",
        "signal.kafka.topic": TOPIC,
        "signal.kafka.bootstrap.servers": settings().kafka_bootstrap_servers,
        "signal.file": str(file()),
    }


def snapshot(*tables: str, kind: str = "incremental", filters: Mapping[str, str] | None = None) -> Data:
    """Data of an `execute-snapshot` signal; `filters` are conditions by table."""
    data: Data = {"type": kind, "data-collections": list(tables)}
    if filters:
        data["additional-conditions"] = [{"data-collection": name, "filter": text} for name, text in filters.items()]
    return data


def by_table(db: Database, type: str, data: Data, id: str | None = None) -> str:
    """Send through the signal table; returns the signal's id."""
    id = id or str(uuid.uuid4())
    db.execute(
        f"insert into {TABLE} (id, type, data) values (%(id)s, %(type)s, %(data)s)",
        id=id,
        type=type,
        data=json.dumps(data),
    )
    return id


def by_kafka(type: str, data: Data, id: str, key: str = "shop") -> None:
    """Send through the topic; `key` must be the connector's topic.prefix."""
    producer = ck.Producer({"bootstrap.servers": settings().kafka_bootstrap_servers, "log_level": 0})
    producer.produce(TOPIC, key=key, value=json.dumps({"id": id, "type": type, "data": data}))
    if unsent := producer.flush(10):
        raise TimeoutError(f"Kafka не приняла сигналов: {unsent}")


def by_file(type: str, data: Data, id: str) -> None:
    """Append a line to the file; the worker may be another user, hence the rights."""
    line = json.dumps({"id": id, "type": type, "data": data})
    with file().open("a") as target:
        target.write(line + "\n")
    file().chmod(0o666)


def by_jmx(type: str, data: Data, id: str, server: str = "shop") -> None:
    """Call the operation `signal` of the connector's MBean."""
    mbean = f"debezium.postgres:type=management,context=signals,server={server}"
    jolokia.call(mbean, "signal", id, type, json.dumps(data))


class Notices:
    """What the connector tells about its snapshots, in order."""

    def __init__(self, topic: str = NOTIFICATIONS) -> None:
        """Start at the beginning of the topic; it appears with the first notification."""
        self._topic = Topic(topic)

    def until(self, type: str, id: str | None = None, seconds: float = 60) -> list[Data]:
        """Everything up to the first notification of this type (of the signal `id`, when given), as dicts."""
        found = self._topic.take_until(
            lambda m: m.value["type"] == type and id in (None, m.value["id"]), f"уведомления {type}", seconds
        )
        return [message.value for message in found]

    def until_key(self, key: int, seconds: float = 120) -> list[Data]:
        """Everything up to the chunk of an incremental snapshot that ends at this key or after it."""
        found = self._topic.take_until(lambda m: _last_key(m.value) >= key, f"чанка с ключом {key}", seconds)
        return [message.value for message in found]

    def rest(self) -> list[Data]:
        """Everything that is there now."""
        return [message.value for message in self._topic.rest()]


def rows(messages: list[Message]) -> list[Message]:
    """Messages of a snapshot among others: `op` is `r`."""
    return [m for m in messages if m.value and m.value.get("op") == "r"]


def _last_key(notice: Data) -> int:
    return int(notice["additional_data"].get("last_processed_key", -1))

"""A sink that survives crashes, duplicates and replays: change events into PostgreSQL, guarded by their LSN."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import confluent_kafka as ck
import psycopg
from psycopg import sql

from cdclab import warehouse
from cdclab.background import Background
from cdclab.events import Change, change
from cdclab.kafka import Message, decode
from cdclab.postgres import Database
from cdclab.settings import settings
from cdclab.values import unavailable
from cdclab.waiting import until
from cdclab.warehouse import Table

BATCH = 500
# A pipeline whose server has died says so on standard error; here that is a part of the plan.
logging.getLogger("psycopg").setLevel(logging.CRITICAL)
# What the sink needs of the connector: values that PostgreSQL reads as they are.
OPTIONS = {"decimal.handling.mode": "string", "time.precision.mode": "isostring", "skipped.operations": "none"}


@dataclass
class Tally:
    """What the sink has seen. `duplicates` are events that a later or the same change of their row had overtaken."""

    events: int = 0
    duplicates: int = 0
    by_op: Counter[str] = field(default_factory=Counter)
    # Milliseconds from the commit in the source to the commit in the warehouse, streamed events only.
    latencies: list[float] = field(default_factory=list)


class Sink(Background):
    """Reads the topics of a connector in a thread of its own and applies them until it is closed.

    Three rules make a replay harmless:

    - Offsets of Kafka are stored in the warehouse, in the transaction of the rows: after a crash of the sink nothing is
      applied twice and nothing is left out.
    - A change is applied when its LSN is greater than the row's: what Connect sends again after a crash changes nothing.
      LSNs are compared within one row only, whose changes its lock puts in order.
    - A row of a snapshot has no position in the stream: it is applied, and the row keeps the LSN it had.

    A deleted row stays as a mark with its LSN, or a replayed older change would bring it back.
    """

    def __init__(self, prefix: str, tables: Sequence[Table], schema: str = "public") -> None:
        """Start reading `<prefix>.<schema>.<table>` of every table from where the warehouse says."""
        super().__init__("sink", patience=30)
        self.tally = Tally()
        self._tables = {f"{prefix}.{schema}.{table.name}": table for table in tables}
        self._next: dict[tuple[str, int], int] = {}
        self._start()

    def close(self) -> None:
        """Stop after the batch at hand. Raises the error that ended the thread, if one did."""
        self.stop()

    def drain(self, seconds: float = 60) -> None:
        """Wait until everything that lies in the topics now is applied.

        Raises Missed, naming what is behind, when for `seconds` nothing has been applied: a long way is no failure.
        """
        ends = _ends(self._tables)

        def behind() -> dict[str, int]:
            if self._failure:
                raise self._failure
            return {
                topic: end - self._next.get((topic, p), 0)
                for (topic, p), end in ends.items()
                if self._next.get((topic, p), 0) < end
            }

        left = sum(behind().values())
        while left:
            until(lambda: sum(behind().values()) < left, lambda: f"приёмника; позади: {behind()}", seconds)  # noqa: B023
            left = sum(behind().values())

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._consume()
            except psycopg.OperationalError:
                self._stopping.wait(0.2)  # the server is down: begin again from what it has stored

    def _consume(self) -> None:
        with warehouse.connect() as target:
            consumer = _consumer()
            try:
                self._next = _stored(target)
                known: set[tuple[str, int]] = set()
                while not self._stopping.is_set():
                    known = self._assign(consumer, known)
                    messages = consumer.consume(BATCH, timeout=0.2) if known else []
                    self._apply(target, [decode(raw) for raw in messages if raw.error() is None])
                    if not known:
                        self._stopping.wait(0.2)
            finally:
                consumer.close()

    def _assign(self, consumer: ck.Consumer, known: set[tuple[str, int]]) -> set[tuple[str, int]]:
        """Topics appear with their first event; each starts at the stored offset."""
        if len({topic for topic, _ in known}) == len(self._tables):
            return known
        try:
            found = consumer.list_topics(timeout=5).topics
        except ck.KafkaException:
            return known
        places = {(topic, p) for topic in self._tables if topic in found for p in found[topic].partitions}
        if new := places - known:
            consumer.incremental_assign([ck.TopicPartition(t, p, self._next.get((t, p), 0)) for t, p in new])
        return places

    def _apply(self, target: Database, messages: Sequence[Message]) -> None:
        """One batch, one transaction: rows and offsets together or not at all."""
        if not messages:
            return
        changes = [(self._tables[m.topic], change(m)) for m in messages if not m.tombstone]
        ends = {(m.topic, m.partition): m.offset + 1 for m in messages}
        with target.connection.transaction(), target.connection.pipeline():
            done = [target.connection.execute(*statement(table, event)) for table, event in changes]
            for (topic, partition), offset in ends.items():
                target.connection.execute(_STORE, {"topic": topic, "partition": partition, "next": offset})
        now = time.time() * 1000
        for (_, event), cursor in zip(changes, done, strict=True):
            self._count(event, cursor.rowcount, now)
        self._next.update(ends)

    def _count(self, event: Change, applied: int, now: float) -> None:
        self.tally.events += 1
        self.tally.by_op[event.op] += 1
        if not applied and event.op != "t":
            self.tally.duplicates += 1
        elif event.op not in ("r", "t"):
            self.tally.latencies.append(now - event.source["ts_ms"])


_STORE = b"""
    insert into kafka_offsets values (%(topic)s, %(partition)s, %(next)s)
    on conflict (topic, partition) do update set next = excluded.next
"""


# region statement
def statement(table: Table, event: Change) -> tuple[sql.SQL | sql.Composed, dict[str, Any]]:
    """SQL и параметры, которые применяют событие: повторный или устаревший вызов не изменит ничего."""
    if event.op == "t":
        return _truncate(table), {"lsn": event.source["lsn"]}
    deleted = event.op == "d"
    row = dict(event.key or {}) if deleted else _known(event.after or {})
    values = {name: row[name] for name in table.columns if name in row}
    lsn = 0 if event.op == "r" else event.source["lsn"]
    query = _upsert(table.name, table.key, tuple((name, table.columns[name]) for name in values), event.op)
    return query, {**values, "_lsn": lsn, "_deleted": deleted}


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    """Без заглушек TOAST: столбец, которого сервер не прислал, остаётся в приёмнике каким был."""
    return {name: value for name, value in row.items() if not unavailable(value)}


# endregion


@cache
def _upsert(table: str, key: tuple[str, ...], columns: tuple[tuple[str, str], ...], op: str) -> sql.SQL:
    """One text for all rows with the same columns: composing it anew would cost more than running it."""
    names = [name for name, _ in columns]
    casts = [sql.SQL("{}::" + kind).format(sql.Placeholder(name)) for name, kind in columns]
    changed = [name for name in names if name not in key] + ["_deleted"] + ([] if op == "r" else ["_lsn"])
    composed = sql.SQL(
        "insert into {table} as old ({names}) values ({values}) on conflict ({key}) do update set {changes}{guard}"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(map(sql.Identifier, [*names, "_lsn", "_deleted"])),
        values=sql.SQL(", ").join([*casts, sql.Placeholder("_lsn"), sql.Placeholder("_deleted")]),
        key=sql.SQL(", ").join(map(sql.Identifier, key)),
        changes=sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in changed),
        guard=sql.SQL("") if op == "r" else sql.SQL(" where old._lsn < excluded._lsn"),
    )
    return sql.SQL(composed.as_string(None))


def _truncate(table: Table) -> sql.Composed:
    return sql.SQL("update {} set _deleted = true, _lsn = %(lsn)s where _lsn < %(lsn)s").format(
        sql.Identifier(table.name)
    )


def _stored(target: Database) -> dict[tuple[str, int], int]:
    return {(row["topic"], row["partition"]): row["next"] for row in target.rows("select * from kafka_offsets")}


def _consumer() -> ck.Consumer:
    return ck.Consumer(
        {
            "bootstrap.servers": settings().kafka_bootstrap_servers,
            "group.id": "warehouse",  # required by the client; offsets live in the warehouse
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "reconnect.backoff.max.ms": 500,
            "log_level": 0,  # a broker that is down is expected here
        }
    )


def _ends(names: Mapping[str, Table]) -> dict[tuple[str, int], int]:
    consumer = _consumer()
    try:
        found = consumer.list_topics(timeout=10).topics
        places = [(topic, p) for topic in names if topic in found for p in found[topic].partitions]
        return {(t, p): consumer.get_watermark_offsets(ck.TopicPartition(t, p), timeout=10)[1] for t, p in places}
    finally:
        consumer.close()

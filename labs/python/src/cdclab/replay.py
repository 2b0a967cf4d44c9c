"""A run recorded step by step, for the event player of the course: SQL, WAL, pgoutput, slot, offset, Kafka, a copy in Python.

Every step is taken from the running stand; nothing but its title is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from cdclab import kafka, lsn, pgoutput, postgres, slots
from cdclab.connect import Config
from cdclab.events import change
from cdclab.kafka import Message
from cdclab.postgres import Database
from cdclab.replica import Place, Replica, place
from cdclab.settings import labs_folder
from cdclab.waiting import until

Document = dict[str, Any]
# The recorder's own slot: it hands out what the connector's slot does, without taking anything from it.
PEEK = "replay_peek"
# A longer text is shown by its beginning and its length.
LONGEST = 100
NONE: Mapping[str, int] = {}


class Recorder:
    """Performs steps on a running connector and writes down what each of them left, from the table to the consumer."""

    def __init__(self, db: Database, config: Config) -> None:
        """Follow a connector that has just begun to stream: its snapshot is read to the end and applied to the copy."""
        self._db = db
        self._config = config
        self._sql = labs_folder() / "postgres" / "sql" / "wal.sql"
        self._sessions: dict[str, Database] = {}
        tables = config["table.include.list"].split(",")
        self._topics = {name.partition(".")[2]: kafka.Topic(f"{config['topic.prefix']}.{name}") for name in tables}
        self._offsets = kafka.Topic(kafka.OFFSETS_TOPIC)
        self._offset: Document = {}
        self._replica = Replica()
        self._relations: dict[int, Document] = {}
        self._begin()
        db.execute(f"select pg_create_logical_replication_slot('{PEEK}', 'pgoutput')")
        for table, topic in self._topics.items():
            for message in topic.take(db.value(f"select count(*) from {table}")):
                self._replica.apply(message)

    def transaction(
        self,
        title: str,
        *statements: str,
        session: str = "магазин",
        end: Literal["commit", "rollback"] | None = "commit",
        events: Mapping[str, int] = NONE,
    ) -> None:
        """Execute statements in a session and end its transaction, or leave it open (`end=None`).

        `events` is how many Kafka messages must come of it, by table, tombstones included.
        """
        opened = session not in self._sessions
        used = self._sessions.setdefault(session, postgres.connect(autocommit=False, application_name=session))
        before = self._insert_lsn()
        for statement in statements:
            used.execute(statement)
        xid = used.value("select pg_current_xact_id()::text")
        if end:
            used.execute(end)
            self._sessions.pop(session).close()
        done = [*(["begin"] if opened else []), *statements, *([end] if end else [])]
        self._write(title, before, session=session, sql=done, xids=[xid], events=events)

    def server(self, title: str, statement: str) -> None:
        """Execute an administrator's command that belongs to no transaction (`select pg_log_standby_snapshot()`)."""
        before = self._insert_lsn()
        self._db.execute(statement)
        self._write(title, before, session="администратор", sql=[statement])

    def act(
        self,
        title: str,
        call: Callable[..., object],
        *arguments: str,
        wait: Callable[..., object] | None = None,
        events: Mapping[str, int] = NONE,
    ) -> None:
        """Do something to the stand, such as `stand.kill("connect")`, and write down the call.

        `wait` (of `slots`) waits until the slot shows it.
        """
        before = self._insert_lsn()
        call(*arguments)
        if wait:
            wait(self._db, self._config["slot.name"])
        shown = f"{call.__module__.rpartition('.')[2]}.{call.__name__}({', '.join(map(json.dumps, arguments))})"
        self._write(title, before, command=shown, events=events)

    def flush(self, title: str) -> None:
        """Wait until Connect has saved the offset of the last event and the slot has learnt of it."""
        before = self._insert_lsn()
        self.flushed()
        self._write(title, before)

    def flushed(self) -> None:
        """Like `flush`, without a step."""
        until(self._caught_up, lambda: f"сохранения оффсета за {lsn.render(self._last)}: {self._source_offset()}")
        slots.wait_flushed(self._db, self._config["slot.name"], self._source_offset()["lsn_commit"])

    def run(self) -> Document:
        """The steps since the last call, as one document."""
        found = {"slot": self._config["slot.name"], "steps": self._steps}
        self._begin()
        return found

    def close(self) -> None:
        """Drop the recorder's slot and end its sessions."""
        for session in self._sessions.values():
            session.close()
        self._db.execute(f"select pg_drop_replication_slot('{PEEK}')")

    def _begin(self) -> None:
        self._steps: list[Document] = []
        self._touched: dict[Place, None] = {}
        self._repeats_before = self._replica.repeats
        self._last = 0

    def _write(
        self,
        title: str,
        before: str,
        *,
        session: str | None = None,
        sql: Sequence[str] = (),
        command: str | None = None,
        xids: Sequence[str] = (),
        events: Mapping[str, int] = NONE,
    ) -> None:
        records = self._records(before, xids, sql) if sql else []
        messages = self._arrived(events)
        self._steps.append(
            {
                "title": title,
                "session": session,
                "sql": list(sql),
                "command": command,
                "wal": records,
                "pgoutput": self._decoded(),
                "slot": self._slot(),
                "offset": self._source_offset(),
                "kafka": [_message(found) for found in messages],
                "state": self._state(messages),
            }
        )

    def _records(self, before: str, xids: Sequence[str], sql: Sequence[str]) -> list[Document]:
        """WAL of these transactions, or the last list of open ones, if that was asked for: the server writes them when it likes."""
        after = self._insert_lsn()
        if after == before:
            return []
        self._on_disk(after)
        found = self._db.ask(self._sql, "named", from_lsn=before, to_lsn=after, xids=f"{{{','.join(xids)}}}")
        if xids:
            return [row for row in found if row["xid"] is not None]
        asked = any("pg_log_standby_snapshot" in statement for statement in sql)
        return [row for row in found if row["xid"] is None][-1:] if asked else []

    def _insert_lsn(self) -> str:
        return str(self._db.value("select pg_current_wal_insert_lsn()::text"))

    def _on_disk(self, position: str) -> None:
        """Records of an open transaction stay in memory until somebody commits: an empty transaction does."""

        def written() -> bool:
            self._db.execute("select pg_current_xact_id()")
            return bool(self._db.value("select pg_current_wal_flush_lsn() >= %(at)s::pg_lsn", at=position))

        until(written, f"записи журнала на диск до {position}")

    def _arrived(self, events: Mapping[str, int]) -> list[Message]:
        """The next messages of these topics, in the order of the stream."""
        pairs = [pair for table, count in events.items() for pair in placed(self._topics[table].take(count))]
        found = [message for _, message in sorted(pairs, key=lambda pair: pair[0])]
        self._last = max([self._last, *(change(m).source["lsn"] or 0 for m in found if not m.tombstone)])
        return found

    def _decoded(self) -> list[Document]:
        """What pgoutput says of the transactions committed since; RELATION and TYPE only give the names."""
        rows = self._db.ask(self._sql, "take_binary", slot=PEEK, publication=self._config["publication.name"])
        found = []
        for row in rows:
            message = pgoutput.decode(row["data"])
            if message["message"] == "RELATION":
                self._relations[message["relid"]] = message
            elif message["message"] != "TYPE":
                found.append({"lsn": row["lsn"]} | named(message, self._relations))
        return found

    def _slot(self) -> Document:
        row = self._db.one(
            """
            select active, restart_lsn, confirmed_flush_lsn, pg_current_wal_lsn() as end_lsn,
              (pg_current_wal_lsn() - restart_lsn)::bigint as retained_bytes,
              (pg_current_wal_lsn() - confirmed_flush_lsn)::bigint as lag_bytes
            from pg_replication_slots where slot_name = %(name)s
            """,
            name=self._config["slot.name"],
        )
        if row is None:
            raise LookupError(f"Слота {self._config['slot.name']} нет")
        return row

    def _source_offset(self) -> Document:
        """The offset in Connect's own topic, readable while the worker is dead; `0/0` is what it has not saved yet."""
        for raw in self._offsets.raw_fetched():
            if json.loads(raw.key() or b"[null]")[0] == self._config["name"]:
                self._offset = json.loads(raw.value() or b"{}")
        return {name: lsn.render(self._offset.get(name) or 0) for name in ("lsn", "lsn_commit")}

    def _caught_up(self) -> bool:
        return lsn.parse(self._source_offset()["lsn"]) >= self._last

    def _state(self, messages: Sequence[Message]) -> Document:
        """What the copy holds of everything that the run has touched so far."""
        for message in messages:
            self._replica.apply(message)
            if not message.tombstone and change(message).op != "t":
                self._touched[place(change(message))] = None
        tables = sorted({table for table, _ in self._touched} | {m.topic.rpartition(".")[2] for m in messages})
        prefix = self._config["topic.prefix"]
        return {
            "tables": [{"table": name, "rows": self._replica.count(name)} for name in tables],
            "rows": [
                {
                    "table": table,
                    "key": dict(key),
                    "row": short(self._replica.rows.get((table, key))),
                    "lsn": lsn.render(self._replica.lsn[table, key]),
                }
                for table, key in self._touched
            ],
            "next": [
                {"topic": topic, "partition": partition, "offset": offset}
                for (topic, partition), offset in sorted(self._replica.next.items())
                if topic.removeprefix(f"{prefix}.public.") in tables
            ],
            "repeats": self._replica.repeats - self._repeats_before,
        }


def text(document: Document) -> str:
    """The document with every value on a line of its own: a longer LSN moves nothing, so two runs can be compared."""
    return json.dumps(document, ensure_ascii=False, indent=1, default=str)


def placed(messages: Sequence[Message]) -> list[tuple[tuple[int, int], Message]]:
    """Messages of one topic with their place in the stream; a tombstone stands where its delete does."""
    found = []
    at = (0, 0)
    for message in messages:
        at = at if message.tombstone else lsn.position(change(message).source)
        found.append((at, message))
    return found


def _message(found: Message) -> Document:
    return {
        "topic": found.topic,
        "partition": found.partition,
        "offset": found.offset,
        "key": found.key,
        "value": short(found.value),
    }


def named(message: Document, relations: dict[int, Document]) -> Document:
    """A pgoutput message with the name of its table instead of the number, and rows by column."""
    if "relids" in message:
        return {"message": message["message"], "tables": [relations[it]["table"] for it in message["relids"]]}
    if "relid" not in message:
        return message
    relation = relations[message["relid"]]
    columns = [name.removesuffix(" (ключ)") for name in relation["columns"]]
    keys = {name.removesuffix(" (ключ)") for name in relation["columns"] if name.endswith(" (ключ)")}
    found: Document = {"message": message["message"], "table": relation["table"]}
    for part in ("old_key", "old", "new"):
        if part in message:
            row = dict(zip(columns, message[part], strict=True))
            found[part] = short({n: v for n, v in row.items() if part != "old_key" or n in keys})
    return found


def short(value: Any) -> Any:
    """The same structure with long texts cut: a TOASTed description would fill the page."""
    if isinstance(value, dict):
        return {name: short(part) for name, part in value.items()}
    if isinstance(value, list):
        return [short(part) for part in value]
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:24]}… ({len(value)} символов)"
    return value

"""Waiting on a replication slot: who reads it and how far it is confirmed."""

from __future__ import annotations

from cdclab import lsn
from cdclab.postgres import Database, Row
from cdclab.waiting import until

_SENDER = """
    select state from pg_stat_replication join pg_replication_slots on active_pid = pid
    where slot_name = %(name)s and state = 'streaming'
"""


def get(db: Database, name: str) -> Row | None:
    """All columns of `pg_replication_slots` for this slot, or None when there is no such slot."""
    return db.one("select * from pg_replication_slots where slot_name = %(name)s", name=name)


def wait_active(db: Database, name: str, seconds: float = 30) -> Row:
    """Wait until a reader holds the slot: only now are new changes really streamed."""

    def active() -> Row | None:
        row = get(db, name)
        return row if row and row["active"] else None

    return until(active, lambda: f"чтения слота {name} (сейчас: {state(db, name)})", seconds)


def wait_streaming(db: Database, name: str, seconds: float = 30) -> None:
    """Wait until the reader has caught up: `pg_stat_replication.state` went from `catchup` to `streaming`."""

    def streaming() -> bool:
        return bool(db.rows(_SENDER, name=name))

    until(streaming, lambda: f"состояния streaming у читателя слота {name} (сейчас: {state(db, name)})", seconds)


def wait_released(db: Database, name: str, seconds: float = 30) -> Row:
    """Wait until nobody reads the slot, so that it can be moved or dropped."""

    def released() -> Row | None:
        row = get(db, name)
        return row if row and not row["active"] else None

    return until(released, lambda: f"освобождения слота {name} (сейчас: {state(db, name)})", seconds)


def wait_flushed(db: Database, name: str, position: str, seconds: float = 30) -> Row:
    """Wait until the reader has confirmed `position` (text LSN): Connect flushes offsets every `offset.flush.interval.ms`."""
    target = lsn.parse(position)

    def flushed() -> Row | None:
        row = get(db, name)
        return row if row and lsn.parse(row["confirmed_flush_lsn"] or "0/0") >= target else None

    return until(flushed, lambda: f"подтверждения {position} слотом {name} (сейчас: {state(db, name)})", seconds)


def state(db: Database, name: str) -> str:
    """Reader, position and WAL status on one line, for messages."""
    row = get(db, name)
    if row is None:
        return "слота нет"
    return f"active={row['active']}, confirmed_flush_lsn={row['confirmed_flush_lsn']}, wal_status={row['wal_status']}"


def behind(db: Database, name: str) -> int:
    """Bytes of WAL that the reader has not confirmed: from `confirmed_flush_lsn` to the end. LookupError when there is no slot."""
    return int(db.value(f"select pg_current_wal_lsn() - confirmed_flush_lsn {_BY_NAME}", name=name))


def retained(db: Database, name: str) -> int:
    """Bytes of WAL that the slot keeps on disk: from `restart_lsn` to the end. LookupError when there is no slot."""
    return int(db.value(f"select pg_current_wal_lsn() - restart_lsn {_BY_NAME}", name=name))


_BY_NAME = "from pg_replication_slots where slot_name = %(name)s"

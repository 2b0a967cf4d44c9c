"""An empty start for a lab: nothing that an earlier lab made is left on this stand."""

from __future__ import annotations

import httpx
import psycopg
from confluent_kafka import KafkaException
from psycopg import sql

from cdclab import connect, kafka, postgres, stand, warehouse
from cdclab.connect import ConnectError
from cdclab.postgres import Database
from cdclab.settings import settings
from cdclab.waiting import until

# Fresh drops schemas, roles, slots and topics: only on a stand, never on a database reached over a network.
OWN_HOSTS = {"localhost", "127.0.0.1", "::1", "postgres"}

_OTHERS = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"


def start() -> Database:
    """Empty the stand and return an administrator's session.

    Goes: connectors with their offsets, topics, slots, publications, schemas, roles, changed settings.
    Raises PermissionError when PostgreSQL is not the stand's own.
    """
    if (host := settings().postgres_host) not in OWN_HOSTS:
        raise PermissionError(f"Очистка разрешена только на учебном стенде, а POSTGRES_HOST={host}")
    postgres.come_back()
    _revive()
    for name in connect.names():
        connect.delete(name)
    kafka.forget_source_offsets()
    kafka.delete_topics(name for name in kafka.topics() if not kafka.internal(name))
    db = postgres.connect()
    _end_other_sessions(db)
    _drop_slots_and_publications(db)
    _drop_schemas(db)
    _run(db, "drop database if exists {} with (force)", sql.Identifier(warehouse.NAME))
    _take_back_database(db)
    _drop_roles(db)
    _reset_settings(db)
    return db


def _revive() -> None:
    """Start what a drill without its cure has left dead; without an engine to ask, the error of the service will do."""
    try:
        postgres.connect().close()
        kafka.topics()
        connect.names()
    except (psycopg.OperationalError, KafkaException, ConnectError, httpx.HTTPError):
        if stand.available():
            stand.start("postgres", "kafka", "connect")


def _end_other_sessions(db: Database) -> None:
    """A notebook killed half-way leaves transactions open; they would block every DROP and every new slot."""
    for row in db.rows("select gid from pg_prepared_xacts where database = current_database()"):
        _run(db, "rollback prepared {}", sql.Literal(row["gid"]))
    db.rows(f"select pg_terminate_backend(pid) {_OTHERS}")
    until(lambda: db.value(f"select count(*) = 0 {_OTHERS}"), "конца чужих сеансов в базе")


def _drop_slots_and_publications(db: Database) -> None:
    # The physical slot of a standby that runs is its own.
    db.rows(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_type = 'logical' or not active"
    )
    for row in db.rows("select pubname from pg_publication"):
        _run(db, "drop publication {}", sql.Identifier(row["pubname"]))


def _drop_schemas(db: Database) -> None:
    query = "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'"
    for row in db.rows(query):
        _run(db, "drop schema {} cascade", sql.Identifier(row["nspname"]))
    db.execute("create schema public authorization pg_database_owner; grant usage on schema public to public")


def _take_back_database(db: Database) -> None:
    """A role that owns the database cannot be dropped."""
    name = sql.Identifier(settings().postgres_db)
    _run(db, "alter database {} owner to {}", name, sql.Identifier(settings().postgres_user))


def _drop_roles(db: Database) -> None:
    for row in db.rows("select rolname from pg_roles where rolname !~ '^pg_' and rolname <> current_user"):
        role = sql.Identifier(row["rolname"])
        _run(db, "drop owned by {} cascade", role)
        _run(db, "drop role {}", role)


def _reset_settings(db: Database) -> None:
    name = sql.Identifier(settings().postgres_db)
    _run(db, "alter database {} reset all", name)
    _run(db, "grant connect, temporary on database {} to public", name)
    db.execute("alter system reset all")
    db.rows("select pg_reload_conf()")


def _run(db: Database, template: str, *names: sql.Composable) -> None:
    db.connection.execute(sql.SQL(template).format(*names))

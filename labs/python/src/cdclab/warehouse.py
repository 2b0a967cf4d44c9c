"""The sink's database: copies of captured tables, each row with the position of the change that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql

from cdclab import postgres
from cdclab.postgres import Database

NAME = "warehouse"


@dataclass(frozen=True)
class Table:
    """A captured table as the sink needs to know it."""

    name: str
    # Column -> type of its copy; enumerations and domains become text.
    columns: dict[str, str]
    key: tuple[str, ...]


def connect() -> Database:
    """A session in the warehouse; `fresh.start()` drops that database."""
    return postgres.connect(dbname=NAME, application_name="warehouse")


def create(source: Database, names: Sequence[str]) -> list[Table]:
    """Make an empty warehouse with a copy of each named table and the offsets of Kafka that its rows stand for."""
    if not source.rows("select from pg_database where datname = %(name)s", name=NAME):
        source.connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
    tables = [describe(source, name) for name in names]
    with connect() as target:
        target.execute("drop schema public cascade; create schema public")
        target.execute(
            "create table kafka_offsets (topic text, partition int, next bigint, primary key (topic, partition))"
        )
        for table in tables:
            target.connection.execute(_ddl(table))
    return tables


def describe(source: Database, name: str) -> Table:
    """Columns and primary key of a table of the source. Raises LookupError when it has no key: a sink could not find its rows."""
    columns = source.rows(
        """
        select attname, case when typtype in ('e', 'd') then 'text' else format_type(atttypid, atttypmod) end as type
        from pg_attribute join pg_type on pg_type.oid = atttypid
        where attrelid = %(name)s::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        order by attnum
        """,
        name=name,
    )
    key = source.rows(
        """
        select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = %(name)s::regclass and indisprimary order by array_position(indkey::int2[], attnum)
        """,
        name=name,
    )
    if not key:
        raise LookupError(f"У таблицы {name} нет первичного ключа: приёмник не найдёт её строк")
    return Table(name, {row["attname"]: row["type"] for row in columns}, tuple(row["attname"] for row in key))


def _ddl(table: Table) -> sql.Composed:
    """`_lsn`: position of the change that the row shows, 0 for a row of a snapshot; `_deleted`: remembered, not shown."""
    columns: list[sql.Composable] = [
        sql.SQL("{} " + kind).format(sql.Identifier(name)) for name, kind in table.columns.items()
    ]
    columns += [
        sql.SQL("_lsn bigint not null"),
        sql.SQL("_deleted boolean not null"),
        sql.SQL("primary key ({})").format(_names(table.key)),
    ]
    return sql.SQL("create table {} ({})").format(sql.Identifier(table.name), sql.SQL(", ").join(columns))


def _names(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))

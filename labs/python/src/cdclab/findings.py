"""Steps that every learner's check needs: does the connector run, is the slot read, do rows arrive, who may do what."""

from __future__ import annotations

from cdclab import connect, kafka, slots
from cdclab.check import Wrong
from cdclab.connect import ConnectError
from cdclab.postgres import Database
from cdclab.waiting import Missed


def connector_runs(name: str, seconds: float = 30) -> None:
    """The connector and its task are RUNNING."""
    if name not in connect.names():
        raise Wrong(
            f"коннектора {name} нет",
            why="Без коннектора слот никто не читает.",
            look="connect.names() и ячейка, которая вызывает connect.run(…)",
        )
    try:
        connect.wait_running(name, seconds)
    except (ConnectError, Missed) as error:
        raise Wrong(
            str(error),
            why="Пока таск не RUNNING, события не идут, а слот копит WAL.",
            look=f"curl $CONNECT_URL/connectors/{name}/status и npm run lab -- logs connect",
        ) from error


def slot_is_read(db: Database, name: str, seconds: float = 30) -> None:
    """The slot exists, was made for pgoutput, is not lost and has a reader."""
    look = "select slot_name, plugin, active, wal_status from pg_replication_slots"
    slot = slots.get(db, name)
    if slot is None:
        raise Wrong(f"слота {name} нет", why="Без слота коннектору неоткуда читать WAL.", look=look)
    if slot["plugin"] != "pgoutput":
        raise Wrong(f"плагин слота {name} — {slot['plugin']}", why="Стенд и облака дают только pgoutput.", look=look)
    if slot["wal_status"] == "lost":
        raise Wrong(f"слот {name} потерян", why="WAL, который он держал, удалён: нужен новый снапшот.", look=look)
    try:
        slots.wait_active(db, name, seconds)
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Слот без читателя держит WAL, а коннектор при этом может говорить RUNNING.",
            look=f"{look}; npm run lab -- logs connect",
        ) from missed


def read_once(table: str, rows: int, why: str, look: str) -> None:
    """A table of the shop with so many rows was read by one snapshot, not by two: the connector was not made anew."""
    read = [m for m in kafka.Topic(f"shop.public.{table}").rest() if m.value and m.value["op"] == "r"]
    if len(read) > rows:
        raise Wrong(f"таблица {table} прочитана снапшотом дважды", why=why, look=look)


def rows_arrive(topic: str, count: int, seconds: float = 30) -> None:
    """At least `count` messages lie in the topic."""
    try:
        kafka.Topic(topic).skip(count, seconds)
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Таблица не прочитана целиком: у роли нет SELECT или таблицы нет в table.include.list.",
            look=f"select has_table_privilege('cdc_reader', '{topic.split('.', 1)[1]}', 'select')",
        ) from missed


def published(db: Database, publication: str, tables: tuple[str, ...]) -> None:
    """The publication names these tables one by one (no FOR ALL TABLES)."""
    look = f"select * from pg_publication_tables where pubname = '{publication}'"
    found = db.one("select puballtables from pg_publication where pubname = %(name)s", name=publication)
    if found is None:
        raise Wrong(f"публикации {publication} нет", why="Сервер не знает, что отдавать в поток.", look=look)
    if found["puballtables"]:
        raise Wrong(
            f"публикация {publication} объявлена FOR ALL TABLES",
            why="В неё попадёт каждая новая таблица, и UPDATE в таблице без ключа перестанет работать.",
            look=look,
        )
    listed = {row["tablename"] for row in db.rows(look)}
    if absent := [table for table in tables if table not in listed]:
        raise Wrong(
            f"в публикации {publication} нет таблиц: {', '.join(absent)}",
            why="Снапшот их прочитает, а изменения в поток не попадут, и ошибки не будет.",
            look=look,
        )


def least_privilege(db: Database, role: str, tables: tuple[str, ...]) -> None:
    """The role has LOGIN and REPLICATION itself, reads the tables, and can do nothing more with them."""
    look = (
        f"select rolname, rolreplication, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = '{role}'"
    )
    found = db.one(look)
    if found is None:
        raise Wrong(f"роли {role} нет", why="Коннектору не под кем войти.", look=look)
    if not found["rolreplication"]:
        raise Wrong(
            f"у роли {role} нет атрибута REPLICATION",
            why="Атрибуты не наследуются через членство: поток открывает только роль, у которой атрибут свой.",
            look=look,
        )
    if extra := [name for name in ("rolsuper", "rolcreaterole", "rolcreatedb") if found[name]]:
        raise Wrong(f"у роли {role} лишние атрибуты: {', '.join(extra)}", why=_LEAST, look=look)
    _reads_only(db, role, tables)


_LEAST = "Пароль коннектора лежит в Connect: кто его прочтёт, получит всё, что может роль."


def _reads_only(db: Database, role: str, tables: tuple[str, ...]) -> None:
    for table in tables:
        look = f"\\dp {table} в psql или select * from information_schema.table_privileges where table_name = '{table}'"
        right = db.one(
            "select pg_get_userbyid(relowner) = %(role)s as owner, has_table_privilege(%(role)s, oid, 'select') as reads,"
            " has_table_privilege(%(role)s, oid, 'insert, update, delete, truncate') as writes"
            " from pg_class where oid = %(table)s::regclass",
            role=role,
            table=table,
        )
        if right is None or not right["reads"]:
            raise Wrong(f"роль {role} не читает {table}", why="Без SELECT снапшот невозможен.", look=look)
        if right["owner"]:
            raise Wrong(f"роль {role} владеет таблицей {table}", why=f"Владелец может её удалить. {_LEAST}", look=look)
        if right["writes"]:
            raise Wrong(f"роль {role} может менять {table}", why=_LEAST, look=look)

"""Учебная авария: таблица пульса обновляется, а в публикации её нет."""

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Пульс мимо публикации")
LAB = labs_folder() / "postgres"
CONFIG = connect.load(LAB / "connector.json") | {
    "heartbeat.interval.ms": "500",
    "heartbeat.action.query": (
        "insert into public.heartbeat values (1, now()) on conflict (id) do update set at = excluded.at"
    ),
}
SLOT = CONFIG["slot.name"]
loaded: str


def _load(db: Database) -> str:
    """20 МБ в таблицу, которой нет в публикации; вернуть конец журнала."""
    db.execute("insert into audit_log select n, repeat('x', 1000) from generate_series(1, 20000) as n")
    return str(db.value("select pg_current_wal_lsn()::text"))


@drill.cause("Пульс настроили по статье: таблица, права, интервал, запрос. Строку про публикацию пропустили.")
def cause(db: Database) -> None:
    global loaded
    shop.create(db)
    shop.admit_reader(db)
    db.script(LAB / "sql/heartbeat.sql", "table")
    db.script(LAB / "sql/heartbeat.sql", "grants", **shop.reader())
    db.execute("alter publication shop_pub drop table heartbeat; create table audit_log (id integer, note text)")
    connect.run(CONFIG)
    slots.wait_active(db, SLOT)
    loaded = _load(db)


@drill.symptom("Строка пульса меняется, сообщения пульса в Kafka идут, а слот стоит. Всё зелёное.")
def symptom(db: Database) -> str:
    pulses = kafka.Topic("__debezium-heartbeat.shop")
    pulses.rest()
    before = db.value("select at from heartbeat")
    pulses.skip(4)
    beats = db.value("select at > %(before)s from heartbeat", before=before)
    held = slots.behind(db, SLOT)
    published = db.value("select count(*) from pg_publication_tables where tablename = 'heartbeat'")
    assert beats and held > 20_000_000 and published == 0
    return (
        f"коннектор и таск: {', '.join(connect.states(CONFIG['name']))}\n"
        f"строка пульса обновилась: {beats}, сообщения пульса идут: True\n"
        f"не подтверждено {held / 2**20:.0f} MB; heartbeat в pg_publication_tables: {published}"
    )


@drill.cure("Добавить таблицу пульса в публикацию. Коннектор перезапускать не надо.")
def cure(db: Database) -> str:
    db.execute("alter publication shop_pub add table heartbeat")
    return "alter publication shop_pub add table heartbeat"


@drill.recovery("Следующий удар пульса прочитан из журнала, и слот прошёл нагрузку.")
def recovery(db: Database) -> str:
    slots.wait_flushed(db, SLOT, loaded, 30)
    behind = slots.behind(db, SLOT)
    assert behind < 1_000_000
    assert not [name for name in kafka.topics() if name.endswith(".heartbeat")], "лишний топик"
    return f"не подтверждено: ≈{behind} байт, топика для таблицы пульса нет: её нет в table.include.list"

"""Учебная авария: захваченные таблицы молчат, журнал растёт."""

from cdclab import connect, shop, slots
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Таблицы молчат, журнал растёт")
LAB = labs_folder() / "postgres"
CONFIG = connect.load(LAB / "connector.json")
SLOT = CONFIG["slot.name"]
PULSE = {
    "heartbeat.interval.ms": "1000",
    "heartbeat.action.query": (
        "insert into public.heartbeat values (1, now()) on conflict (id) do update set at = excluded.at"
    ),
}


def _load(db: Database) -> str:
    """20 МБ в таблицу, которой нет в публикации."""
    db.execute("insert into audit_log select n, repeat('x', 1000) from generate_series(1, 20000) as n")
    return str(db.value("select pg_current_wal_lsn()::text"))


@drill.cause("Коннектор захватывает магазин, а пишут в таблицу рядом.")
def cause(db: Database) -> None:
    shop.create(db)
    shop.admit_reader(db)
    db.execute("create table audit_log (id integer, note text)")
    connect.run(CONFIG)
    slots.wait_active(db, SLOT)
    _load(db)


@drill.symptom("Коннектор здоров, слот читают, а отпустить журнал нечему.")
def symptom(db: Database) -> str:
    held = slots.retained(db, SLOT)
    assert held > 20_000_000 and slots.get(db, SLOT)["active"]
    return f"коннектор и таск: {', '.join(connect.states(CONFIG['name']))}\nслот держит {held / 2**20:.0f} MB"


@drill.cure("Пульс: запрос раз в секунду пишет в таблицу, которая есть в публикации.")
def cure(db: Database) -> str:
    db.script(LAB / "sql/heartbeat.sql", "table")
    db.script(LAB / "sql/heartbeat.sql", "grants", **shop.reader())
    connect.run(CONFIG | PULSE)
    slots.wait_active(db, SLOT)
    return PULSE["heartbeat.action.query"]


@drill.recovery("Та же нагрузка, слот идёт за ней.")
def recovery(db: Database) -> str:
    slots.wait_flushed(db, SLOT, _load(db), 20)
    behind = slots.behind(db, SLOT)
    assert behind < 1_000_000
    return f"не подтверждено: ≈{behind} байт"

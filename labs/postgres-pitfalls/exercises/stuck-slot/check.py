"""Проверка задания: слот идёт за чужим журналом, лишнего слота нет, снапшота заново не было."""

from pathlib import Path

from cdclab import connect, findings, fresh, kafka, shop, slots
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed

FOLDER = Path(__file__).parent

check = Check("Слот стоит", item="postgres-pitfalls/stuck-slot")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        db.script(FOLDER / "broken.sql", "heartbeat")
        connect.run(connect.load(FOLDER.parent.parent / "connector.json"))
        slots.wait_streaming(db, "shop_slot")
        kafka.Topic("shop.public.orders").skip(120)
        db.script(FOLDER / "broken.sql", "leftovers")
        db.script(FOLDER / "broken.sql", "load")


@check.step("Роль коннектора может выполнить запрос пульса")
def rights(work: Work) -> None:
    right = "select has_table_privilege('cdc_reader', 'heartbeat', %(what)s)"
    missing = [what for what in ("select", "insert", "update") if not work.db.value(right, what=what)]
    if missing:
        raise Wrong(
            f"у cdc_reader нет прав на heartbeat: {', '.join(missing)}",
            why="INSERT … ON CONFLICT читает ключ: без SELECT сервер отказывает, а знает об этом только журнал воркера.",
            look="npm run lab -- logs connect: Could not execute heartbeat action",
        )


@check.step("Таблица пульса в публикации")
def published(work: Work) -> None:
    findings.published(work.db, "shop_pub", ("customers", "products", "orders", "order_lines", "payments", "heartbeat"))


@check.step("Лишнего слота нет, свой на месте")
def leftovers(work: Work) -> None:
    findings.connector_runs("shop-connector")
    findings.slot_is_read(work.db, "shop_slot")
    if slots.get(work.db, "poc_slot"):
        raise Wrong(
            "слот poc_slot на месте",
            why="Читателя у него нет и не будет, а WAL он держит вечно.",
            look="select slot_name, active, inactive_since from pg_replication_slots",
        )


@check.step("Слот идёт за журналом соседней таблицы")
def moves(work: Work) -> None:
    work.db.script(FOLDER / "broken.sql", "load")
    end = work.db.value("select pg_current_wal_lsn()::text")
    try:
        slots.wait_flushed(work.db, "shop_slot", end)
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Коннектор не получает ничего, что мог бы подтвердить.",
            look="меняется ли heartbeat.at и есть ли heartbeat в pg_publication_tables",
        ) from missed


@check.step("Нового снапшота не было")
def no_snapshot(_: Work) -> None:
    findings.read_once(
        "orders",
        120,
        why="Слот или оффсет удалили: на настоящей базе это часы и нагрузка на неё.",
        look="shop_slot не надо пересоздавать",
    )

"""Проверка задания: таблица reviews захвачена вместе с историей, остальное не перечитано."""

from pathlib import Path

from cdclab import connect, findings, fresh, kafka, shop, signals, slots
from cdclab.check import Check, Work, Wrong
from cdclab.sink import OPTIONS
from cdclab.waiting import Missed, until

SNAPSHOTS = Path(__file__).parent.parent.parent

check = Check("Новая таблица без потерь", item="snapshots/new-table")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        signals.create_table(db)
        connect.run(connect.load(SNAPSHOTS / "connector.json") | OPTIONS | {"snapshot.mode": "initial"})
        slots.wait_active(db, "shop_slot")
        kafka.Topic("shop.public.customers").skip(40)
        db.execute("alter publication shop_pub drop table debezium_signal")
        db.script(SNAPSHOTS / "sql" / "backfill.sql", "reviews")


@check.step("Публикация отдаёт reviews и слышит сигналы")
def publication(work: Work) -> None:
    findings.published(work.db, "shop_pub", (*shop.TABLES, "reviews", "debezium_signal"))


@check.step("Коннектор тот же, работает и знает о reviews")
def connector(_: Work) -> None:
    findings.connector_runs("shop-connector")
    if "public.reviews" not in connect.config("shop-connector")["table.include.list"]:
        raise Wrong(
            "public.reviews нет в table.include.list",
            why="Сигнал для таблицы вне списка коннектор пропускает, и поток о ней молчит.",
            look="connect.config('shop-connector')['table.include.list']",
        )


@check.step("Вся история в топике")
def history(work: Work) -> None:
    keys = {row["id"] for row in work.db.rows("select id from reviews")}
    try:
        until(lambda: keys <= {m.key["id"] for m in kafka.Topic("shop.public.reviews").rest()}, "истории отзывов", 20)
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Смена table.include.list историю не перечитывает: нужен сигнал execute-snapshot.",
            look="signals.Notices().rest() и select * from debezium_signal",
        ) from missed


@check.step("Новый отзыв попадает в поток")
def streams(work: Work) -> None:
    topic = kafka.Topic("shop.public.reviews")
    topic.rest()
    new = work.db.value("insert into reviews (product_id, stars) values (1, 5) returning id")
    try:
        topic.take_until(lambda m: m.key == {"id": new}, f"отзыва {new}")
    except Missed as missed:
        raise Wrong(str(missed), why="История есть, а потока нет.", look="pg_publication_tables") from missed


@check.step("Остальные таблицы не перечитаны")
def others(_: Work) -> None:
    read = [m for m in kafka.Topic("shop.public.customers").rest() if m.value and m.value["op"] == "r"]
    if len(read) > 40:
        raise Wrong(
            f"строк снапшота в топике customers: {len(read)}, а клиентов 40",
            why="Ради одной таблицы перечитаны все.",
            look="data-collections вашего сигнала; стирать оффсеты не нужно",
        )

"""Проверка лабораторной: конвейер из lab.py построен, права минимальны, новая строка доходит до топика."""

from cdclab import connect, findings, kafka
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed

TABLES = ("customers", "products", "orders", "order_lines", "payments")

check = Check("PostgreSQL: первый коннектор", item="postgres/lab")


@check.step("Роль cdc_reader: свой REPLICATION, чтение пяти таблиц и ничего больше")
def role(work: Work) -> None:
    findings.least_privilege(work.db, "cdc_reader", TABLES)


@check.step("Публикация shop_pub перечисляет пять таблиц")
def publication(work: Work) -> None:
    findings.published(work.db, "shop_pub", TABLES)


@check.step("Коннектор shop-connector работает и ничего не создаёт сам")
def connector(_: Work) -> None:
    findings.connector_runs("shop-connector")
    config = connect.config("shop-connector")
    if config.get("publication.autocreate.mode") != "disabled":
        raise Wrong(
            "publication.autocreate.mode не disabled",
            why="По умолчанию коннектор попытается объявить FOR ALL TABLES.",
            look="connector.json и connect.config('shop-connector')",
        )


@check.step("Слот shop_slot читают")
def slot(work: Work) -> None:
    findings.slot_is_read(work.db, "shop_slot")


@check.step("Новая строка доходит до топика shop.public.orders")
def end_to_end(work: Work) -> None:
    topic = kafka.Topic("shop.public.orders")
    topic.rest()
    marker = work.db.value("insert into orders (customer_id, total, comment) values (1, 1, 'проверка') returning id")
    work.db.execute("delete from orders where id = %(id)s", id=marker)
    try:
        topic.take_until(lambda message: message.key == {"id": marker}, f"события заказа {marker}")
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Коннектор RUNNING, слот читают, а событий нет: чаще всего публикации нет или она пуста.",
            look="select * from pg_publication_tables where pubname = 'shop_pub'",
        ) from missed

"""Проверка лабораторной: триггер ведёт журнал, коннектор работает, гонка двух сеансов не теряет заказа."""

from cdclab import connect, findings, kafka, postgres
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed

check = Check("Четыре наблюдателя за одной таблицей", item="cdc/lab")


@check.step("Триггер записывает изменения orders в order_log")
def trigger(work: Work) -> None:
    look = "select tgname, tgenabled from pg_trigger where tgrelid = 'orders'::regclass and not tgisinternal"
    if work.db.value("select to_regclass('orders') is null or to_regclass('order_log') is null"):
        raise Wrong("таблицы orders или order_log нет", why="Наблюдать не за чем.", look="блокнот lab.py, шаг 1")
    order = work.db.value("insert into orders (customer_id, total) values (1, 1) returning id")
    work.db.execute("delete from orders where id = %(id)s", id=order)
    logged = [
        row["op"] for row in work.db.rows("select op from order_log where order_id = %(id)s order by id", id=order)
    ]
    if logged != ["INSERT", "DELETE"]:
        raise Wrong(
            f"из вставки и удаления заказа {order} в журнале: {logged}",
            why="Журнал с пропусками хуже, чем никакого: ему верят.",
            look=look,
        )


@check.step("Коннектор orders-connector работает, слот читают")
def connector(work: Work) -> None:
    findings.connector_runs("orders-connector")
    findings.slot_is_read(work.db, "orders_slot")
    if connect.config("orders-connector").get("plugin.name") != "pgoutput":
        raise Wrong("plugin.name не pgoutput", why="Другого плагина на стенде нет.", look="connector.json")


@check.step("Два переплетённых сеанса: оба заказа пришли в топик, в порядке COMMIT")
def race(work: Work) -> None:
    topic = kafka.Topic("shop.public.orders")
    topic.rest()
    with postgres.connect(autocommit=False) as slow, postgres.connect(autocommit=False) as quick:
        orders = [
            session.value("insert into orders (customer_id, total, comment) values (1, 1, 'проверка') returning id")
            for session in (slow, quick)
        ]
        quick.connection.commit()
        slow.connection.commit()
    try:
        found = topic.take_until(lambda m: m.key["id"] == orders[0], "заказ медленного сеанса")
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Коннектор RUNNING, слот читают, а событий нет: чаще всего публикации нет или она пуста.",
            look="select * from pg_publication_tables where pubname = 'shop_pub'",
        ) from missed
    # События заказа из первого шага могут прийти уже после rest().
    arrived = [message.key["id"] for message in found if message.key["id"] in orders]
    if arrived != orders[::-1]:
        raise Wrong(
            f"ждали заказы {orders[::-1]}, пришли {arrived}",
            why="Поток отдаёт транзакции в порядке COMMIT: быстрый раньше медленного.",
            look="npm run lab -- logs connect",
        )

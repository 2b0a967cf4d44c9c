"""Проверка задания: коннектор под новым именем продолжил со старого места, и ничего не потерялось."""

from pathlib import Path

from cdclab import connect, findings, fresh, kafka, lsn, shop, slots
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed, until

MODULE = Path(__file__).parent.parent.parent

check = Check("Переименовать без снапшота", item="debezium/rename-safely")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        config = connect.load(MODULE / "connector.json")
        connect.run(config)
        slots.wait_streaming(db, config["slot.name"])
        db.execute("insert into orders (customer_id, total) values (1, 10)")
        db.execute("insert into orders (customer_id, total) values (1, 20)")
        event = kafka.Topic("shop.public.orders").take(122)[-1].value["source"]
        slots.wait_flushed(db, config["slot.name"], lsn.render(lsn.position(event)[0]))


@check.step("Коннектор один, orders-cdc, и слот у него прежний")
def renamed(work: Work) -> None:
    if (names := connect.names()) != ["orders-cdc"]:
        raise Wrong(
            f"коннекторы: {', '.join(names) or 'ни одного'}",
            why="Слот читает кто-то один: второй коннектор с тем же слотом не запустится.",
            look="connect.names()",
        )
    findings.connector_runs("orders-cdc")
    findings.slot_is_read(work.db, "shop_slot")


@check.step("Заказ и удаление посреди переезда дошли")
def nothing_lost(_: Work) -> None:
    for topic, what, arrived in (
        ("shop.public.orders", "заказ", lambda m: (m.value["after"] or {}).get("comment") == "посреди переезда"),
        ("shop.public.payments", "удаление", lambda m: m.value["op"] == "d" and m.key == {"id": 1}),
    ):
        try:
            until(lambda t=topic, a=arrived: any(m.value and a(m) for m in kafka.Topic(t).rest()), what, seconds=15)
        except Missed as missed:
            raise Wrong(
                f"{what} посреди переезда в топик не пришло: {missed}",
                why="Слот всё держал, но коннектор начал не со своей позиции. Удаление никакой снапшот не вернёт.",
                look="connect.offsets('orders-cdc')",
            ) from missed


@check.step("Снапшота не было, ничего не пришло дважды")
def no_snapshot(_: Work) -> None:
    messages = [m for m in kafka.Topic("shop.public.orders").rest() if m.value]
    reads = sum(m.value["op"] == "r" for m in messages)
    if reads != 120:
        raise Wrong(
            f"событий r в топике заказов {reads}, а строк в первом снапшоте было 120",
            why="Под новым именем Connect не нашёл оффсета и прочитал таблицы заново.",
            look="connect.offsets('orders-cdc') до запуска; create_stopped и set_offsets в cdclab.connect",
        )
    keys = [m.key["id"] for m in messages if m.value["op"] == "c"]
    if len(keys) != len(set(keys)):
        raise Wrong("заказ пришёл дважды", why="Оффсет взят у работающего коннектора.", look="порядок шагов")

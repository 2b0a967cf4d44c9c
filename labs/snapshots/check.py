"""Проверка лабораторной: таблица visits дозалита под нагрузкой, приёмник равен источнику, коннектор работает."""

from cdclab import connect, findings, kafka, reconcile, signals, warehouse
from cdclab.check import Check, Work, Wrong

check = Check("Снапшоты: 200 000 строк под нагрузкой", item="snapshots/lab")


@check.step("Коннектор shop-connector работает и сам снапшота не снимал")
def connector(_: Work) -> None:
    findings.connector_runs("shop-connector")
    mode = connect.config("shop-connector").get("snapshot.mode")
    if mode != "no_data":
        raise Wrong(f"snapshot.mode={mode}", why="Бэкфилл делают сигналом, а не стартом.", look="connector.json")


@check.step("Таблица сигналов в публикации")
def heard(work: Work) -> None:
    findings.published(work.db, "shop_pub", ("visits", signals.TABLE))
    findings.slot_is_read(work.db, "shop_slot")


@check.step("Инкрементальный снапшот visits дошёл до конца")
def completed(_: Work) -> None:
    told = [it for it in signals.Notices().rest() if it["type"] == "COMPLETED"]
    if not told:
        raise Wrong("уведомления COMPLETED нет", why="Бэкфилл не закончен.", look="signals.Notices().rest()")


@check.step("В приёмнике те же строки, что в источнике")
def reconciled(work: Work) -> None:
    found = reconcile.differences(work.db, [warehouse.describe(work.db, "visits")])
    if found:
        raise Wrong(str(found[0]), why="Строка потеряна или устарела.", look="cdclab.reconcile.differences")


@check.step("Новая строка доходит до топика shop.public.visits")
def streams(work: Work) -> None:
    new = work.db.value("insert into visits (customer_id, page, seconds) values (1, '/check', 0) returning id")
    topic = kafka.Topic("shop.public.visits")
    if not any(m.key == {"id": new} for m in topic.take_until(lambda m: m.key == {"id": new}, f"строки {new}", 90)):
        raise Wrong(f"строки {new} нет", why="Поток стоит.", look="connect.status('shop-connector')")

"""Проверка лабораторной: три коннектора с разными конвертерами работают, и один заказ приходит во все три топика."""

import json

from cdclab import findings, kafka
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed, until

PREFIXES = ("shop", "schema", "struct")

check = Check("Путь одного заказа", item="debezium/lab")


@check.step("Работают три коннектора, каждый читает свой слот")
def observers(work: Work) -> None:
    for prefix in PREFIXES:
        findings.connector_runs(f"{prefix}-connector")
        findings.slot_is_read(work.db, f"{prefix}_slot")


@check.step("Своих слотов для чтения из SQL не осталось")
def no_peeking(work: Work) -> None:
    left = [row["slot_name"] for row in work.db.rows("select slot_name from pg_replication_slots where not active")]
    if left:
        raise Wrong(
            f"слоты без читателя: {', '.join(left)}",
            why="Слот, из которого никто не читает, держит WAL, пока не кончится место.",
            look="последняя ячейка lab.py; select * from pg_replication_slots",
        )


@check.step("Новый заказ виден записью Connect, сообщением со схемой и без неё")
def one_order(work: Work) -> None:
    before = {prefix: len(kafka.Topic(f"{prefix}.public.orders").raw_rest()) for prefix in PREFIXES}
    work.db.execute("insert into orders (customer_id, total, comment) values (1, 1, 'проверка')")
    forms = {prefix: _next(f"{prefix}.public.orders", before[prefix]) for prefix in PREFIXES}
    if not forms["struct"].startswith("Struct{"):
        raise Wrong(
            "в топике struct не запись Connect",
            why="StringConverter пишет toString() записи; другой конвертер её уже превратил во что-то своё.",
            look="connect.config('struct-connector')",
        )
    if json.loads(forms["schema"]).keys() != {"schema", "payload"}:
        raise Wrong(
            "в топике schema нет схемы рядом с данными",
            why="schemas.enable=true кладёт в сообщение пару schema и payload.",
            look="connect.config('schema-connector')",
        )
    if json.loads(forms["shop"])["after"]["comment"] != "проверка":
        raise Wrong(
            "в топике shop не тот заказ", why="Сообщения в топике идут по порядку.", look="кто ещё пишет в orders"
        )


def _next(topic: str, count: int) -> str:
    """Первое сообщение после известных."""
    try:
        found = until(lambda: kafka.Topic(topic).raw_rest()[count:], f"нового сообщения в {topic}")
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Коннектор RUNNING, а событие не пришло: чаще всего таблицы нет в публикации.",
            look="select * from pg_publication_tables where pubname = 'shop_pub'",
        ) from missed
    return bytes(found[0].value()).decode()

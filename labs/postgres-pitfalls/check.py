"""Проверка лабораторной: осмотр чист, UPDATE у приложения работает, секции идут в один топик, слот отпускает журнал."""

from pathlib import Path

from cdclab import findings, kafka, slots
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed

FOLDER = Path(__file__).parent
NAMES = {"cdc_user": "cdc_reader", "publication": "shop_pub"}
TABLES = ("customers", "products", "orders", "order_lines", "payments", "refunds", "visits_raw", "discounts")

check = Check("PostgreSQL: подводные камни", item="postgres-pitfalls/lab")


@check.step("Коннектор работает, слот shop_slot читают")
def connector(work: Work) -> None:
    findings.connector_runs("shop-connector")
    findings.slot_is_read(work.db, "shop_slot")


@check.step("Публикация отдаёт все таблицы")
def published(work: Work) -> None:
    findings.published(work.db, "shop_pub", TABLES)


@check.step("Осмотр triage.sql ничего не находит")
def triage(work: Work) -> None:
    for region in ("silent", "unidentified", "wide", "transactions"):
        rows = work.db.ask(FOLDER / "sql/triage.sql", region, **NAMES)
        rows = [row for row in rows if row.get("table") not in ("heartbeat", "audit_log")]
        if rows:
            raise Wrong(
                f"запрос {region} вернул {rows[0]}",
                why="Это одна из шести находок смены: о ней не скажет ни коннектор, ни воркер.",
                look=f"sql/triage.sql, запрос {region}",
            )


@check.step("Лишних слотов нет")
def slots_left(work: Work) -> None:
    if idle := [row["slot_name"] for row in work.db.ask(FOLDER / "sql/triage.sql", "slots") if not row["active"]]:
        raise Wrong(
            f"слот без читателя: {', '.join(idle)}",
            why="Он держит WAL и системный каталог, пока его не удалят.",
            look="select slot_name, active, inactive_since from pg_replication_slots",
        )


@check.step("Строка секции приходит в топик корня")
def root(work: Work) -> None:
    topic = kafka.Topic("shop.public.visits")
    topic.rest()
    work.db.execute("delete from visits where id = 777")
    work.db.execute("insert into visits values (777, '2025-02-05', '/check')")
    try:
        topic.take_until(lambda m: bool(m.value) and m.key["id"] == 777 and m.value["op"] == "c", "строки секции")
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Без publish_via_partition_root поток называет строку именем секции.",
            look="select pubname, pubviaroot from pg_publication",
        ) from missed


@check.step("Слот подтверждает журнал соседних таблиц")
def flushed(work: Work) -> None:
    end = work.db.value("select pg_logical_emit_message(false, 'check', repeat('x', 100000))::text")
    try:
        slots.wait_flushed(work.db, "shop_slot", end)
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Пульс не доходит до слота: журнал соседних таблиц будет копиться.",
            look="heartbeat в pg_publication_tables и права роли на неё",
        ) from missed

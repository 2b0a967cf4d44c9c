"""Проверка задания: публикация полна, топик payments сошёлся с таблицей, коннектор не пересоздавали."""

from pathlib import Path

from cdclab import connect, findings, fresh, kafka, shop, slots
from cdclab.check import Check, Work, Wrong
from cdclab.values import decimal
from cdclab.waiting import Missed, until

FOLDER = Path(__file__).parent
POSTGRES = FOLDER.parent.parent
TABLES = ("customers", "products", "orders", "order_lines", "payments")

check = Check("Дыра в публикации", item="postgres/publication-gap")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        db.script(POSTGRES / "sql" / "role.sql", "role", **shop.reader())
        db.script(POSTGRES / "sql" / "role.sql", "grants", **shop.reader())
        db.script(FOLDER / "broken.sql", "publication")
        connect.run(connect.load(POSTGRES / "connector.json"))
        slots.wait_active(db, "shop_slot")
        kafka.Topic("shop.public.payments").skip(80)
        db.script(FOLDER / "broken.sql", "missed")


@check.step("В публикации shop_pub есть payments")
def publication(work: Work) -> None:
    findings.published(work.db, "shop_pub", TABLES)


@check.step("Коннектор тот же и работает")
def connector(work: Work) -> None:
    findings.connector_runs("shop-connector")
    findings.slot_is_read(work.db, "shop_slot")
    findings.read_once(
        "customers",
        40,
        why="Ради одной таблицы перечитаны все: на настоящей базе это часы.",
        look="вернуть нужно только payments",
    )


@check.step("Топик payments сошёлся с таблицей")
def reconciled(work: Work) -> None:
    rows = work.db.rows("select id, external_id::text, method, amount from payments")
    table = {row.pop("id"): row for row in rows}
    try:
        until(lambda: _folded() == table, "согласия топика и таблицы", seconds=15)
    except Missed as missed:
        topic = _folded()
        wrong = sorted(key for key in table.keys() | topic.keys() if table.get(key) != topic.get(key))
        raise Wrong(
            f"по {len(wrong)} ключам топик и таблица разошлись: {', '.join(map(str, wrong))}",
            why="Приёмник живёт по топику: чего в нём нет, того нет и в отчёте. Ключ, лишний в топике, — это строка, "
            "удаление которой не дошло.",
            look="difference() из starter.py",
        ) from missed


@check.step("Новая оплата попадает в поток")
def streams(work: Work) -> None:
    topic = kafka.Topic("shop.public.payments")
    topic.rest()
    work.db.execute("update payments set id = id where id = 1")
    try:
        topic.skip(1)
    except Missed as missed:
        raise Wrong(
            str(missed), why="Дыра не закрыта: вернули старое, новое снова потеряется.", look="шаг 1"
        ) from missed


def _folded() -> dict[int, dict[str, object]]:
    """Последнее состояние каждого ключа в топике."""
    state = {}
    for message in kafka.Topic("shop.public.payments").rest():
        row = None if message.tombstone else message.value["after"]
        state[message.key["id"]] = row and {
            "external_id": row["external_id"],
            "method": row["method"],
            "amount": decimal(row["amount"], 2),
        }
    return {key: row for key, row in state.items() if row}

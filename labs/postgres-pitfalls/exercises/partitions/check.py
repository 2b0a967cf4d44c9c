"""Проверка задания: поток называет корень, свёртка топика равна таблице, остальные таблицы не перечитаны."""

from pathlib import Path

from cdclab import connect, findings, fresh, kafka, shop, slots
from cdclab.check import Check, Work, Wrong
from cdclab.waiting import Missed, until

FOLDER = Path(__file__).parent
TOPIC = "shop.public.visits"
Key = tuple[int, int]

check = Check("Секции в один топик", item="postgres-pitfalls/partitions")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        db.script(FOLDER.parent.parent / "sql" / "visits.sql", "table")
        db.script(FOLDER / "broken.sql", "before")
        db.execute("grant select on visits to cdc_reader; alter publication shop_pub add table visits")
        config = connect.load(FOLDER.parents[2] / "postgres" / "connector.json")
        config["table.include.list"] += ",public.visits"
        connect.run(config)
        slots.wait_streaming(db, "shop_slot")
        kafka.Topic(TOPIC).skip(3)
        db.script(FOLDER / "broken.sql", "missed")


@check.step("Публикация называет строки именем корня")
def via_root(work: Work) -> None:
    if not work.db.value("select pubviaroot from pg_publication where pubname = 'shop_pub'"):
        raise Wrong(
            "pubviaroot = f",
            why="Сервер называет строки именем секции, а его в table.include.list нет: поток отбрасывает всё.",
            look="select pubname, pubviaroot from pg_publication",
        )


@check.step("Коннектор тот же и работает")
def connector(work: Work) -> None:
    findings.connector_runs("shop-connector")
    findings.slot_is_read(work.db, "shop_slot")
    findings.read_once(
        "customers",
        40,
        why="Ради одной таблицы перечитаны все: на настоящей базе это часы.",
        look="вернуть нужно только visits",
    )


@check.step("Топик visits сошёлся с таблицей")
def reconciled(work: Work) -> None:
    rows = work.db.rows("select id, day - date '1970-01-01' as day, page from visits")
    table = {(row["id"], row["day"]): row["page"] for row in rows}
    try:
        until(lambda: _folded() == table, "согласия топика и таблицы", seconds=15)
    except Missed as missed:
        topic = _folded()
        wrong = sorted(key for key in table.keys() | topic.keys() if table.get(key) != topic.get(key))
        raise Wrong(
            f"по {len(wrong)} ключам топик и таблица разошлись: {', '.join(map(str, wrong))}",
            why="Ключ, лишний в топике, — строка, удаление или перенос которой не дошли: снапшот её не уберёт.",
            look="difference() из starter.py",
        ) from missed


@check.step("Новая строка любой секции попадает в поток")
def streams(work: Work) -> None:
    topic = kafka.Topic(TOPIC)
    topic.rest()
    for day in ("2025-01-25", "2025-02-25"):
        work.db.execute("insert into visits values (900, %(day)s, '/check')", day=day)
        work.db.execute("delete from visits where id = 900")
    try:
        topic.skip(6)
    except Missed as missed:
        raise Wrong(
            str(missed), why="Дыра не закрыта: вернули старое, новое снова потеряется.", look="шаг 1"
        ) from missed


def _folded() -> dict[Key, str]:
    """Последнее состояние каждого ключа в топике."""
    state: dict[Key, str | None] = {}
    for message in kafka.Topic(TOPIC).rest():
        after = None if message.tombstone else message.value["after"]
        state[message.key["id"], message.key["day"]] = after and after["page"]
    return {key: page for key, page in state.items() if page}

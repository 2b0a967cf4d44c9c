"""Учебная авария: приёмник сравнивает заглушку со строкой, а у hstore и массива она другая."""

from typing import Any

from cdclab import connect, kafka, shop, slots, values
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Заглушка, которую не узнали")
CONFIG = connect.load(labs_folder() / "postgres" / "connector.json") | {"hstore.handling.mode": "map"}
CONFIG["table.include.list"] += ",public.cards"
LONG = "repeat(md5('card'), 200)"
TOPIC = "shop.public.cards"
Row = dict[str, Any]


def _naive(row: Row, after: Row) -> Row:
    """Приёмник, который знает одну форму заглушки."""
    return row | {name: value for name, value in after.items() if value != values.UNAVAILABLE}


def _careful(row: Row, after: Row) -> Row:
    """Приёмник, который знает все формы."""
    return row | {name: value for name, value in after.items() if not values.unavailable(value)}


def _folded(apply: Any) -> Row:
    row: Row = {}
    for message in kafka.Topic(TOPIC).rest():
        row = apply(row, message.value["after"])
    return row


def _told(value: object) -> str:
    text = str(value)
    return text if len(text) < 80 else f"{type(value).__name__}, {len(text)} символов"


@drill.cause("У карточки товара три длинных столбца: text, text[] и hstore. Меняют соседний счётчик.")
def cause(db: Database) -> None:
    shop.create(db)
    shop.admit_reader(db)
    db.execute("create extension hstore")
    db.execute("create table cards (id integer primary key, hits integer, note text, tags text[], attributes hstore)")
    for column in ("note", "tags", "attributes"):
        db.execute(f"alter table cards alter column {column} set storage external")
    db.execute("grant select on cards to cdc_reader; alter publication shop_pub add table cards")
    db.execute(f"insert into cards values (1, 0, {LONG}, array[{LONG}], hstore('color', {LONG}))")
    connect.run(CONFIG)
    slots.wait_active(db, CONFIG["slot.name"])
    db.execute("update cards set hits = 1")
    kafka.Topic(TOPIC).skip(2)


@drill.symptom("Текст цел: его заглушку приёмник узнал. Массив и словарь затёрты, и ошибок нет.")
def symptom(db: Database) -> str:
    row = _folded(_naive)
    assert len(row["note"]) == 6400 and row["tags"] == [values.UNAVAILABLE]
    assert row["attributes"] == {values.UNAVAILABLE: values.UNAVAILABLE}
    intact = db.value("select length(attributes -> 'color') from cards")
    return "\n".join(f"{name}: {_told(row[name])}" for name in ("note", "tags", "attributes")) + (
        f"\nв источнике attributes: {intact} символов"
    )


@drill.cure("Сравнивать со всеми формами заглушки и прочитать топик заново: строка снапшота несёт значения целиком.")
def cure(db: Database) -> None:
    db.execute("update cards set hits = 2")
    kafka.Topic(TOPIC).skip(3)


@drill.recovery("Три длинных столбца целы, счётчик свежий.")
def recovery(_: Database) -> str:
    row = _folded(_careful)
    assert row["hits"] == 2 and len(row["tags"][0]) == 6400 and len(row["attributes"]["color"]) == 6400
    return f"hits: {row['hits']}\n" + "\n".join(
        f"{name}: {_told(row[name])}" for name in ("note", "tags", "attributes")
    )

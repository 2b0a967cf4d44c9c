"""Учебная авария: таблицы сигналов нет в публикации, и приказов никто не слышит."""

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.labs import find
from cdclab.postgres import Database

drill = Drill("Сигнал, которого никто не услышал")
FOLDER = find("debezium").folder
products: kafka.Topic


@drill.cause("Таблицу сигналов создали и назвали в конфигурации, а в публикацию добавить забыли. Вставлен приказ.")
def cause(db: Database) -> str:
    global products
    shop.create(db)
    shop.admit_reader(db)
    db.script(FOLDER / "sql" / "signals.sql", "table")
    db.script(FOLDER / "sql" / "signals.sql", "rights", **shop.reader())
    db.execute("alter publication shop_pub drop table debezium_signal")
    config = connect.load(FOLDER / "connector.json") | {"signal.data.collection": "public.debezium_signal"}
    told = connect.validate(config)
    connect.run(config)
    slots.wait_streaming(db, config["slot.name"])
    products = kafka.Topic("shop.public.products")
    products.skip(25)
    db.script(FOLDER / "sql" / "signals.sql", "snapshot")
    return f"ошибки validate: {told}\nприказов в таблице: {db.value('select count(*) from debezium_signal')}"


@drill.symptom("Поток идёт, таск RUNNING, а таблицу никто не перечитывает: приказ не дошёл до коннектора.")
def symptom(db: Database) -> str:
    db.execute("update products set stock = 1 where id = 1")
    [update] = products.take(1)
    published = db.rows("select tablename from pg_publication_tables where pubname = 'shop_pub' order by tablename")
    assert update.value["op"] == "u" and products.rest() == []
    return (
        f"таск: {connect.states('shop-connector')[1]}\nсобытие, вставленное после приказа: {update.value['op']}\n"
        f"в публикации: {', '.join(row['tablename'] for row in published)}"
    )


@drill.cure("Добавить таблицу сигналов в публикацию и повторить приказ: прежний лежит в WAL до неё и не вернётся.")
def cure(db: Database) -> str:
    db.execute("alter publication shop_pub add table debezium_signal")
    db.execute("delete from debezium_signal")
    db.script(FOLDER / "sql" / "signals.sql", "snapshot")
    return "alter publication shop_pub add table debezium_signal"


@drill.recovery("Таблица перечитана.")
def recovery(_: Database) -> str:
    again = products.take(25, seconds=15)
    marks = {(m.value["op"], m.value["source"]["snapshot"]) for m in again}
    assert marks == {("r", "incremental")}
    return f"событий: {len(again)}, op и snapshot: {marks.pop()}"

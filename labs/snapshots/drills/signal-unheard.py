"""Учебная авария: сигнал отправлен, снапшот не начался."""

from cdclab import connect, kafka, shop, signals, slots
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder
from cdclab.sink import OPTIONS

drill = Drill("Сигнал никто не услышал")
config = connect.load(labs_folder() / "snapshots" / "connector.json") | OPTIONS
orders = kafka.Topic("shop.public.orders")


@drill.cause("Таблицу сигналов создали, права выдали, а в публикацию не добавили. Сигнал вставлен.")
def cause(db: Database) -> None:
    shop.create(db)
    shop.admit_reader(db)
    signals.create_table(db)
    db.execute("alter publication shop_pub drop table debezium_signal")
    connect.run(config)
    slots.wait_streaming(db, config["slot.name"])
    signals.by_table(db, "execute-snapshot", signals.snapshot("public.orders"), id="первый")


@drill.symptom("INSERT прошёл, коннектор работает, изменения идут, снапшота нет. Ни ошибки, ни уведомления.")
def symptom(db: Database) -> str:
    db.execute("insert into orders (customer_id, total, comment) values (1, 1, 'метка')")
    arrived = orders.take_until(lambda m: m.value["after"]["comment"] == "метка", "метки", 60)
    ops = [m.value["op"] for m in arrived]
    published = db.value("select count(*) from pg_publication_tables where tablename = 'debezium_signal'")
    assert ops == ["c"] and published == 0
    return (
        f"коннектор и таск: {', '.join(connect.states(config['name']))}\n"
        f"событий r в топике orders: {ops.count('r')}\n"
        f"debezium_signal в публикации: {published}"
    )


@drill.cure(
    "Добавить таблицу сигналов в публикацию и послать сигнал ещё раз: первый остался в журнале, мимо публикации."
)
def cure(db: Database) -> None:
    db.execute("alter publication shop_pub add table debezium_signal")
    signals.by_table(db, "execute-snapshot", signals.snapshot("public.orders"), id="второй")


@drill.recovery("Снапшот начался и дошёл до конца.")
def recovery(db: Database) -> str:
    told = signals.Notices().until("COMPLETED", "второй", 60)
    ops = [m.value["op"] for m in orders.take(db.value("select count(*) from orders"), 60)]
    assert set(ops) == {"r"}
    kinds = [it["type"] for it in told if it["id"] == "второй"]
    return f"уведомления: {kinds[0]} … {kinds[-1]}\nсобытий r: {ops.count('r')}"

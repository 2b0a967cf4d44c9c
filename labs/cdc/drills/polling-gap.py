"""Учебная авария: опрос потерял заказ и не заметил."""

from pathlib import Path

from cdclab import connect, kafka, postgres, shop, slots
from cdclab.drill import Drill
from cdclab.polling import Poller, ids
from cdclab.postgres import Database

CONFIG = connect.load(Path(__file__).parent.parent / "connector.json")
drill = Drill("Опрос потерял заказ")
target: dict[int, str] = {}
poller: Poller


def _ids(db: Database) -> set[int]:
    return {row["id"] for row in db.rows("select id from orders")}


@drill.cause("Приёмник наполняют опросом по id. Одна транзакция магазина закончилась позже соседней.")
def cause(db: Database) -> str:
    global poller
    shop.create(db)
    target.update((row["id"], "опрос") for row in db.rows("select id from orders"))
    poller = Poller(db, "id")
    slow, quick = postgres.connect(autocommit=False), postgres.connect(autocommit=False)
    for session in (slow, quick):
        session.execute("insert into orders (customer_id, total) values (1, 10)")
    quick.connection.commit()
    found = ids(poller.poll())
    slow.connection.commit()
    target.update(dict.fromkeys(found, "опрос"))
    slow.close()
    quick.close()
    return f"опрос вернул {found}"


@drill.symptom(
    "Опрос работает, новые заказы приходят, ошибок нет. Сверка ключей находит заказ, которого нет в приёмнике."
)
def symptom(db: Database) -> str:
    db.execute("insert into orders (customer_id, total) values (1, 20)")
    found = ids(poller.poll())
    target.update(dict.fromkeys(found, "опрос"))
    missing = sorted(_ids(db) - target.keys())
    assert found and missing == [121]
    return f"опрос вернул {found}\nнет в приёмнике: {missing}"


@drill.cure("Читать журнал вместо таблицы: снапшот Debezium вернёт потерянное, поток не потеряет нового.")
def cure(db: Database) -> str:
    shop.admit_reader(db)
    connect.run(CONFIG)
    slots.wait_streaming(db, CONFIG["slot.name"])
    return f"таск: {connect.states(CONFIG['name'])[1]}"


@drill.recovery("Та же гонка ещё раз: приёмник равен источнику.")
def recovery(db: Database) -> str:
    slow, quick = postgres.connect(autocommit=False), postgres.connect(autocommit=False)
    for session in (slow, quick):
        session.execute("insert into orders (customer_id, total) values (1, 30)")
    quick.connection.commit()
    slow.connection.commit()
    slow.close()
    quick.close()
    read = kafka.Topic("shop.public.orders").take(len(_ids(db)))
    target.update((message.key["id"], message.value["op"]) for message in read)
    assert target.keys() == _ids(db)
    streamed = [message.key["id"] for message in read if message.value["op"] == "c"]
    return f"снапшот вернул заказ 121: op={target[121]}\nпоток, в порядке COMMIT: {streamed}\nнет в приёмнике: []"

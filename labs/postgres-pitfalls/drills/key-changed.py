"""Учебная авария: первичный ключ сменили, пока коннектор отставал."""

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Первичный ключ сменили")
CONFIG = connect.load(labs_folder() / "postgres" / "connector.json")
NAME, SLOT = CONFIG["name"], CONFIG["slot.name"]
TO_EXTERNAL = "alter table payments drop constraint payments_pkey; alter table payments add primary key (external_id)"
TO_ID = "alter table payments drop constraint payments_pkey; alter table payments add primary key (id)"
payments: kafka.Topic


@drill.cause("Коннектор стоит. Оплату 20 удаляют, а следом первичным ключом вместо id делают external_id.")
def cause(db: Database) -> None:
    global payments
    shop.create(db)
    shop.admit_reader(db)
    connect.run(CONFIG)
    slots.wait_active(db, SLOT)
    payments = kafka.Topic("shop.public.payments")
    payments.skip(80)
    connect.stop(NAME)
    slots.wait_released(db, SLOT)
    db.execute("delete from payments where id = 20")
    db.execute(TO_EXTERNAL)


@drill.symptom("Коннектор догоняет. Удаление записано со старым ключом, а ключ сообщения собран по новому: он пуст.")
def symptom(db: Database) -> str:
    connect.resume(NAME)
    slots.wait_active(db, SLOT)
    deleted = payments.take(1)[0]
    assert deleted.value["op"] == "d" and deleted.value["before"]["id"] == 20
    assert set(deleted.key) == {"external_id"} and not deleted.key["external_id"]
    return (
        f"таск: {connect.states(NAME)[1]}\nop=d, ключ {deleted.key}\n"
        f"before: id {deleted.value['before']['id']}, external_id {deleted.value['before']['external_id']!r}"
    )


@drill.cure(
    "Вернуть ключ, повторить удаление. Потом по порядку: запись остановить, дочитать, коннектор остановить, ALTER, старт."
)
def cure(db: Database) -> str:
    db.execute(TO_ID)
    db.execute(
        "insert into payments (id, order_id, external_id, method, amount) values (20, 1, gen_random_uuid(), 'card', 1)"
    )
    db.execute("delete from payments where id = 20")
    payments.take_until(lambda m: m.tombstone and m.key == {"id": 20}, "tombstone оплаты 20")
    connect.stop(NAME)
    slots.wait_released(db, SLOT)
    db.execute(TO_EXTERNAL)
    connect.resume(NAME)
    slots.wait_active(db, SLOT)
    return "удаление оплаты 20 пришло с ключом {'id': 20}"


@drill.recovery("Удаление после миграции несёт новый ключ целиком.")
def recovery(db: Database) -> str:
    told = [message.key for message in kafka.Topic(payments.name).rest() if message.tombstone]
    assert {"id": 20} in told, "удаление оплаты 20 с её ключом не пришло"
    gone = str(db.value("delete from payments where id = 30 returning external_id"))
    deleted = payments.take_until(
        lambda m: bool(m.value) and m.value["op"] == "d" and m.key == {"external_id": gone}, "d"
    )
    assert deleted[-1].key == {"external_id": gone}
    return f"op=d, в ключе: {', '.join(deleted[-1].key)}, совпал с удалённой строкой: True"

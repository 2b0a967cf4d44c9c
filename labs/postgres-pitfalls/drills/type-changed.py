"""Учебная авария: у суммы стало больше знаков после запятой, консьюмер знает старое их число."""

from decimal import Decimal

from cdclab import connect, kafka, shop, slots, values
from cdclab.drill import Drill
from cdclab.kafka import Message
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Тип столбца сменили")
CONFIG = connect.load(labs_folder() / "postgres" / "connector.json")
payments: kafka.Topic


def _amount(message: Message) -> Decimal:
    """Так читает консьюмер: два знака после запятой записаны в его коде."""
    return values.decimal(message.value["after"]["amount"], 2)


@drill.cause("Миграция: amount из numeric(12, 2) становится numeric(14, 4). Сервер переписывает таблицу целиком.")
def cause(db: Database) -> str:
    global payments
    shop.create(db)
    shop.admit_reader(db)
    connect.run(CONFIG)
    slots.wait_active(db, CONFIG["slot.name"])
    payments = kafka.Topic("shop.public.payments")
    payments.skip(80)
    db.execute("update payments set amount = 150 where id = 1")
    before = payments.take(1)[0]
    file = "select pg_relation_filenode('payments')"
    old = db.value(file)
    db.execute("alter table payments alter column amount type numeric(14, 4)")
    assert db.value(file) != old, "таблица переписана"
    db.execute("update payments set amount = 150 where id = 2")
    return f"до миграции консьюмер прочитал {_amount(before)}; таблица переписана: {db.value(file) != old}"


@drill.symptom("О переписанных строках в поток не пришло ничего. Первая же новая оплата выросла в сто раз.")
def symptom(db: Database) -> str:
    (event,) = payments.rest() or payments.take(1)
    truth = db.value("select amount from payments where id = 2")
    assert event.key == {"id": 2} and _amount(event) == 100 * truth
    return (
        f"таск: {connect.states(CONFIG['name'])[1]}, сообщений после миграции: 1 из 80 строк\n"
        f"в таблице {truth}, консьюмер прочитал {_amount(event)}"
    )


@drill.cure(
    "Не держать масштаб в коде: читать его из схемы или получать числа строкой. Испорченные строки отправить заново."
)
def cure(db: Database) -> str:
    connect.run(CONFIG | {"decimal.handling.mode": "string"})
    slots.wait_active(db, CONFIG["slot.name"])
    db.execute("update payments set amount = amount where id = 2")
    return "decimal.handling.mode = string"


@drill.recovery("Число приходит таким, какое оно в таблице.")
def recovery(_: Database) -> str:
    event = payments.take(1)[0]
    assert Decimal(event.value["after"]["amount"]) == 150
    return f"amount = {event.value['after']['amount']!r}"

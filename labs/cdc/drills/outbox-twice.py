"""Учебная авария: воркер убит, событие outbox пришло дважды."""

from pathlib import Path

from cdclab import connect, kafka, shop, slots, stand
from cdclab.drill import Drill
from cdclab.kafka import Message
from cdclab.postgres import Database
from cdclab.waiting import until

LAB = Path(__file__).parent.parent
CONFIG = connect.load(LAB / "outbox.json")
SLOT = CONFIG["slot.name"]
PAID = "outbox.event.payment"
LIMIT = "max.message.bytes"
drill = Drill("Событие outbox пришло дважды")
messages: list[Message] = []
once = False

EVENT = """
    insert into outbox (aggregatetype, aggregateid, type, payload) values (%(kind)s, '1', 'Done', '{"amount": 100}')
"""


def _count(db: Database, *, once: bool) -> int:
    """Доход после обработки всех сообщений; `once` — с журналом номеров."""
    db.execute("truncate income, inbox")
    for message in messages:
        with db.connection.transaction():
            new = db.rows(
                "insert into inbox values (%(id)s) on conflict do nothing returning event_id", id=message.headers["id"]
            )
            if new or not once:
                db.execute("insert into income values (%(amount)s)", amount=message.value["amount"])
    return int(db.value("select sum(amount) from income"))


@drill.cause("Топик оффсетов не принимает запись: оффсет не сохранить. Платёж уже в топике, и воркер получил SIGKILL.")
def cause(db: Database) -> str:
    shop.create(db)
    shop.admit_reader(db)
    db.script(LAB / "sql/outbox.sql", "table")
    db.script(LAB / "sql/outbox.sql", "publication")
    db.script(LAB / "sql/outbox.sql", "inbox")
    db.execute("create table income (amount integer)")
    connect.run(CONFIG)
    slots.wait_streaming(db, SLOT)
    db.execute(EVENT, kind="refund")
    until(lambda: connect.offsets(CONFIG["name"]), "первого сохранённого оффсета")
    kafka.configure(kafka.OFFSETS_TOPIC, LIMIT, "1")
    try:
        db.execute(EVENT, kind="payment")
        first = kafka.Topic(PAID).take(1)
        stand.kill("connect")
    finally:
        kafka.configure(kafka.OFFSETS_TOPIC, LIMIT, "1048588")
    slots.wait_released(db, SLOT)
    stand.start("connect")
    slots.wait_active(db, SLOT, 90)  # RUNNING воркер помнит с прошлой жизни
    return f"платёж в топике до аварии: {len(first)}"


@drill.symptom("Воркер поднят, в топике два сообщения об одном платеже. Доход посчитан дважды.")
def symptom(db: Database) -> str:
    messages.extend(kafka.Topic(PAID).take(2))
    same = len({message.headers["id"] for message in messages}) == 1
    income = _count(db, once=False)
    assert same and income == 200
    return f"сообщений: {len(messages)}, заголовок id один и тот же: {same}\nдоход: {income}, в базе платёж на 100"


@drill.cure("Журнал обработанных: номер события из заголовка id пишут одной транзакцией с эффектом.")
def cure(db: Database) -> str:
    global once
    once = True
    return "insert into inbox values (…) on conflict do nothing returning event_id"


@drill.recovery("Те же два сообщения, доход верный.")
def recovery(db: Database) -> str:
    income = _count(db, once=once)
    assert income == 100, f"доход {income}"
    return f"сообщений: {len(messages)}, доход: {income}"

"""Учебная авария: сервис с двойной записью убит между COMMIT и Kafka."""

import subprocess
import sys
from pathlib import Path

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.postgres import Database

LAB = Path(__file__).parent.parent
CONFIG = connect.load(LAB / "outbox.json")
drill = Drill("Сервис убит между базой и Kafka")
mode = "commit-first"


def _killed(db: Database) -> int:
    """Сервис оформил заказ и получил SIGKILL сразу после COMMIT; возвращает номер заказа."""
    done = subprocess.run([sys.executable, LAB / "service.py", mode, "after-commit"], check=False)
    assert done.returncode == -9
    return int(db.value("select max(id) from orders"))


@drill.cause("Сервис делает COMMIT, потом пишет в Kafka. Между двумя шагами процесс убит.")
def cause(db: Database) -> str:
    shop.create(db)
    return f"заказ в базе: {_killed(db)}, код выхода -9"


@drill.symptom("Заказ есть, события нет и не будет. База здорова, Kafka здорова, в журналах пусто.")
def symptom(db: Database) -> str:
    events = kafka.Topic("orders.placed").rest()
    assert events == [] and db.value("select count(*) from orders") == 121
    return f"заказов: 121, событий: {len(events)}"


@drill.cure(
    "Событие — строка outbox в транзакции заказа. До Kafka её доносит Debezium. Пропавшее событие дописать руками."
)
def cure(db: Database) -> str:
    global mode
    shop.admit_reader(db)
    db.script(LAB / "sql/outbox.sql", "table")
    db.script(LAB / "sql/outbox.sql", "publication")
    db.execute("""
        insert into outbox (aggregatetype, aggregateid, type, payload)
        values ('order', '121', 'OrderPlaced', '{"order": 121}')
    """)
    connect.run(CONFIG)
    slots.wait_streaming(db, CONFIG["slot.name"])
    mode = "outbox"
    return f"таск: {connect.states(CONFIG['name'])[1]}"


@drill.recovery("Сервис убит в том же месте, событие дошло.")
def recovery(db: Database) -> str:
    order = _killed(db)
    events = kafka.Topic("outbox.event.order").take(order - 120)
    assert [event.key for event in events] == ["121", str(order)]
    return f"заказ в базе: {order}, код выхода -9\nсобытия: {[event.key for event in events]}"

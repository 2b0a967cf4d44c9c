"""Сервис заказов, который пишет в две системы: в базу и в Kafka. Отдельный процесс, чтобы его можно было убить.

Запуск: python service.py commit-first [after-commit]. Второе слово — место, где сервис получит SIGKILL.
"""

import json
import os
import signal
import sys

import confluent_kafka as ck

from cdclab import postgres
from cdclab.settings import settings

TOPIC = "orders.placed"


# region parts
def insert(db):
    """Строка заказа; возвращает его номер."""
    return db.value("insert into orders (customer_id, total) values (7, 99.90) returning id")


def publish(order):
    """Событие в Kafka: flush ждёт, пока брокер подтвердит запись."""
    producer = ck.Producer({"bootstrap.servers": settings().kafka_bootstrap_servers})
    producer.produce(TOPIC, key=json.dumps(order), value=json.dumps({"type": "OrderPlaced", "order": order}))
    producer.flush(30)


def power_cut(place):
    """SIGKILL самому себе, если смерть назначена здесь: ни finally, ни обработчики сигналов не сработают."""
    if place in sys.argv:
        os.kill(os.getpid(), signal.SIGKILL)


# endregion


# region commit-first
def commit_first():
    with postgres.connect(autocommit=False) as db:
        order = insert(db)
        db.connection.commit()
    power_cut("after-commit")
    publish(order)


# endregion


# region publish-first
def publish_first():
    with postgres.connect(autocommit=False) as db:
        order = insert(db)
        publish(order)
        power_cut("before-commit")
        db.connection.commit()


# endregion


# region outbox
def outbox():
    with postgres.connect(autocommit=False) as db:
        order = insert(db)
        db.execute(
            "insert into outbox (aggregatetype, aggregateid, type, payload)"
            " values ('order', %(order)s, 'OrderPlaced', jsonb_build_object('order', %(number)s::bigint))",
            order=str(order),
            number=order,
        )
        db.connection.commit()
    power_cut("after-commit")


# endregion

if __name__ == "__main__":
    {"commit-first": commit_first, "publish-first": publish_first, "outbox": outbox}[sys.argv[1]]()

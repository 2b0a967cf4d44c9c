"""Проверка задания: событие есть тогда и только тогда, когда есть заказ, и Kafka сервису не нужна."""

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import psycopg

from cdclab import connect, fresh, kafka, shop, slots
from cdclab.check import Check, Work, Wrong
from cdclab.kafka import Message
from cdclab.waiting import Missed

LAB = Path(__file__).parent.parent.parent
CONFIG = connect.load(LAB / "outbox.json")
TOPIC = "outbox.event.order"

check = Check("Заказ и событие вместе", item="cdc/order-event")


@check.prepare
def outbox() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        db.script(LAB / "sql" / "outbox.sql", "table")
        db.script(LAB / "sql" / "outbox.sql", "publication")
        connect.run(CONFIG)
        slots.wait_streaming(db, CONFIG["slot.name"])


@check.step("Заказ, на который не хватило товара, не оставил события")
def rolled_back(work: Work) -> None:
    topic = kafka.Topic(TOPIC)
    topic.rest()
    before = work.db.value("select count(*) from orders")
    try:
        _place(work)(7, 1, 1_000_000)
    except psycopg.errors.CheckViolation:
        pass
    else:
        raise Wrong(
            "заказ на миллион чайников принят",
            why="Списание товара обязано быть в той же транзакции и отменить её.",
            look="update products set stock = stock - …",
        )
    order = _place(work)(7, 1, 1)
    if work.db.value("select count(*) from orders") != before + 1:
        raise Wrong(
            "заказ без товара остался в таблице", why="Откат не полный.", look="select * from orders order by id desc"
        )
    keys = [message.key for message in _events_of(topic, order)]
    if keys != [str(order)]:
        raise Wrong(
            f"оформлен один заказ, {order}, а события пришли о {keys}",
            why="Склад собирает заказ, которого нет: COMMIT не случился, а сообщение из Kafka не отозвать.",
            look="место, где событие уходит из транзакции",
        )


@check.step("Событие пришло из outbox: ключ, тип, номер события, номер заказа")
def routed(work: Work) -> None:
    topic = kafka.Topic(TOPIC)
    topic.rest()
    order = _place(work)(7, 2, 1)
    event = _events_of(topic, order)[-1]
    if "id" not in event.headers or event.headers.get("eventType") != "OrderPlaced":
        raise Wrong(
            f"заголовки события: {sorted(event.headers)}",
            why="Без заголовка id приёмник не отличит повтор от нового события.",
            look="столбцы outbox и глава об outbox: что становится заголовком",
        )
    if not isinstance(event.value, dict) or event.value.get("order") != order:
        raise Wrong(f"значение события: {event.value}", why="Приёмник ищет в нём поле order.", look="столбец payload")


@check.step("Kafka недоступна сервису: заказ оформлен, событие дошло")
def without_kafka(work: Work) -> None:
    topic = kafka.Topic(TOPIC)
    topic.rest()
    with mock.patch("confluent_kafka.Producer", side_effect=ConnectionError("Kafka недоступна")):
        order = _place(work)(7, 3, 1)
    _events_of(topic, order)


def _place(work: Work) -> Callable[[int, int, int], int]:
    place = work.names.get("place_order")
    if not callable(place):
        raise Wrong("функции place_order нет", why="Проверка вызывает её.", look="starter.py")
    return place


def _events_of(topic: kafka.Topic, order: int) -> list[Message]:
    """События до первого об этом заказе включительно."""
    try:
        return topic.take_until(lambda message: message.key == str(order), f"события заказа {order}")
    except Missed as missed:
        raise Wrong(
            str(missed),
            why="Заказ есть, а доставка о нём не узнает.",
            look="select * from outbox; npm run lab -- status",
        ) from missed

"""Учебная авария: заглушка TOAST затёрла данные приёмника."""

from cdclab import kafka, pipeline, warehouse
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.values import UNAVAILABLE

drill = Drill("Заглушка TOAST в приёмнике")
line: Pipeline
TOPIC = "shop.public.products"
LOST = f"select count(*) from products where description = '{UNAVAILABLE}'"


@drill.cause("Приёмник пишет after целиком. Описания товаров длинные, потом меняется только цена.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    line.db.execute("update products set description = repeat(md5(id::text), 200)")
    line.db.execute("update products set price = price + 1")
    line.settle()
    line.sink.close()
    with warehouse.connect() as target:
        for message in kafka.Topic(TOPIC).rest():
            row = message.value["after"]
            target.execute(
                "update products set price = %(price)s, description = %(description)s where id = %(id)s", **row
            )
    return f"событий применено: {len(kafka.Topic(TOPIC).rest())}"


@drill.symptom("Цены свежие, а вместо описаний — текст заглушки. В источнике описания целы.")
def symptom(_: Database) -> str:
    with warehouse.connect() as target:
        lost = target.value(LOST)
    assert lost == 25 and line.db.value(LOST) == 0
    return f"описаний с заглушкой: в приёмнике {lost}, в источнике 0"


@drill.cure("Приёмник, который пропускает заглушку, и повтор топика с начала: прежние события несут описания целиком.")
def cure(_: Database) -> None:
    with warehouse.connect() as target:
        target.execute("truncate products; delete from kafka_offsets where topic = 'shop.public.products'")
    line.follow()


@drill.recovery("Описания вернулись, приёмник равен источнику.")
def recovery(_: Database) -> str:
    line.sink.drain()
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    return f"расхождений приёмника с источником: {len(found)}"

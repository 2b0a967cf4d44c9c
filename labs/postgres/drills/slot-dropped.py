"""Учебная авария: слот удалён, пока коннектор стоял."""

from cdclab import connect, kafka, pipeline, slots
from cdclab.connect import ConnectError
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database

drill = Drill("Слот удалён")
line: Pipeline


@drill.cause("Коннектор остановили, дежурный освободил диск: удалил слот без читателя. Потом появился заказ.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    name = line.config["name"]
    connect.stop(name)
    slots.wait_released(line.db, line.slot)
    line.db.execute("select pg_drop_replication_slot('shop_slot')")
    order = line.db.value("insert into orders (customer_id, total) values (1, 10) returning id")
    return f"слот: {slots.get(line.db, line.slot)}\nновый заказ: {order}"


@drill.symptom("Коннектор отказывается работать: оффсет есть, а журнала с этого места нет.")
def symptom(_: Database) -> str:
    connect.put(line.config)
    try:
        connect.resume(line.config["name"])
    except ConnectError as error:
        told = str(error)
    assert "no longer available on the server" in told
    return "…" + told.rpartition("]], but")[2]


@drill.cure("snapshot.mode=when_needed: слота нет — снапшот снимается заново.")
def cure(_: Database) -> str:
    connect.run(line.config | {"snapshot.mode": "when_needed"})
    slots.wait_active(line.db, line.slot)
    return f"таск: {connect.states(line.config['name'])[1]}"


@drill.recovery("Пропавший заказ пришёл событием r. Слот новый, приёмник равен источнику.")
def recovery(_: Database) -> str:
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == []
    ops = [m.value["op"] for m in kafka.Topic("shop.public.orders").rest() if m.value and m.key == {"id": 121}]
    return f"события заказа: {', '.join(ops)}\nрасхождений приёмника с источником: {len(found)}"

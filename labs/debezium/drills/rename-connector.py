"""Учебная авария: коннектор переименовали, и он снял снапшот заново."""

from cdclab import connect, kafka, pipeline, slots
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database

drill = Drill("Коннектор переименовали")
line: Pipeline
NEW = "orders-cdc"
ORDERS = "shop.public.orders"


@drill.cause("Имя привели к новому правилу: удалили коннектор и создали с тем же слотом под другим именем.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    old = line.config["name"]
    connect.stop(old)
    slots.wait_released(line.db, line.slot)
    connect.delete(old)
    # Магазин не ждал: пока коннектора не было, заказ появился, а строка другого заказа исчезла.
    line.db.execute("insert into orders (customer_id, total) values (1, 10)")
    line.db.execute("delete from order_lines where order_id = 1 and line_no = 1")
    line.config["name"] = NEW
    connect.run(line.config)
    slots.wait_streaming(line.db, line.slot)
    return f"было: {old}\nстало: {NEW}, таск {connect.states(NEW)[1]}"


@drill.symptom("Все строки пришли ещё раз событиями r, а удаление не пришло вовсе: в приёмнике лишняя строка.")
def symptom(_: Database) -> str:
    line.settle()
    reads = [m for m in kafka.Topic(ORDERS).rest() if m.value and m.value["op"] == "r"]
    rows = line.db.value("select count(*) from orders")
    found = [str(it) for it in line.differences()]
    assert len(reads) == 120 + rows and found
    return f"строк в orders: {rows}, событий r в топике: {len(reads)}\nприёмник: {'; '.join(found)}"


@drill.cure("Удаление проводят через поток заново: вставить строку с тем же ключом и удалить.")
def cure(_: Database) -> str:
    [lost] = line.differences()
    line.db.execute("insert into order_lines values (1, 1, 1, 1, 1)")
    line.db.execute("delete from order_lines where order_id = 1 and line_no = 1")
    return f"лишние ключи: {', '.join(lost.extra)}"


@drill.recovery("Приёмник равен источнику. Повторный снапшот приёмник пережил, потому что применяет строки по ключу.")
def recovery(_: Database) -> str:
    line.settle(30)
    line.sink.close()
    found = line.differences()
    assert found == []
    return f"расхождений приёмника с источником: {len(found)}"

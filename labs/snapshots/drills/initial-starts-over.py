"""Учебная авария: воркер убит посреди начального снапшота."""

from cdclab import connect, kafka, shop, slots, stand, warehouse
from cdclab.connect import Config
from cdclab.drill import Drill
from cdclab.gate import Gate
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.settings import labs_folder
from cdclab.sink import OPTIONS, Sink

drill = Drill("Снапшот начался сначала")
line: Pipeline
customers = kafka.Topic("shop.public.customers")
GATED = {
    "snapshot.mode": "initial",
    "table.include.list": "public.customers,public.payments",
    "snapshot.select.statement.overrides": "public.payments",
    "snapshot.select.statement.overrides.public.payments": "select * from public.payments where gate(id, 1)",
}


def _config() -> Config:
    return connect.load(labs_folder() / "snapshots" / "connector.json") | OPTIONS | GATED


@drill.cause("Снапшот прочитал customers и стоит на payments. Воркер убит, пока он лежит, из customers удалили строку.")
def cause(db: Database) -> str:
    global line
    shop.create(db)
    shop.admit_reader(db)
    # Последняя строка таблицы уходит, когда прочитана следующая: поэтому удалят предпоследнюю.
    db.execute(
        "insert into customers (id, email, full_name)"
        " values (41, 'gone@example.com', 'удалят'), (42, 'last@example.com', 'последний')"
    )
    gate = Gate(db)
    tables = warehouse.create(db, ["customers", "payments"])
    connect.put(_config())
    gate.waiting()
    read = customers.take(41, 60)
    stand.kill("connect")
    gate.end()
    db.execute("delete from customers where id = 41")
    line = Pipeline(db, _config(), tables, Sink("shop", tables))
    return f"строк customers в топике: {len(read)}"


@drill.symptom(
    "После подъёма снапшот идёт с первой таблицы, будто ничего не было. А удаление не пришло ни снапшотом, ни потоком."
)
def symptom(db: Database) -> str:
    stand.start("connect")
    connect.wait_running(line.config["name"])
    again = customers.take(41, 90)
    assert all(m.value["op"] == "r" for m in again)
    slots.wait_active(db, line.slot, 90)
    line.settle()
    found = line.differences()
    assert [it.table for it in found] == ["customers"] and found[0].extra == ["41"]
    return f"строк customers прочитано второй раз: {len(again)}\n{found[0]}"


@drill.cure("Начать с пустого места: остановить, стереть оффсеты, удалить слот и копию, и снять снапшот целиком.")
def cure(db: Database) -> None:
    connect.stop(line.config["name"])
    slots.wait_released(db, line.slot)
    connect.delete_offsets(line.config["name"])
    connect.delete(line.config["name"])
    db.execute(f"select pg_drop_replication_slot('{line.slot}')")
    line.sink.close()
    kafka.delete_topics(name for name in kafka.topics() if name.startswith("shop.public."))
    line.tables = warehouse.create(db, ["customers", "payments"])
    connect.run(line.config)
    slots.wait_active(db, line.slot, 90)
    line.follow()


@drill.recovery("Приёмник равен источнику: новый слот, новый срез, пустая копия.")
def recovery(db: Database) -> str:
    line.settle(60)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    return f"расхождений приёмника с источником: {len(found)}"

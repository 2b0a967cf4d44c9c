"""Учебная авария: слот потерян из-за max_slot_wal_keep_size."""

from cdclab import connect, pipeline, slots
from cdclab.connect import ConnectError
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import Missed, until

drill = Drill("Слот потерян")
line: Pipeline


@drill.cause("Предел 64 МБ, коннектор остановлен на выходные, соседняя таблица пишет 160 МБ.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    db = line.db
    connect.stop(line.config["name"])
    slots.wait_released(db, line.slot)
    db.execute("insert into orders (customer_id, total, comment) values (1, 10, 'в выходные')")
    db.execute("alter system set max_slot_wal_keep_size = '64MB'")
    db.execute("select pg_reload_conf()")
    db.execute("create table audit_log as select n, repeat('x', 1000) as note from generate_series(1, 140000) as n")
    until(lambda: _status() == "lost", lambda: f"потери слота (сейчас: {_status()})", 60, 0.5)
    return f"wal_status: {_status()}"


def _status() -> str | None:
    line.db.execute("checkpoint")
    row = slots.get(line.db, line.slot)
    return row and row["wal_status"]


@drill.symptom("В слоте пусто: ни restart_lsn, ни safe_wal_size. Коннектор запускается и не читает ничего.")
def symptom(_: Database) -> str:
    slot = slots.get(line.db, line.slot)
    assert slot is not None and slot["invalidation_reason"] == "wal_removed" and slot["restart_lsn"] is None
    try:
        connect.resume(line.config["name"], 15)
        told = f"коннектор и таск: {', '.join(connect.states(line.config['name']))}"
    except (ConnectError, Missed):
        told = f"коннектор и таски: {connect.states(line.config['name'])}"
    assert not slots.get(line.db, line.slot)["active"]
    return f"invalidation_reason: {slot['invalidation_reason']}, restart_lsn: {slot['restart_lsn']}\n{told}\nслот читают: нет"


@drill.cure("Удалить мёртвый слот и снять снапшот заново (when_needed). Предел вернуть к тому, что выдержит диск.")
def cure(_: Database) -> str:
    db, name = line.db, line.config["name"]
    db.execute("alter system reset max_slot_wal_keep_size")
    db.execute("select pg_reload_conf()")
    connect.stop(name)
    db.execute("select pg_drop_replication_slot('shop_slot')")
    connect.run(line.config | {"snapshot.mode": "when_needed"})
    slots.wait_active(db, line.slot)
    return f"таск: {connect.states(name)[1]}, wal_status: {slots.get(db, line.slot)['wal_status']}"


@drill.recovery("Заказ, сделанный в выходные, в приёмнике. Приёмник равен источнику.")
def recovery(_: Database) -> str:
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == []
    return f"расхождений приёмника с источником: {len(found)}"

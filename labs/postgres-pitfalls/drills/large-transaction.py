"""Учебная авария: огромная транзакция в чужой таблице занимает память и диск walsender."""

from cdclab import connect, kafka, pipeline, postgres, slots
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database, Row
from cdclab.waiting import until

drill = Drill("Одна транзакция на всех")
line: Pipeline
nightly: Database
ROWS = 90_000
LOAD = "insert into audit_log select n, repeat('x', 1000) from generate_series(1, %(rows)s) as n"
STATISTICS = "select spill_txns, spill_bytes, total_txns from pg_stat_replication_slots where slot_name = 'shop_slot'"
FILES = "select count(*) from pg_ls_dir('pg_replslot/shop_slot') as file where file like '%.spill'"


def _statistics() -> Row:
    row = line.db.one(STATISTICS)
    assert row is not None
    return row


@drill.cause("Ночная задача пишет 90 МБ одной транзакцией в таблицу, которой нет в публикации, и COMMIT не делает.")
def cause(_: Database) -> str:
    global line, nightly
    line = pipeline.start()
    line.db.execute("create table audit_log (id integer, note text)")
    line.settle()
    line.db.value("select pg_stat_reset_replication_slot('shop_slot')")
    nightly = postgres.connect(autocommit=False, application_name="nightly-report")
    nightly.execute(LOAD, rows=ROWS)
    return f"logical_decoding_work_mem: {line.db.value('show logical_decoding_work_mem')}"


@drill.symptom("Заказы идут, о транзакции в топиках ни слова. walsender складывает её на диск, restart_lsn стоит.")
def symptom(_: Database) -> str:
    until(lambda: _statistics()["spill_bytes"] > 60_000_000, lambda: f"файлов на диске: {_statistics()}", 30, 0.2)
    line.db.execute("update orders set comment = 'рядом с ночной задачей' where id = 1")
    orders = kafka.Topic("shop.public.orders")
    orders.take_until(lambda m: bool(m.value) and m.value["op"] == "u", "изменённого заказа")
    seen, files = _statistics(), line.db.value(FILES)
    assert files > 0 and seen["spill_txns"] == 1
    return (
        f"таск: {connect.states(line.config['name'])[1]}, заказ пришёл: True\n"
        f"spill_txns: {seen['spill_txns']}, spill_bytes: {seen['spill_bytes'] / 2**20:.0f} MB\n"
        f"файлов .spill в pg_replslot: ≈{files}, слот держит {slots.retained(line.db, line.slot) / 2**20:.0f} MB"
    )


@drill.cure("Прервать её и сделать то же пачками: COMMIT после каждых 5000 строк.")
def cure(_: Database) -> str:
    nightly.connection.rollback()
    nightly.close()
    until(lambda: line.db.value(FILES) == 0, "удаления файлов .spill", 30, 0.2)
    return f"файлов .spill после ROLLBACK: {line.db.value(FILES)}"


@drill.recovery("Те же 90 МБ пачками: на диск walsender не ушло ни байта.")
def recovery(_: Database) -> str:
    assert line.db.value(FILES) == 0, "файлы .spill на месте"
    line.db.value("select pg_stat_reset_replication_slot('shop_slot')")
    for _n in range(ROWS // 5000):
        line.db.execute(LOAD, rows=5000)
    line.settle(60)
    line.sink.close()
    seen = _statistics()
    assert seen["spill_txns"] == 0 and seen["total_txns"] > ROWS // 5000
    return f"spill_txns: {seen['spill_txns']}, spill_bytes: {seen['spill_bytes']} байт"

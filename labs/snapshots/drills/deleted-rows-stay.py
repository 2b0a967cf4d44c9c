"""Учебная авария: после дыры сняли снапшот заново, а удалённые строки остались в приёмнике."""

from cdclab import connect, shop, signals, slots, warehouse
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.settings import labs_folder
from cdclab.sink import OPTIONS, Sink

drill = Drill("Удалённые строки остались")
config = connect.load(labs_folder() / "snapshots" / "connector.json") | OPTIONS | {"snapshot.mode": "when_needed"}
line: Pipeline


@drill.cause("Коннектор стоял, слот удалили, за это время удалены 20 оплат. when_needed снял снапшот заново.")
def cause(db: Database) -> None:
    global line
    shop.create(db)
    shop.admit_reader(db)
    signals.create_table(db)
    tables = warehouse.create(db, ["payments"])
    connect.run(config)
    slots.wait_streaming(db, config["slot.name"])
    line = Pipeline(db, config, tables, Sink("shop", tables))
    line.settle()
    connect.stop(config["name"])
    slots.wait_released(db, line.slot)
    db.execute(f"select pg_drop_replication_slot('{line.slot}')")
    db.execute("delete from payments where id <= 20; update payments set method = 'sbp' where id between 21 and 30")
    connect.resume(config["name"])
    slots.wait_active(db, line.slot, 90)


@drill.symptom("Снапшот прошёл, изменения вернулись. Сверка по числу строк не сходится: в приёмнике лишние.")
def symptom(_: Database) -> str:
    line.settle()
    found = line.differences()
    assert [it.table for it in found] == ["payments"] and len(found[0].extra) == 20 and not found[0].wrong
    return str(found[0])


@drill.cure("Пометить удалёнными ключи, которых нет в источнике: приёмник для этого догнали до конца журнала.")
def cure(db: Database) -> str:
    point = db.value("select (pg_current_wal_lsn() - '0/0')::bigint")
    with warehouse.connect() as target:
        held = [row["id"] for row in target.rows("select id from payments where not _deleted")]
        alive = [row["id"] for row in db.rows("select id from payments")]
        ghosts = target.rows(
            "update payments set _deleted = true, _lsn = %(lsn)s"
            " where id = any(%(held)s) and id <> all(%(alive)s) and _lsn < %(lsn)s returning id",
            lsn=point,
            held=held,
            alive=alive,
        )
    return f"помечено удалёнными: {len(ghosts)}"


@drill.recovery("Приёмник равен источнику.")
def recovery(_: Database) -> str:
    line.settle(60)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    return f"расхождений приёмника с источником: {len(found)}"

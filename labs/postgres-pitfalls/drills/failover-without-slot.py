"""Учебная авария: фейловер на реплику, на которой слота нет."""

# services: standby

from cdclab import connect, pipeline, postgres, slots, stand
from cdclab.connect import ConnectError
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until

drill = Drill("Фейловер без слота")
line: Pipeline
# Тот же коннектор, другой сервер: адрес новой базы приходит из окружения воркера.
NEW_PRIMARY = {"database.hostname": "${env:STANDBY_HOST}", "database.port": "${env:STANDBY_PORT}"}


@drill.cause("Основной сервер убит, реплику повысили. Слот коннектора создан без failover. Приложение уже пишет.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    stand.recreate("standby")
    line.db.execute("insert into orders (customer_id, total, comment) values (1, 10, 'до фейловера')")
    line.settle()
    _wait_replayed(line.db)
    line.sink.close()
    stand.kill("postgres")
    postgres.fail_over()
    line.reconnect()
    line.db.value("select pg_promote()")
    line.db.execute("insert into orders (customer_id, total, comment) values (1, 20, 'после фейловера')")
    return f"реплика повышена: {not line.db.value('select pg_is_in_recovery()')}"


def _wait_replayed(db: Database) -> None:
    """Всё записанное дошло до реплики: без этого часть данных погибла бы вместе с основным сервером."""
    end = db.value("select pg_current_wal_lsn()::text")
    with postgres.standby() as replica:
        until(lambda: replica.value("select pg_last_wal_replay_lsn() >= %(lsn)s::pg_lsn", lsn=end), "реплики")


@drill.symptom("На новом сервере слота нет. Коннектор, направленный туда, отказывается работать.")
def symptom(_: Database) -> str:
    assert slots.get(line.db, line.slot) is None
    try:
        connect.run(line.config | NEW_PRIMARY)
    except ConnectError as error:
        told = str(error)
    assert "no longer available on the server" in told
    return f"слот: {slots.get(line.db, line.slot)}\n…{told.rpartition(']], but')[2]}"


@drill.cure("Новый слот и снапшот заново: что произошло между повышением и созданием слота, поток уже не отдаст.")
def cure(_: Database) -> str:
    connect.run(line.config | NEW_PRIMARY | {"snapshot.mode": "when_needed"})
    slots.wait_active(line.db, line.slot)
    return f"таск: {connect.states(line.config['name'])[1]}"


@drill.recovery("Приёмник равен новому основному серверу.")
def recovery(_: Database) -> str:
    line.follow()
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    return f"расхождений приёмника с источником: {len(found)}"

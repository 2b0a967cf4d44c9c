"""Учебная авария: фейловер на реплику, которая синхронизирует слот."""

# services: standby

from cdclab import connect, kafka, pipeline, postgres, slots, stand
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until
from cdclab.workload import Workload

drill = Drill("Фейловер со слотом")
line: Pipeline
NEW_PRIMARY = {"database.hostname": "${env:STANDBY_HOST}", "database.port": "${env:STANDBY_PORT}"}


@drill.cause("slot.failover=true, слот есть на реплике, CDC ждёт реплику. Под нагрузкой основной сервер убит.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start(slot_failover="true")
    stand.recreate("standby")
    # Имя физического слота реплики: Debezium не уйдёт вперёд неё.
    line.db.execute("alter system set synchronized_standby_slots = 'standby_1'")
    line.db.execute("select pg_reload_conf()")
    with postgres.standby() as replica:
        slot = until(lambda: _ready(replica), "слота на реплике, готового к фейловеру", 60, 0.5)
    with Workload(pause=0.02):
        seen = line.sink.tally.events
        until(lambda: line.sink.tally.events > seen + 1000, "тысячи событий в приёмнике")
        stand.kill("postgres")
    line.sink.close()
    return f"слот на реплике: synced={slot['synced']}, temporary={slot['temporary']}"


def _ready(replica: Database) -> dict[str, object] | None:
    # Слот на реплике временный, пока restart_lsn основного не уйдёт дальше неё: нужны контрольные точки и новые коммиты.
    line.db.execute("checkpoint")
    line.db.value("select pg_logical_emit_message(true, 'sync', '')")
    row = slots.get(replica, line.slot)
    return row if row and row["synced"] and not row["temporary"] and row["invalidation_reason"] is None else None


@drill.symptom("Коннектор RUNNING и повторяет попытки войти на сервер, которого больше нет.")
def symptom(_: Database) -> str:
    states = connect.states(line.config["name"])
    assert states == ["RUNNING", "RUNNING"]
    return f"коннектор и таск: {', '.join(states)}"


@drill.cure("Повысить реплику и направить коннектор на неё: имя, слот и оффсет прежние, снапшот не нужен.")
def cure(_: Database) -> str:
    postgres.fail_over()
    line.reconnect()
    line.db.value("select pg_promote()")
    line.db.execute("insert into orders (customer_id, total, comment) values (1, 20, 'после фейловера')")
    connect.run(line.config | NEW_PRIMARY)
    slots.wait_active(line.db, line.slot)
    return f"таск: {connect.states(line.config['name'])[1]}"


@drill.recovery("Коннектор продолжил с того же места. Снапшота не было, приёмник равен новому основному серверу.")
def recovery(_: Database) -> str:
    line.follow()
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    after = [m.value["op"] for m in kafka.Topic("shop.public.orders").rest() if m.value][120:]
    assert "r" not in after
    return f"событий снапшота после фейловера: {after.count('r')}\nрасхождений приёмника с источником: {len(found)}"

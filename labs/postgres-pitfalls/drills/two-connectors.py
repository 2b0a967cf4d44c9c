"""Учебная авария: второй коннектор с тем же slot.name читает слот вместо первого."""

from cdclab import connect, kafka, pipeline, postgres, slots
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database

drill = Drill("Два коннектора, один слот")
line: Pipeline
forgotten: Database
COPY = {"name": "analytics", "topic.prefix": "analytics", "slot.max.retries": "1", "slot.retry.delay.ms": "500"}


def _order(comment: str) -> int:
    return int(
        line.db.value("insert into orders (customer_id, total, comment) values (1, 10, %(c)s) returning id", c=comment)
    )


@drill.cause(
    "Конфигурацию скопировали, сменили имя и префикс, slot.name забыли. Пока первый коннектор стоял, слот занят."
)
def cause(_: Database) -> str:
    global line, forgotten
    line = pipeline.start()
    line.db.execute("create table audit_log (note text)")
    # Чужая открытая транзакция держит restart_lsn: без неё первый коннектор отказал бы громко.
    forgotten = postgres.connect(autocommit=False)
    forgotten.execute("insert into audit_log values ('открыта и забыта')")
    line.settle()
    connect.stop(line.config["name"])
    slots.wait_released(line.db, line.slot)
    connect.run(line.config | COPY)
    slots.wait_active(line.db, line.slot)
    stolen = _order("прочитан копией")
    copy = kafka.Topic("analytics.public.orders")
    copy.take_until(lambda m: m.value is not None and m.key["id"] == stolen, f"заказа {stolen}")
    _confirmed()
    return f"заказ {stolen} ушёл в топик analytics.public.orders"


def _confirmed() -> None:
    """Копия подтвердила слоту всё, что прочитала."""
    _mark = "select pg_logical_emit_message(true, 'mark', '')::text"
    position = line.db.value(_mark)
    line.db.value(_mark)
    slots.wait_flushed(line.db, line.slot, position)


@drill.symptom(
    "Второго читателя слот не пускает. Копию убрали, первый пошёл дальше как ни в чём не бывало, а заказа у него нет."
)
def symptom(_: Database) -> str:
    name = line.config["name"]
    holder = slots.get(line.db, line.slot)["active_pid"]
    refused = postgres.connect("cdc_reader", replication="database").refused(
        "START_REPLICATION SLOT \"shop_slot\" LOGICAL 0/0 (proto_version '1', publication_names 'shop_pub')"
    )
    assert "is active for PID" in refused
    connect.stop(COPY["name"])
    connect.delete_offsets(COPY["name"])
    connect.delete(COPY["name"])
    slots.wait_released(line.db, line.slot)
    connect.resume(name)
    slots.wait_active(line.db, line.slot)
    _order("после копии")
    line.settle()
    (found,) = line.differences()
    return f"второму читателю: {refused.replace(str(holder), '…')}\nтаск: {connect.states(name)[1]}\n{found}"


@drill.cure("Копии — свой слот. Потерянное вернуть по сверке.")
def cure(_: Database) -> str:
    forgotten.close()
    (found,) = line.differences()
    line.db.execute("update orders set total = total where id = any(%(ids)s)", ids=[int(key) for key in found.missing])
    connect.run(line.config | COPY | {"slot.name": "analytics_slot"})
    slots.wait_active(line.db, "analytics_slot")
    return "slot.name = analytics_slot"


@drill.recovery("Оба читают, каждый своё. Приёмник равен источнику.")
def recovery(_: Database) -> str:
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    active = line.db.rows("select slot_name, active from pg_replication_slots order by slot_name")
    return f"слоты: {', '.join(row['slot_name'] for row in active if row['active'])}\nрасхождений: {len(found)}"

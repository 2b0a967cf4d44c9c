"""Учебная авария: брокер Kafka убит посреди потока."""

from cdclab import connect, pipeline, slots, stand
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until
from cdclab.workload import Workload

drill = Drill("kill -9 брокера Kafka")
line: Pipeline


@drill.cause("Под нагрузкой единственному брокеру послали SIGKILL. База продолжает принимать запись.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    with Workload(pause=0.02) as load:
        until(lambda: line.sink.tally.events > 1500, "полутора тысяч событий в приёмнике")
        stand.kill("kafka")
        done = load.done.total()
        until(lambda: load.done.total() > done + 100, "сотни транзакций без Kafka")
    return f"без Kafka выполнено транзакций: ≈{load.done.total() - done}"


@drill.symptom("Коннектор и таск говорят RUNNING: слот читают, а писать некуда. WAL копится.")
def symptom(_: Database) -> str:
    states = connect.states(line.config["name"])
    slot = slots.get(line.db, line.slot)
    lag = slots.behind(line.db, line.slot)
    assert states == ["RUNNING", "RUNNING"] and slot is not None and lag > 10_000
    return f"коннектор и таск: {', '.join(states)}\nслот: active={slot['active']}, не подтверждено: ≈{lag} байт"


@drill.cure("Поднять брокер. Продюсер внутри Connect повторит всё, на что не получил ответа.")
def cure(_: Database) -> None:
    stand.start("kafka")


@drill.recovery("Ничего не потеряно.")
def recovery(_: Database) -> str:
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == []
    return f"таск: {connect.states(line.config['name'])[1]}\nрасхождений приёмника с источником: {len(found)}"

"""Учебная авария: воркер Connect убит посреди потока."""

from cdclab import connect, pipeline, slots, stand
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until
from cdclab.workload import Workload

drill = Drill("kill -9 воркера Connect")
line: Pipeline


@drill.cause("Под нагрузкой воркеру послали SIGKILL: ни оффсет сохранить, ни слот отпустить он не успел.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    with Workload(pause=0.02) as load:
        until(lambda: line.sink.tally.events > 1500, "полутора тысяч событий в приёмнике")
        stand.kill("connect")
        before = load.done.total()
        until(lambda: load.done.total() > before + 20, "двадцати транзакций без воркера")
    return f"в приёмнике событий: ≈{line.sink.tally.events}"


@drill.symptom("REST не отвечает, слот освободился и копит WAL, приёмник отстал от источника.")
def symptom(_: Database) -> str:
    slot = slots.wait_released(line.db, line.slot)
    line.sink.drain()
    behind = [it.table for it in line.differences()]
    assert behind
    return (
        f"слот: active={slot['active']}, wal_status={slot['wal_status']}\nприёмник отстал в таблицах: {len(behind) > 0}"
    )


@drill.cure("Поднять воркер. Коннектор начнёт с последнего сохранённого оффсета.")
def cure(_: Database) -> str:
    stand.start("connect")
    connect.wait_running(line.config["name"])
    return f"таск: {connect.states(line.config['name'])[1]}"


@drill.recovery("Ничего не потеряно. Всё после последнего оффсета пришло второй раз, и приёмник повторы отбросил.")
def recovery(_: Database) -> str:
    line.settle(30)
    line.sink.close()
    found = line.differences()
    assert found == [] and line.sink.tally.duplicates > 0
    return f"повторов: ≈{line.sink.tally.duplicates}\nрасхождений приёмника с источником: {len(found)}"

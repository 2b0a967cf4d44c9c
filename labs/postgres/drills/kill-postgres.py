"""Учебная авария: PostgreSQL убит посреди потока."""

import psycopg

from cdclab import connect, pipeline, postgres, stand
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until
from cdclab.workload import Workload

drill = Drill("kill -9 PostgreSQL")
line: Pipeline


@drill.cause("Под нагрузкой серверу послали SIGKILL: контрольной точки не было, слот на диске старее, чем в памяти.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start(retriable_restart_connector_wait_ms="1000")
    with Workload(pause=0.02) as load:
        until(lambda: line.sink.tally.events > 1500, "полутора тысяч событий в приёмнике")
        stand.kill("postgres")
        until(lambda: load.refused > 0, "отказа приложению")
    return f"выполнено транзакций: ≈{load.done.total()}"


@drill.symptom("Приложению отказано в соединении. Таск остаётся RUNNING: ошибка временная, он повторяет попытки.")
def symptom(_: Database) -> str:
    try:
        postgres.connect().close()
        raise AssertionError("сервер отвечает")
    except psycopg.OperationalError:
        pass
    states = connect.states(line.config["name"])
    assert states == ["RUNNING", "RUNNING"]
    return f"коннектор и таск: {', '.join(states)}"


@drill.cure("Поднять сервер. Он проиграет WAL, слот вернётся в позицию, которая успела лечь на диск.")
def cure(_: Database) -> None:
    stand.start("postgres")


@drill.recovery("Коннектор вошёл снова и продолжил со своего оффсета. Ничего не потеряно.")
def recovery(_: Database) -> str:
    line.reconnect()
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == []
    return f"таск: {connect.states(line.config['name'])[1]}\nрасхождений приёмника с источником: {len(found)}"

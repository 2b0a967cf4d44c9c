"""Учебная авария: забытая транзакция держит restart_lsn."""

from cdclab import connect, pipeline, postgres, slots
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until

drill = Drill("Забытая транзакция держит журнал")
line: Pipeline
forgotten: Database
OLDEST = """
    select application_name, state, wait_event
    from pg_stat_activity where backend_xid is not null order by xact_start limit 1
"""


@drill.cause("Кто-то открыл транзакцию, вставил строку в чужую таблицу и ушёл. Рядом работают дальше.")
def cause(_: Database) -> None:
    global line, forgotten
    line = pipeline.start()
    line.db.execute("create table audit_log (id integer, note text)")
    forgotten = postgres.connect(autocommit=False, application_name="nightly-report")
    forgotten.execute("insert into audit_log values (0, 'начало отчёта')")
    line.db.execute("insert into audit_log select n, repeat('x', 1000) from generate_series(1, 20000) as n")


@drill.symptom("Читатель подтверждает, а журнал не отпускают: confirmed_flush_lsn ушёл, restart_lsn стоит.")
def symptom(_: Database) -> str:
    line.settle()
    assert not _released_within(15)
    confirmed, held = slots.behind(line.db, line.slot), slots.retained(line.db, line.slot)
    assert held > 20_000_000 > confirmed
    oldest = line.db.one(OLDEST)
    return f"не подтверждено ≈{confirmed} байт, удержано {held / 2**20:.0f} MB\nсамая старая транзакция: {oldest}"


def _released_within(seconds: float) -> bool:
    """Отпустил ли сервер журнал: контрольные точки и мелкие транзакции дают ему повод."""

    def released() -> bool:
        line.db.execute("checkpoint")
        line.db.value("select pg_logical_emit_message(true, 'settle', '')")
        return slots.retained(line.db, line.slot) < 1_000_000

    try:
        return until(released, "сдвига restart_lsn", seconds, 0.5)
    except TimeoutError:
        return False


@drill.cure("Найти сеанс по pg_stat_activity и закрыть его. Из коннектора restart_lsn не подвинуть.")
def cure(_: Database) -> str:
    ended = line.db.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nightly-report'"
    )
    return f"закрыто сеансов: {len(ended)}"


@drill.recovery("restart_lsn догнал, контрольная точка освободила место.")
def recovery(_: Database) -> str:
    assert _released_within(40), "restart_lsn стоит"
    line.sink.close()
    return f"удержано ≈{slots.retained(line.db, line.slot)} байт, таск: {connect.states(line.config['name'])[1]}"

"""Учебная авария: слот держит catalog_xmin, и VACUUM не может очистить системный каталог."""

from typing import Any

from cdclab import connect, pipeline, slots
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database
from cdclab.waiting import until

drill = Drill("Слот держит каталог")
line: Pipeline
TEMPORARY = f"create temp table report ({', '.join(f'c{n} text' for n in range(40))}); drop table report"
AGE = "select age(catalog_xmin) from pg_replication_slots where slot_name = 'shop_slot'"


def _vacuum(table: str) -> str:
    """Строка отчёта VACUUM (VERBOSE) о мёртвых версиях строк."""
    said: list[str] = []

    def hear(notice: Any) -> None:
        said.append(notice.message_primary)

    line.db.connection.add_notice_handler(hear)
    line.db.execute(f"vacuum (verbose) {table}")
    line.db.connection.remove_notice_handler(hear)
    return next(part for text in said for part in text.splitlines() if part.startswith("tuples:"))


def _dead(table: str) -> int:
    return int(line.db.value(f"select dead_tuple_count from pgstattuple('{table}')"))


@drill.cause("Коннектор остановлен. Приложение весь день создаёт и удаляет временные таблицы.")
def cause(_: Database) -> str:
    global line
    line = pipeline.start()
    line.sink.close()
    line.db.execute("create extension pgstattuple; create table scratch (note text)")
    connect.stop(line.config["name"])
    slots.wait_released(line.db, line.slot)
    for _n in range(200):
        line.db.execute(TEMPORARY)
    line.db.execute("insert into scratch select repeat('x', 100) from generate_series(1, 8000); delete from scratch")
    return "создано и удалено временных таблиц: 200, по 40 столбцов; строк в scratch: 8000"


@drill.symptom("VACUUM вычистил обычную таблицу и ничего не может сделать с pg_attribute.")
def symptom(_: Database) -> str:
    _vacuum("scratch")
    told = _vacuum("pg_attribute").replace("tuples: ", "")
    dead, clean = _dead("pg_attribute"), _dead("scratch")
    assert dead > 8000 and clean == 0 and "dead but not yet removable" in told
    removable = told.rpartition(",")[2].strip().partition(" ")
    return (
        f"возраст catalog_xmin: ≈{line.db.value(AGE)} транзакций\n"
        f"VACUUM (VERBOSE) pg_attribute: … ≈{removable[0]} {removable[2]}\n"
        f"мёртвых строк: в scratch {clean}, в pg_attribute ≈{dead}"
    )


@drill.cure("Вернуть слоту читателя. Слот, читатель которого не вернётся, удаляют.")
def cure(_: Database) -> str:
    connect.resume(line.config["name"])
    slots.wait_active(line.db, line.slot)
    return f"таск: {connect.states(line.config['name'])[1]}"


@drill.recovery("catalog_xmin ушёл вперёд вместе с подтверждениями, VACUUM убрал мёртвые строки.")
def recovery(_: Database) -> str:
    def cleaned() -> bool:
        line.db.execute("checkpoint")
        line.db.value("select pg_logical_emit_message(true, 'settle', '')")
        _vacuum("pg_attribute")
        return _dead("pg_attribute") < 1000

    until(cleaned, lambda: f"очистки pg_attribute: мёртвых {_dead('pg_attribute')}", 40, 0.5)
    return f"мёртвых строк в pg_attribute: ≈{_dead('pg_attribute')}"

"""Проверка задания: отчёт верен на придуманных строках и находит плохие слоты в живой базе."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cdclab import fresh, slots
from cdclab.check import Check, Work, Wrong
from cdclab.postgres import Database, Row
from cdclab.waiting import until

FOLDER = Path(__file__).parent
MB = 1024 * 1024

check = Check("Отчёт о слотах", item="postgres/slot-report")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        db.script(FOLDER / "broken.sql", "lost")
        _lose(db, "forgotten")
        db.script(FOLDER / "broken.sql", "heavy")
        db.script(FOLDER / "broken.sql", "healthy")


def _lose(db: Database, name: str) -> None:
    """Слот, который никто не читает дольше предела, контрольная точка бросает (PostgreSQL 18)."""

    def lost() -> bool:
        db.execute("checkpoint")
        row = slots.get(db, name)
        return row is not None and row["wal_status"] == "lost"

    db.execute("alter system set idle_replication_slot_timeout = '1s'")
    db.execute("select pg_reload_conf()")
    until(lost, f"потери слота {name}", pause=0.5)
    db.execute("alter system reset idle_replication_slot_timeout")
    db.execute("select pg_reload_conf()")


def slot(name: str, restart: str | None, flush: str | None, status: str = "reserved") -> Row:
    return {"slot_name": name, "restart_lsn": restart, "confirmed_flush_lsn": flush, "wal_status": status}


def reported(work: Work, rows: list[Row], now: str = "1/0") -> list[Row]:
    report: Callable[..., Any] | None = work.names.get("report")
    if report is None:
        raise Wrong("в файле нет функции report", why="Проверять нечего.", look="task.md")
    answer = report(rows, now, 50 * MB)
    if not isinstance(answer, list) or not all(isinstance(line, dict) for line in answer):
        raise Wrong(f"report вернула {type(answer).__name__}", why="Ждём список словарей.", look="task.md")
    return answer


def expect(lines: list[Row], field: str, values: list[Any], why: str) -> None:
    found = [line.get(field) for line in lines]
    if found != values:
        raise Wrong(f"{field}: получилось {found}, ждали {values}", why=why, look="task.md, таблица полей")


@check.step("retained_bytes и lag_bytes — разность LSN в байтах")
def bytes_behind(work: Work) -> None:
    lines = reported(work, [slot("a", "0/FFFFFF00", "0/FFFFFFF0")])
    expect(lines, "retained_bytes", [256], "LSN 1/0 идёт сразу за 0/FFFFFFFF: старшая половина — тоже часть числа.")
    expect(lines, "lag_bytes", [16], "lag считают от confirmed_flush_lsn, а не от restart_lsn.")


@check.step("Пустые LSN не ломают отчёт")
def nulls(work: Work) -> None:
    rows = [slot("physical", "0/FFFFFF00", None), slot("gone", "0/10", "0/10", "lost")]
    lines = sorted(reported(work, rows), key=lambda line: str(line["slot_name"]))
    expect(
        lines,
        "lag_bytes",
        [None, None],
        "У физического слота нет confirmed_flush_lsn, потерянному нечего подтверждать.",
    )
    expect(
        lines, "retained_bytes", [None, 256], "Потерянный слот не держит ничего, даже если restart_lsn в нём остался."
    )


@check.step("Вердикт: lost, at risk, ok — и худший первым")
def verdicts(work: Work) -> None:
    rows = [
        slot("fine", "0/FFFFFF00", "0/FFFFFF00"),
        slot("big", "0/F0000000", "0/F0000000"),
        slot("lost", "0/10", "0/10", "lost"),
        slot("biggest", "0/E0000000", "0/E0000000", "extended"),
        slot("last_chance", "0/FFFFFE00", "0/FFFFFE00", "unreserved"),
    ]
    lines = reported(work, rows)
    order = ["lost", "biggest", "big", "last_chance", "fine"]
    expect(
        lines,
        "slot_name",
        order,
        "Дежурный читает сверху вниз: сначала lost, потом at risk по убыванию retained_bytes.",
    )
    expect(lines, "verdict", ["lost", "at risk", "at risk", "at risk", "ok"], "unreserved — слот уже может пропасть.")


@check.step("В живой базе найдены плохие слоты")
def live(work: Work) -> None:
    found = work.names.get("bad_slots")
    if found != ["forgotten", "old_report"]:
        raise Wrong(
            f"bad_slots = {found}",
            why="Один слот потерян, другой держит больше 50 МБ; shop_slot здоров.",
            look="select slot_name, wal_status, invalidation_reason, "
            "pg_size_pretty(pg_current_wal_lsn() - restart_lsn) from pg_replication_slots",
        )

"""Проверка задания: призраки найдены, живые строки целы, приёмник равен источнику."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cdclab import connect, fresh, reconcile, shop, signals, slots, warehouse
from cdclab.check import Check, Work, Wrong
from cdclab.pipeline import Pipeline
from cdclab.sink import OPTIONS, Sink

SNAPSHOTS = Path(__file__).parent.parent.parent

check = Check("Строки-призраки", item="snapshots/ghost-rows")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        signals.create_table(db)
        config = connect.load(SNAPSHOTS / "connector.json") | OPTIONS | {"snapshot.mode": "initial"}
        tables = warehouse.create(db, ["payments"])
        connect.run(config)
        slots.wait_streaming(db, "shop_slot")
        with Pipeline(db, config, tables, Sink("shop", tables)) as line:
            line.settle()
            db.execute("alter publication shop_pub drop table payments")
            db.execute("delete from payments where id % 10 = 3; update payments set method = 'sbp' where id % 10 = 4")
            db.execute("alter publication shop_pub add table payments")
            signals.by_table(db, "execute-snapshot", signals.snapshot("public.payments"), id="payments")
            signals.Notices().until("COMPLETED", "payments")
            db.execute("delete from payments where id = 77")
            line.settle()


def _ghosts(work: Work) -> Callable[..., Any]:
    found = work.names.get("ghosts")
    if not callable(found):
        raise Wrong("в файле нет функции ghosts", why="Проверять нечего.", look="starter.py")
    return found  # type: ignore[no-any-return]


@check.step("Функция находит лишние ключи и только их")
def finds(work: Work) -> None:
    held = [
        {"id": 4, "_lsn": 10, "_deleted": False},
        {"id": 1, "_lsn": 10, "_deleted": False},
        {"id": 2, "_lsn": 0, "_deleted": False},
        {"id": 3, "_lsn": 10, "_deleted": True},
        {"id": 5, "_lsn": 900, "_deleted": False},
    ]
    found = _ghosts(work)({1}, held, 100)
    if list(found) != [2, 4]:
        raise Wrong(
            f"на примере пришло {found}, ждали [2, 4]",
            why="3 уже помечена, 5 новее точки сверки: её вставили после начала сверки.",
            look="условия внутри ghosts()",
        )


@check.step("Приёмник равен источнику")
def equal(work: Work) -> None:
    found = reconcile.differences(work.db, [warehouse.describe(work.db, "payments")])
    if found:
        raise Wrong(
            str(found[0]),
            why="Отчёт посчитает деньги, которых нет.",
            look="select id, _lsn, _deleted from payments в базе warehouse",
        )


@check.step("Призраки помечены, а не удалены")
def marked(_: Work) -> None:
    with warehouse.connect() as target:
        rows = target.value("select count(*) from payments where _deleted and id % 10 = 3 and _lsn > 0")
    if rows != 8:
        raise Wrong(
            f"помеченных призраков {rows}, а было 8",
            why="Без пометки с LSN опоздавшее событие вставит строку снова.",
            look="update … set _deleted = true, _lsn = …",
        )

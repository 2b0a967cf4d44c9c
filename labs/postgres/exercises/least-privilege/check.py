"""Проверка задания: роль с минимальными правами, коннектор прочитал все пять таблиц."""

from pathlib import Path

from cdclab import findings, fresh, shop
from cdclab.check import Check, Work, Wrong

FOLDER = Path(__file__).parent
ROWS = {"customers": 40, "products": 25, "orders": 120, "order_lines": 300, "payments": 80}

check = Check("Наименьшие права", item="postgres/least-privilege")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        db.script(FOLDER / "broken.sql", **shop.reader())
        db.script(FOLDER.parent.parent / "sql" / "publication.sql", "publication")


@check.step("Роль cdc_reader: свой REPLICATION, чтение пяти таблиц и ничего больше")
def role(work: Work) -> None:
    findings.least_privilege(work.db, "cdc_reader", tuple(ROWS))


@check.step("Роль cdc_reader ни в чём не состоит")
def groups(work: Work) -> None:
    look = "select roleid::regrole from pg_auth_members where member = 'cdc_reader'::regrole"
    if found := [str(row["roleid"]) for row in work.db.rows(look)]:
        raise Wrong(
            f"cdc_reader состоит в группах: {', '.join(found)}",
            why="REPLICATION через группу не работает, а права группы остаются.",
            look=look,
        )


@check.step("Коннектор shop-connector работает")
def connector(work: Work) -> None:
    findings.connector_runs("shop-connector")
    findings.slot_is_read(work.db, "shop_slot")


@check.step("Снапшот прочитал все пять таблиц")
def snapshot(_: Work) -> None:
    for table, rows in ROWS.items():
        findings.rows_arrive(f"shop.public.{table}", rows)

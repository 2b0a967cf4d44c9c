"""Проверка задания: опрос не теряет заказов переплетённых транзакций, видит изменения и ничего не повторяет."""

from pathlib import Path
from typing import Any

from cdclab import fresh, postgres, shop
from cdclab.check import Check, Work, Wrong
from cdclab.postgres import Database

SQL = Path(__file__).parent.parent.parent / "sql" / "polling.sql"
INSERT = "insert into orders (customer_id, total) values (1, 10) returning id"

check = Check("Безопасная отметка", item="cdc/safe-watermark")


@check.prepare
def shop_with_transactions() -> None:
    with fresh.start() as db:
        shop.create(db)
        db.script(SQL, "column")
        db.script(SQL, "touch")


class Polling:
    """Опрос из файла ученика: помнит отметку между вызовами."""

    def __init__(self, work: Work) -> None:
        self._call = work.names.get("new_orders")
        self._mark: Any = work.names.get("START")
        self._db: Database = work.db
        if not callable(self._call):
            raise Wrong("функции new_orders нет", why="Проверка вызывает её.", look="starter.py")
        self.poll()

    def poll(self) -> list[int]:
        """Номера заказов, которые вернул очередной опрос."""
        rows, self._mark = self._call(self._db, self._mark)  # type: ignore[misc]
        return [row["id"] for row in rows]


@check.step("Новые заказы приходят, и каждый один раз")
def ordinary(work: Work) -> None:
    polling = Polling(work)
    orders = [work.db.value(INSERT) for _ in range(2)]
    found = polling.poll() + polling.poll()
    if found != orders:
        raise Wrong(
            f"вставлены {orders}, опрос вернул {found}",
            why="Отметка не сдвинулась или ушла слишком далеко.",
            look="что new_orders возвращает вторым значением",
        )


@check.step("Заказ транзакции, которая закончилась позже соседней, не потерян")
def interleaved(work: Work) -> None:
    polling = Polling(work)
    with postgres.connect(autocommit=False) as slow, postgres.connect(autocommit=False) as quick:
        orders = [session.value(INSERT) for session in (slow, quick)]
        quick.connection.commit()
        found = polling.poll()
        slow.connection.commit()
        found += polling.poll()
    if missing := [order for order in orders if order not in found]:
        raise Wrong(
            f"вставлены {orders}, опрос вернул {found}: нет {missing}",
            why="Номер выдан раньше COMMIT: когда строка стала видна, отметка была уже впереди.",
            look="select pg_current_snapshot(): первое число — самая старая незаконченная транзакция",
        )
    if len(found) != len(orders):
        raise Wrong(
            f"вставлены {orders}, опрос вернул {found}",
            why="Повтор: строку незаконченного соседства отдали раньше времени и потом ещё раз.",
            look="верхняя граница запроса",
        )


@check.step("Чужая незаконченная транзакция задерживает, но не теряет")
def held(work: Work) -> None:
    polling = Polling(work)
    with postgres.connect(autocommit=False) as other:
        other.execute("update customers set phone = null where id = 1")
        order = work.db.value(INSERT)
        found = polling.poll()
        other.connection.commit()
        found += polling.poll()
    if found != [order]:
        raise Wrong(
            f"вставлен {order}, опрос вернул {found}",
            why="Отметку сдвинули за транзакцию, которой ещё не отдали.",
            look="новая отметка при пустом ответе",
        )


@check.step("Изменённый заказ приходит ещё раз")
def updated(work: Work) -> None:
    polling = Polling(work)
    work.db.execute("update orders set status = 'paid' where id = 3")
    found = polling.poll()
    if found != [3]:
        raise Wrong(
            f"изменён заказ 3, опрос вернул {found}",
            why="Номер строки при UPDATE не меняется, отчёт навсегда останется со старым статусом.",
            look="select id, tx from orders order by tx desc limit 5",
        )

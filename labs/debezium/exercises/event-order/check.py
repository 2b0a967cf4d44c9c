"""Проверка задания: порядок верен на придуманных событиях и на двух переплетённых покупках."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cdclab import connect, fresh, kafka, postgres, shop, slots
from cdclab.check import Check, Work, Wrong

MODULE = Path(__file__).parent.parent.parent
Event = dict[str, Any]

check = Check("Порядок между топиками", item="debezium/event-order")


@check.prepare
def broken() -> None:
    """Две покупки: первая начата раньше, завершена позже."""
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        config = connect.load(MODULE / "connector.json")
        connect.run(config)
        slots.wait_streaming(db, config["slot.name"])
        first, second = postgres.connect(autocommit=False), postgres.connect(autocommit=False)
        first.execute("insert into orders (id, customer_id, total) values (1001, 1, 10)")
        second.execute("update orders set status = 'paid' where id = 2")
        second.execute("delete from order_lines where order_id = 2 and line_no = 1")
        second.connection.commit()
        first.execute("insert into order_lines values (1001, 1, 1, 1, 10)")
        first.execute(
            "insert into payments (order_id, external_id, method, amount) values (1001, md5('x')::uuid, 'sbp', 10)"
        )
        first.connection.commit()
        first.close()
        second.close()
        kafka.Topic("shop.public.payments").skip(81)


def event(name: str, sequence: str, lsn: int) -> Event:
    return {"op": "c", "name": name, "source": {"sequence": sequence, "lsn": lsn, "ts_ms": 1, "table": "t"}}


def ordered(work: Work, events: list[Event]) -> list[str]:
    in_order: Callable[..., Any] | None = work.names.get("in_order")
    if in_order is None:
        raise Wrong("в файле нет функции in_order", why="Проверять нечего.", look="task.md")
    answer = in_order(list(events))
    if not isinstance(answer, list) or len(answer) != len(events):
        raise Wrong(
            "in_order вернула не столько событий, сколько получила", why="События терять нельзя.", look="task.md"
        )
    return [found["name"] for found in answer]


def expect(work: Work, events: list[Event], order: list[str], why: str) -> None:
    found = ordered(work, events)
    if found != order:
        raise Wrong(f"порядок {found}, ждали {order}", why=why, look="source.sequence этих событий в check.py")


@check.step("Транзакция, которая завершилась раньше, стоит раньше")
def commits(work: Work) -> None:
    events = [event("a", '["100","110"]', 110), event("b", '["50","120"]', 120), event("c", '["100","130"]', 130)]
    expect(work, events, ["b", "a", "c"], "lsn — место записи в журнале; порядок задаёт COMMIT, первое число пары.")


@check.step("Пара сравнивается числами, а не текстом")
def numbers(work: Work) -> None:
    events = [event("late", '["1000","1001"]', 1001), event("early", '["999","1000"]', 1000)]
    expect(work, events, ["early", "late"], "Как текст «999» больше «1000».")


@check.step("Событие до первого COMMIT стоит первым")
def no_commit_yet(work: Work) -> None:
    events = [event("second", '["100","110"]', 110), event("first", '[null,"90"]', 90)]
    expect(
        work, events, ["first", "second"], "Первый элемент пуст, пока коннектор не видел COMMIT: считайте его нулём."
    )


@check.step("События с одинаковой парой остаются в порядке партиции")
def ties(work: Work) -> None:
    events = [event(name, '["100","110"]', 110) for name in ("one", "two", "three")]
    expect(work, events, ["one", "two", "three"], "COPY пишет строки одной записью WAL: пара у них общая.")


@check.step("На живом стенде вторая покупка стоит целиком раньше первой")
def live(work: Work) -> None:
    story = work.names.get("story")
    right = [("orders", "u"), ("order_lines", "d"), ("orders", "c"), ("order_lines", "c"), ("payments", "c")]
    if story != right:
        raise Wrong(
            f"story = {story}",
            why="Транзакция, начатая раньше, завершилась позже: её события не должны обернуть чужие.",
            look="kafka.Topic('shop.public.orders').rest()",
        )

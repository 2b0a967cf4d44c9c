"""Проверка задания: строка чанка никогда не затирает более новое изменение."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cdclab.check import Check, Work, Wrong

Entry = tuple[Any, ...]
Deliver = Callable[[Mapping[int, str], Sequence[Entry]], Sequence[Entry]]

check = Check("Окно водяных знаков", item="snapshots/window")

CHUNK = {1: "a", 2: "b", 3: "c"}


def _deliver(work: Work) -> Deliver:
    found = work.names.get("deliver")
    if not callable(found):
        raise Wrong("в файле нет функции deliver", why="Проверять нечего.", look="starter.py")
    return found  # type: ignore[no-any-return]


def _expect(work: Work, log: Sequence[Entry], expected: Sequence[Entry], why: str) -> None:
    found = list(_deliver(work)(dict(CHUNK), list(log)))
    if found != list(expected):
        raise Wrong(
            f"на журнал {list(log)} пришло {found}, ждали {list(expected)}", why=why, look="deliver() в вашем файле"
        )


@check.step("Без изменений чанк уходит целиком, на месте верхнего знака")
def quiet(work: Work) -> None:
    rows = [("r", key, row) for key, row in CHUNK.items()]
    log = [("c", 9, "x"), ("low",), ("high",), ("c", 10, "y")]
    _expect(
        work, log, [("c", 9, "x"), *rows, ("c", 10, "y")], "Строки снапшота встают в поток там, где закрылось окно."
    )


@check.step("Ключ, который менялся в окне, из чанка выпадает")
def changed(work: Work) -> None:
    log = [("low",), ("u", 2, "B"), ("d", 3, None), ("high",)]
    expected = [("u", 2, "B"), ("d", 3, None), ("r", 1, "a")]
    _expect(work, log, expected, "Иначе старая строка придёт после новой и затрёт её, а удалённая воскреснет.")


@check.step("Изменения до и после окна чанку не мешают")
def outside(work: Work) -> None:
    log = [("u", 1, "до"), ("low",), ("high",), ("u", 2, "после")]
    rows = [("r", key, row) for key, row in CHUNK.items()]
    expected = [("u", 1, "до"), *rows, ("u", 2, "после")]
    _expect(work, log, expected, "SELECT сделан внутри окна: изменение до нижнего знака он уже видел.")


@check.step("Сотня случайных историй: в конце приёмник равен таблице")
def histories(work: Work) -> None:
    for seed in range(100):
        table, chunk, log = _history(random.Random(seed))
        copy: dict[int, str | None] = {}
        for _, key, row in _deliver(work)(chunk, log):
            copy[key] = row
        held = {key: row for key, row in copy.items() if row is not None}
        if held != table:
            raise Wrong(
                f"история {seed}: в приёмнике {held}, в таблице {table}",
                why="SELECT чанка мог выполниться в любой момент между знаками; верный ответ не зависит от этого момента.",
                look="какие ключи остаются в окне к верхнему знаку",
            )


def _history(rng: random.Random) -> tuple[dict[int, str], dict[int, str], list[Entry]]:
    """Таблица в конце, чанк, прочитанный в случайный момент окна, и журнал."""
    table = dict.fromkeys(range(1, 6), "0")
    chunk: dict[int, str] = {}
    log: list[Entry] = []
    low, high = sorted(rng.sample(range(1, 20), 2))
    read = rng.randint(low, high)
    for moment in range(20):
        if moment == low:
            log.append(("low",))
        if moment == read:
            chunk = dict(table)
        if moment == high:
            log.append(("high",))
        key = rng.randint(1, 7)
        if key in table and rng.random() < 0.3:
            del table[key]
            log.append(("d", key, None))
        else:
            log.append(("u" if key in table else "c", key, str(moment)))
            table[key] = str(moment)
    return table, chunk, log

"""Every exercise: the starter fails with an explanation, the solution passes."""

from pathlib import Path

import pytest

from cdclab import check as checks
from cdclab import labs

EXERCISES = [(f"{lab.name}/{slug}", folder) for lab in labs.every() for slug, folder in lab.exercises().items()]
each = pytest.mark.parametrize(("name", "folder"), EXERCISES, ids=[name for name, _ in EXERCISES])


def run(folder: Path, file: str) -> tuple[bool, str]:
    check = checks.load(folder / "check.py")
    check.preparation()
    told: list[str] = []
    return check.run(folder / file, told.append), "\n".join(told)


@each
def test_starter_fails_and_says_why(name: str, folder: Path) -> None:
    passed, told = run(folder, "starter.py")
    assert not passed, name
    for heading in ("Что не так:", "Почему это важно:", "Куда смотреть:"):
        assert heading in told
    assert "упал" not in told, "стартовый файл должен выполняться: ошибка в нём — не подсказка"


@each
def test_solution_passes_and_ticks_its_item(name: str, folder: Path) -> None:
    passed, told = run(folder, "solution.py")
    assert passed, told
    assert told.endswith(f"/roadmap?done={name}")

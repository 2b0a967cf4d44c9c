"""Every exercise: the starter fails with an explanation, the solution passes."""

from pathlib import Path

import pytest

from cdclab import cli, labs

EXERCISES = [(f"{lab.name}/{slug}", folder) for lab in labs.every() for slug, folder in lab.exercises().items()]
each = pytest.mark.parametrize(("name", "folder"), EXERCISES, ids=[name for name, _ in EXERCISES])


@each
def test_starter_fails_and_says_why(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Through the command line: it goes where the exercise needs to."""
    assert cli.main(["check", name, str(folder / "starter.py")]) == 1
    told = capsys.readouterr().out
    for heading in ("Что не так:", "Почему это важно:", "Куда смотреть:"):
        assert heading in told
    assert "упал" not in told, "стартовый файл должен выполняться: ошибка в нём — не подсказка"


@each
def test_solution_passes_and_ticks_its_item(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["check", name, str(folder / "solution.py")])
    told = capsys.readouterr().out
    assert code == 0, told
    assert told.rstrip().endswith(f"/roadmap?done={name}")

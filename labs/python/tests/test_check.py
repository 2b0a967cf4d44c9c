"""The learner's check: what it prints, when it stops, what it returns."""

from pathlib import Path

import pytest

from cdclab import check as checks
from cdclab import postgres
from cdclab.check import Check, Work, Wrong


class NoDatabase:
    """Stands in for a session; the steps here look at nothing."""

    def __enter__(self) -> "NoDatabase":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "connect", NoDatabase)


@pytest.fixture
def check() -> Check:
    found = Check("Пример", item="postgres/example")

    @found.step("Ответ верен")
    def answer(work: Work) -> None:
        if work.names.get("answer") != 42:
            raise Wrong("answer не 42", why="Так устроена вселенная.", look="task.md")

    @found.step("Второй шаг")
    def second(_: Work) -> None:
        return

    return found


def run(check: Check, file: Path | None) -> tuple[bool, list[str]]:
    told: list[str] = []
    return check.run(file, told.append), told


def test_success_prints_the_link_that_ticks_the_item(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("answer = 42")
    passed, told = run(check, file)
    assert passed
    assert told[-1].endswith("/roadmap?done=postgres/example")


def test_a_finding_says_what_why_and_where_and_stops(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("answer = 41")
    passed, told = run(check, file)
    text = "\n".join(told)
    assert not passed
    assert "✗ Ответ верен" in text
    assert "Что не так: answer не 42" in text
    assert "Куда смотреть: task.md" in text
    assert "Второй шаг" not in text
    assert "roadmap" not in text


def test_a_file_that_raises_is_told(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("raise KeyError('слот')")
    passed, told = run(check, file)
    assert not passed
    assert "mine.py упал: KeyError: 'слот'" in told[-1]


def test_a_step_that_cannot_look_is_a_finding_too(check: Check) -> None:
    check.steps.clear()

    @check.step("Стенд отвечает")
    def answers(_: Work) -> None:
        raise ConnectionError("порт закрыт")

    passed, told = run(check, None)
    assert not passed
    assert "ConnectionError: порт закрыт" in told[-1]


def test_a_check_file_must_define_check(tmp_path: Path) -> None:
    path = tmp_path / "check.py"
    path.write_text("x = 1")
    with pytest.raises(TypeError, match="check = Check"):
        checks.load(path)

"""The learner's check: steps that look at the real slot, publication, connector, topic or table and say what is wrong."""

from __future__ import annotations

import contextlib
import runpy
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cdclab import postgres
from cdclab.postgres import Database
from cdclab.settings import settings


class Wrong(Exception):
    """A finding of a step. All texts are Russian sentences; `look` is a query, command or file to look at."""

    def __init__(self, what: str, *, why: str, look: str) -> None:
        """State what is wrong, why it matters, where to look."""
        super().__init__(what)
        self.why = why
        self.look = look


@dataclass(frozen=True)
class Work:
    """What a step inspects: the database as administrator, and the names the learner's file defined."""

    db: Database
    names: Mapping[str, Any]


Step = Callable[[Work], None]


@dataclass
class Check:
    """Steps in order. `item` is the roadmap item that a success ticks."""

    title: str
    item: str
    steps: list[tuple[str, Step]] = field(default_factory=list)
    preparation: Callable[[], None] = lambda: None

    def prepare(self, function: Callable[[], None]) -> Callable[[], None]:
        """Register what builds the exercise's broken state, from an empty stand."""
        self.preparation = function
        return function

    def step(self, title: str) -> Callable[[Step], Step]:
        """Register a step; it raises Wrong when something is wrong."""

        def register(function: Step) -> Step:
            self.steps.append((title, function))
            return function

        return register

    def run(self, file: Path | None = None, tell: Callable[[str], None] = print) -> bool:
        """Run the learner's `file`, then the steps up to the first finding. True when there is none."""
        tell(f"Проверка: {self.title}")
        try:
            names = _run_file(file) if file else {}
            with postgres.connect() as db:
                for title, step in self.steps:
                    with _announced(title, tell):
                        step(Work(db, names))
        except Wrong as wrong:
            tell(_explained(wrong))
            return False
        tell(f"Готово. Отметьте на карте курса: {settings().course_url}/roadmap?done={self.item}")
        return True


def load(path: Path) -> Check:
    """The `check` that a check.py defines."""
    found = runpy.run_path(str(path)).get("check")
    if not isinstance(found, Check):
        raise TypeError(f"{path}: нет переменной check = Check(…)")
    return found


@contextlib.contextmanager
def _announced(title: str, tell: Callable[[str], None]) -> Any:
    try:
        yield
    except Wrong:
        tell(f"✗ {title}")
        raise
    except Exception as error:
        tell(f"✗ {title}")
        raise Wrong(
            f"{type(error).__name__}: {str(error).strip()}",
            why="Проверка не смогла посмотреть на стенд: он в состоянии, которого этот шаг не ждёт.",
            look="npm run lab -- status",
        ) from error
    tell(f"✓ {title}")


def _run_file(file: Path) -> Mapping[str, Any]:
    """Names that the learner's file defines; it runs in its own folder, as in JupyterLab."""
    try:
        with contextlib.chdir(file.parent):
            return runpy.run_path(str(file))
    except Exception as error:
        raise Wrong(
            f"{file.name} упал: {type(error).__name__}: {str(error).strip()}",
            why="Пока файл не выполняется до конца, проверять нечего.",
            look=f"откройте {file} в JupyterLab и выполните по ячейкам",
        ) from error


def _explained(wrong: Wrong) -> str:
    parts = {"Что не так": str(wrong), "Почему это важно": wrong.why, "Куда смотреть": wrong.look}
    return "\n".join(textwrap.indent(f"{name}: {text}", "  ") for name, text in parts.items())

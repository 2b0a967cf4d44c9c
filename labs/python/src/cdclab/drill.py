"""Break-it drills: a named failure is caused, its symptom asserted, the cure applied, the recovery asserted."""

from __future__ import annotations

import contextlib
import runpy
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from cdclab import fresh, waiting
from cdclab.postgres import Database

Stage = Literal["cause", "symptom", "cure", "recovery"]
HEADINGS: dict[Stage, str] = {
    "cause": "Причина",
    "symptom": "Симптом",
    "cure": "Лечение",
    "recovery": "Восстановление",
}
# A stage acts or asserts on the administrator's session and returns the evidence to print, exactly as the system gave it.
Act = Callable[[Database], str | None]


class DrillFailed(AssertionError):
    """A stage did not hold; the message names it."""


@dataclass
class Drill:
    """Four stages, each with one Russian sentence and a function."""

    title: str
    stages: dict[Stage, tuple[str, Act]] = field(default_factory=dict)

    def cause(self, sentence: str) -> Callable[[Act], Act]:
        """What breaks the pipeline."""
        return self._register("cause", sentence)

    def symptom(self, sentence: str) -> Callable[[Act], Act]:
        """What the operator sees; must assert it."""
        return self._register("symptom", sentence)

    def cure(self, sentence: str) -> Callable[[Act], Act]:
        """What repairs it."""
        return self._register("cure", sentence)

    def recovery(self, sentence: str) -> Callable[[Act], Act]:
        """How one knows that it is repaired; must assert it."""
        return self._register("recovery", sentence)

    def run(self, tell: Callable[[str], None] = print, skip: frozenset[Stage] = frozenset()) -> None:
        """Run the stages in order on an empty stand, telling each. Raises DrillFailed naming the stage that did not hold."""
        if missing := set(get_args(Stage)) - self.stages.keys():
            raise TypeError(f"В аварии «{self.title}» не описано: {', '.join(sorted(missing))}")
        tell(f"Учебная авария: {self.title}")
        with fresh.start() as db:
            for stage in (name for name in get_args(Stage) if name not in skip):
                sentence, act = self.stages[stage]
                tell(f"\n{HEADINGS[stage]}. {sentence}")
                try:
                    with _patience(stage, skip):
                        evidence = act(db)
                except Exception as error:
                    raise DrillFailed(f"{HEADINGS[stage]} — не подтвердилось: {error}") from error
                if evidence:
                    tell(textwrap.indent(evidence.rstrip(), "    "))

    def _register(self, stage: Stage, sentence: str) -> Callable[[Act], Act]:
        def register(act: Act) -> Act:
            self.stages[stage] = (sentence, act)
            return act

        return register


def _patience(stage: Stage, skip: frozenset[Stage]) -> contextlib.AbstractContextManager[None]:
    """A recovery without its cure is expected not to come: waiting long for it proves nothing more."""
    return waiting.patience(1) if stage == "recovery" and "cure" in skip else contextlib.nullcontext()


def load(path: Path) -> Drill:
    """The `drill` that a file defines."""
    found = runpy.run_path(str(path)).get("drill")
    if not isinstance(found, Drill):
        raise TypeError(f"{path}: нет переменной drill = Drill(…)")
    return found

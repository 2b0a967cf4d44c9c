"""Which labs, notebooks, exercises and drills exist: read from the folders, never listed by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cdclab.settings import labs_folder


class UnknownLab(LookupError):
    """No lab, notebook, exercise or drill has this name; the message lists those that exist."""


@dataclass(frozen=True)
class Lab:
    """One lab: `labs/<name>`."""

    name: str
    folder: Path

    def notebooks(self) -> list[Path]:
        """The main notebook `lab.py` first, if there is one, then the further ones `01_….py` in order."""
        return [*self.folder.glob("lab.py"), *sorted(self.folder.glob("[0-9][0-9]_*.py"))]

    def notebook(self, stem: str) -> Path:
        """One notebook by its name without `.py`. Raises UnknownLab."""
        by_stem = {path.stem: path for path in self.notebooks()}
        if stem not in by_stem:
            raise unknown_part(self, stem)
        return by_stem[stem]

    def exercises(self) -> dict[str, Path]:
        """Folders of exercises by slug."""
        return {path.parent.name: path.parent for path in sorted(self.folder.glob("exercises/*/starter.py"))}

    def drills(self) -> dict[str, Path]:
        """Drill files by slug."""
        return {path.stem: path for path in sorted(self.folder.glob("drills/*.py"))}

    @property
    def check(self) -> Path:
        """The learner's check of the whole lab. Raises UnknownLab when there is none."""
        path = self.folder / "check.py"
        if not path.exists():
            raise UnknownLab(f"У лабораторной {self.name} нет своей проверки.")
        return path

    def script(self, part: str) -> Path:
        """The file that runs for a part and says what it needs: a notebook, a drill, an exercise's check. Raises UnknownLab."""
        if part in self.exercises():
            return self.exercises()[part] / "check.py"
        return self.drills().get(part) or self.notebook(part)

    @property
    def recorded(self) -> Path:
        """Where outputs of real runs lie."""
        return self.folder / "recorded"


def services(script: Path) -> list[str]:
    """Services beyond the core of the stack that a notebook or drill names in a line `# services: standby connect-2`."""
    found = re.search(r"^# services: (.+)$", script.read_text("utf-8"), re.MULTILINE)
    return found[1].split() if found else []


def needs(script: Path) -> str | None:
    """The heavy part (Spark, Flink) in whose environment a script runs: its line `# needs: spark`."""
    found = re.search(r"^# needs: (\S+)$", script.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else None


def every() -> list[Lab]:
    """All labs, by name: a folder is a lab when it has a notebook."""
    notebooks = [path for name in ("lab.py", "[0-9][0-9]_*.py") for path in labs_folder().glob(f"*/{name}")]
    return [Lab(folder.name, folder) for folder in sorted({path.parent for path in notebooks})]


def find(name: str) -> Lab:
    """The lab of this name. Raises UnknownLab."""
    by_name = {lab.name: lab for lab in every()}
    if name not in by_name:
        raise UnknownLab(f"Нет лабораторной {name!r}. Есть: {', '.join(by_name) or 'ни одной'}")
    return by_name[name]


def split(name: str) -> tuple[Lab, str | None]:
    """`postgres/slot-report` -> the lab and the part after the slash (None for the lab itself)."""
    lab, _, part = name.strip("/").removeprefix("labs/").partition("/")
    return find(lab), part or None


def unknown_part(lab: Lab, part: str) -> UnknownLab:
    """The error for a part that `lab` does not have."""
    lines = [f"В лабораторной {lab.name} нет {part!r}."]
    kinds = {
        "Блокноты": [path.stem for path in lab.notebooks()],
        "Задания": list(lab.exercises()),
        "Учебные аварии": list(lab.drills()),
    }
    lines += [f"{kind}: {', '.join(names)}" for kind, names in kinds.items() if names]
    return UnknownLab("\n".join(lines))

"""The heavy part this process runs with, and the way to another one: Spark and Flink live in environments of their own."""

from __future__ import annotations

import os
from pathlib import Path

from cdclab import labs, stand
from cdclab.stand import Done, StandError


def current() -> str | None:
    """`spark` or `flink` in that part's environment, None in the lab's own; the engine or the image says so."""
    return os.environ.get("LAB_PART")


def elsewhere(script: Path) -> str | None:
    """The part whose environment a script needs, when this process is not in it."""
    needed = labs.needs(script)
    return None if needed == current() else needed


def call(part: str, *arguments: str) -> Done:
    """`cdclab` with these arguments in the environment of a part."""
    return stand.execute(part, "cdclab", *arguments)


def jars() -> list[Path]:
    """JAR files of the current part, fetched beforehand: nothing is downloaded at run time. Raises StandError in the lab's own."""
    folders = os.environ.get("LAB_JARS")
    if not folders:
        raise StandError(
            "Здесь нет JAR-файлов: выберите ядро «Python + Spark» или «Python + Flink» либо npm run lab -- run <блокнот>"
        )
    return sorted(jar for folder in folders.split(os.pathsep) for jar in Path(folder).glob("*.jar"))

"""Recordings: outputs of real runs that the course quotes, kept under `recorded/` and compared on every run."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import platform
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from cdclab import connect, drill, environment, postgres, stand
from cdclab.labs import Lab, services
from cdclab.masking import mask
from cdclab.notebook import CellFailed, Output, execute
from cdclab.settings import labs_folder, settings
from cdclab.stand import Done

# Says when and on what the recordings were made; not an output itself.
RUN_FILE = "run.json"


def record(lab: Lab, tell: Callable[[str], None] = print) -> None:
    """Run every notebook and drill of the lab and write its outputs, all from this one pass; stale files are deleted."""
    found: list[Output] = []
    seconds: dict[str, float] = {}
    for name in sources(lab):
        started = time.monotonic()
        found += produce(lab, name)
        seconds[name] = round(time.monotonic() - started, 1)
        tell(f"{name}: {seconds[name]} с")
    write(lab.recorded, found)
    (lab.recorded / RUN_FILE).write_text(json.dumps(_run(seconds), indent=2) + "\n", "utf-8")


def sources(lab: Lab) -> list[str]:
    """Names of what a recording is made from: notebooks, then drills."""
    return [path.stem for path in lab.notebooks()] + list(lab.drills())


def produce(lab: Lab, name: str) -> list[Output]:
    """Run one notebook or drill where it needs to; return its outputs. A drill's report is the output `drill-<slug>`."""
    path = lab.script(name)
    if part := environment.elsewhere(path):
        return _produced(environment.call(part, "produce", f"{lab.name}/{name}"))
    with stand.having(services(path)):
        if name not in lab.drills():
            return execute(path)
        lines: list[str] = []
        drill.load(path).run(lines.append)
        return [Output(f"drill-{name}", "\n".join(lines) + "\n")]


def told(outputs: list[Output]) -> str:
    """Outputs as the text in which `cdclab produce` hands them over."""
    return json.dumps([{"name": o.name, "text": o.text, "masks": sorted(o.masks)} for o in outputs], ensure_ascii=False)


def _produced(done: Done) -> list[Output]:
    """Outputs out of what `cdclab produce` printed. Raises CellFailed with what it said when it failed."""
    if done.code:
        raise CellFailed(done.stderr.strip() or done.stdout.strip())
    return [Output(o["name"], o["text"], frozenset(o["masks"])) for o in json.loads(done.stdout)]


def differences(lab: Lab, name: str) -> list[str]:
    """Run one notebook or drill again; for each output that is not what was recorded, both as a diff of masked lines."""
    found = []
    for output in produce(lab, name):
        file = lab.recorded / output.file_name
        recorded = file.read_text("utf-8") if file.exists() else ""
        then, now = (mask(text, output.masks).splitlines() for text in (recorded, output.text))
        if then != now:
            found.append(
                "\n".join(difflib.unified_diff(then, now, f"recorded/{file.name}", "сейчас", lineterm="", n=1))
            )
    return found


def write(folder: Path, found: list[Output]) -> None:
    """Make `folder` hold exactly these outputs. Raises ValueError when two have one name."""
    names = [output.file_name for output in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"Одна метка в разных блокнотах: {', '.join(sorted(twice))}")
    folder.mkdir(exist_ok=True)
    for stale in set(folder.iterdir()) - {folder / name for name in [*names, RUN_FILE]}:
        stale.unlink()
    for output in found:
        (folder / output.file_name).write_text(output.text, "utf-8")


def _run(seconds: dict[str, float]) -> dict[str, object]:
    """When, on what and how long: the material of the course's «проверено» badge."""
    with postgres.connect() as db:
        server = db.value("show server_version")
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "engine": settings().engine,
        "architecture": platform.machine(),
        "postgres": server,
        **connect.versions(),
        "commit": _commit(),
        "seconds": seconds,
    }


def _commit() -> str | None:
    """What is checked out, short; None where there is no Git, as in the container."""
    try:
        done = subprocess.run(
            ["git", "-C", str(labs_folder()), "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()

"""What only the engine of the stand can do: kill, pause and start services, run a program where Spark or Flink is.

A notebook cannot do this by itself: the services live outside it. The engine that runs the stand does, and tells this
process how to reach it in LAB_CONTROL: a command line (native engine) or the word `stdio` (Docker: a line to the engine
on standard output, its answer on standard input).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# Marks a line on standard output that is for the engine and not for the reader (ASCII record separator).
MARK = "\x1e"


class StandError(RuntimeError):
    """The engine could not do it, or there is no engine to ask; the message says what to do."""


def kill(service: str) -> None:
    """SIGKILL: the service is gone at once and tidies up nothing."""
    _act("kill", service)


def pause(service: str) -> None:
    """The service keeps its connections and answers nobody until `resume`."""
    _act("pause", service)


def resume(service: str) -> None:
    """A paused service goes on."""
    _act("resume", service)


def start(*services: str) -> None:
    """Start services that do not run and wait until they are ready."""
    _act("start", *services)


def recreate(service: str) -> None:
    """Delete the data of one service and start it anew."""
    _act("recreate", service)


def remove(*services: str) -> None:
    """Stop services and delete their data."""
    _act("remove", *services)


@contextlib.contextmanager
def having(services: Sequence[str]) -> Iterator[None]:
    """Services beyond the core for the time of the block: what runs without them must not see their traces."""
    try:
        if services:
            start(*services)
        yield
    finally:
        if services:
            remove(*services)


def available() -> bool:
    """Whether there is an engine to ask."""
    return "LAB_CONTROL" in os.environ


@dataclass(frozen=True)
class Done:
    """How a program ended and what it wrote."""

    code: int
    stdout: str
    stderr: str


def execute(part: str, *command: str) -> Done:
    """Run a program in the Python environment of a heavy part. Raises StandError when the part is not here."""
    control = _control("exec", part, "--", *command)
    if control == "stdio":
        done = _ask_on_stdio(["exec", part, *command])["done"]
        return Done(done["code"], done["stdout"], done["stderr"])
    return _run([*json.loads(control), "exec", part, "--", *command])


def _act(verb: str, *services: str) -> None:
    control = _control(verb, *services)
    if control == "stdio":
        _ask_on_stdio([verb, *services])
        return
    done = _run([*json.loads(control), verb, *services])
    if done.code:
        raise StandError((done.stderr or done.stdout).strip())


def _control(*words: str) -> str:
    control = os.environ.get("LAB_CONTROL")
    if control is None:
        raise StandError(f"Отсюда службами стенда не управлять. На своей машине: npm run lab -- {' '.join(words)}")
    return control


def _run(command: list[str]) -> Done:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return Done(done.returncode, done.stdout, done.stderr)


def _ask_on_stdio(words: list[str]) -> dict[str, Any]:
    print(MARK + json.dumps(words), flush=True)
    line = sys.stdin.readline()
    if not line:
        raise StandError("Движок закрыл канал управления.")
    answer: dict[str, Any] = json.loads(line)
    if answer["error"]:
        raise StandError(answer["error"])
    return answer

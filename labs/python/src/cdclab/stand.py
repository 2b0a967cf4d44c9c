"""Accidents of the stand's services: kill, pause, start again.

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


def _act(verb: str, *services: str) -> None:
    control = os.environ.get("LAB_CONTROL")
    if control is None:
        raise StandError(
            f"Отсюда службами стенда не управлять. На своей машине: npm run lab -- {verb} {' '.join(services)}"
        )
    told = _ask_on_stdio([verb, *services]) if control == "stdio" else _run([*json.loads(control), verb, *services])
    if told:
        raise StandError(told)


def _run(command: list[str]) -> str | None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return (done.stderr or done.stdout).strip() if done.returncode else None


def _ask_on_stdio(words: list[str]) -> str | None:
    print(MARK + json.dumps(words), flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise StandError("Движок закрыл канал управления.")
    error: str | None = json.loads(answer)["error"]
    return error

"""Waiting on a condition with a deadline: the only place of the labs where time passes idly."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Missed(TimeoutError):
    """The awaited thing did not happen before the deadline; the message names what was missing."""


# Every deadline is multiplied by this: on a busy machine the same things take longer. `npm test` sets it.
_patience = float(os.environ.get("LAB_PATIENCE", "1"))


@contextlib.contextmanager
def patience(factor: float) -> Iterator[None]:
    """Multiply deadlines by `factor` for the time of the block: 1 where the awaited thing is expected not to come."""
    global _patience
    before, _patience = _patience, factor
    try:
        yield
    finally:
        _patience = before


def until(
    probe: Callable[[], T | None], missing: str | Callable[[], str], seconds: float = 30, pause: float = 0.05
) -> T:
    """Call `probe` until it returns something true and return that.

    `missing` says in Russian what has not come; a callable is asked only at the deadline, so it can report the last
    state seen. `pause` is 0 for a probe that waits by itself. Raises `Missed` after `seconds` times the patience.
    """
    seconds *= _patience
    deadline = time.monotonic() + seconds
    while not (found := probe()):
        if time.monotonic() > deadline:
            told = missing() if callable(missing) else missing
            raise Missed(f"За {seconds:g} с не дождались: {told}")
        time.sleep(pause)
    return found

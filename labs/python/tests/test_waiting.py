"""Waiting ends with the result or names what was missing."""

import pytest

from cdclab.waiting import Missed, patience, until


def test_returns_what_the_probe_found() -> None:
    answers = iter([None, 0, "готово"])
    assert until(lambda: next(answers), "ответа", pause=0) == "готово"


def test_names_what_was_missing() -> None:
    with pytest.raises(Missed, match="За 0 с не дождались: топика orders"):
        until(lambda: False, "топика orders", seconds=0, pause=0)


def test_last_state_is_asked_only_at_the_deadline() -> None:
    polls: list[int] = []

    def probe() -> bool:
        polls.append(1)
        return False

    with pytest.raises(Missed, match="опросов 1"):
        until(probe, lambda: f"ответа; опросов {len(polls)}", seconds=-1, pause=0)


def test_patience_lengthens_every_deadline_and_ends_with_its_block() -> None:
    with patience(3), pytest.raises(Missed, match="За -3 с"):
        until(lambda: False, "ответа", seconds=-1, pause=0)
    with pytest.raises(Missed, match="За -1 с"):
        until(lambda: False, "ответа", seconds=-1, pause=0)

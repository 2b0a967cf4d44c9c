"""Printing is deterministic and compact."""

import json

import pytest

from cdclab import show
from cdclab.kafka import Message


def test_table_looks_like_psql(capsys: pytest.CaptureFixture[str]) -> None:
    show.table([{"id": 1, "note": None, "ok": True}, {"id": 22, "note": {"a": "я"}, "ok": False}])
    assert (
        capsys.readouterr().out
        == 'id | note       | ok\n---+------------+---\n1  |            | t\n22 | {"a": "я"} | f\n'
    )


def test_no_rows_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    show.table([])
    assert capsys.readouterr().out == "(0 строк)\n"


def test_record_is_vertical(capsys: pytest.CaptureFixture[str]) -> None:
    show.record({"slot_name": "shop_slot", "active": True, "xmin": None})
    assert capsys.readouterr().out == "slot_name | shop_slot\nactive    | t\nxmin      |\n"


def test_compact_breaks_only_what_does_not_fit() -> None:
    value = {"short": {"a": 1}, "long": ["x" * 30, "y" * 30]}
    text = show.compact(value, width=40)
    assert json.loads(text) == value
    assert '"short": {"a": 1}' in text
    assert text.count("\n") == 6


def test_changes_show_a_tombstone(capsys: pytest.CaptureFixture[str]) -> None:
    show.changes([Message("t", 0, 0, 0, {"id": 1}, None)])
    assert "tombstone" in capsys.readouterr().out

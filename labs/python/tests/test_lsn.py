"""LSN arithmetic agrees with PostgreSQL's text form."""

import pytest

from cdclab import lsn


@pytest.mark.parametrize(
    ("text", "value"),
    [("0/0", 0), ("0/1A2B3C4", 27440068), ("16/B374D848", 97500059720), ("FFFFFFFF/FFFFFFFF", 2**64 - 1)],
)
def test_text_and_number_are_the_same_position(text: str, value: int) -> None:
    assert lsn.parse(text) == value
    assert lsn.render(value) == text


def test_leading_zeros_do_not_matter() -> None:
    assert lsn.parse("0/01A2B3C4") == lsn.parse("0/1A2B3C4")


def test_position_orders_interleaved_transactions_by_commit() -> None:
    late_start = {"sequence": '["1600","1500"]'}
    early_commit = {"sequence": '["1200","1590"]'}
    assert sorted([late_start, early_commit], key=lsn.position) == [early_commit, late_start]


def test_first_event_of_a_stream_has_no_commit_before_it() -> None:
    assert lsn.position({"sequence": '[null,"42"]'}) == (0, 42)

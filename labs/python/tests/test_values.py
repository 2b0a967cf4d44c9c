"""Values that Debezium 3.7 really sent (labs/postgres/recorded) come back as Python's."""

import base64
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from cdclab import values
from cdclab.values import Infinite


@pytest.mark.parametrize(
    ("encoded", "scale", "expected"),
    [("Dzw=", 2, "39.00"), ("AA==", 2, "0.00"), ("/w==", 0, "-1"), ("AeJA", 2, "1234.56"), ("Zg==", -3, "102E+3")],
)
def test_decimal(encoded: str, scale: int, expected: str) -> None:
    assert values.decimal(encoded, scale) == Decimal(expected)


def test_numeric_without_a_scale_carries_its_own() -> None:
    assert values.variable_decimal({"scale": 3, "value": "AU0="}) == Decimal("0.333")


def test_microseconds_survive() -> None:
    assert values.micro_timestamp(1749283750123456) == dt.datetime(2025, 6, 7, 8, 9, 10, 123456)
    assert values.micro_timestamp(-1) == dt.datetime(1969, 12, 31, 23, 59, 59, 999999)
    assert values.micro_time(29350123456) == dt.time(8, 9, 10, 123456)


@pytest.mark.parametrize(
    ("decode", "midnight", "just_before"),
    [
        (values.micro_time, 86400000000, 86399999999),
        (values.milli_time, 86400000, 86399999),
        (values.zoned_time, "24:00:00Z", "23:59:59Z"),
    ],
)
def test_the_end_of_a_day_is_not_its_beginning(decode: Any, midnight: Any, just_before: Any) -> None:
    assert decode(just_before).hour == 23
    with pytest.raises(ValueError, match="нет 24:00"):
        decode(midnight)


@pytest.mark.parametrize("days", [2146033979, -622191234, -2147472692])
def test_every_generation_of_infinite_date(days: int) -> None:
    assert values.date(days) is Infinite.FUTURE


@pytest.mark.parametrize("microseconds", [2**63 - 1, 9223372036825200000])
def test_every_generation_of_infinite_timestamp(microseconds: int) -> None:
    assert values.micro_timestamp(microseconds) is Infinite.FUTURE


def test_the_past_is_infinite_too() -> None:
    assert values.date(-2147472691) is Infinite.PAST
    assert values.micro_timestamp(-(2**63)) is Infinite.PAST
    assert values.zoned("-infinity") is Infinite.PAST


def test_epoch_is_not_mistaken_for_a_missing_sentinel() -> None:
    assert values.date(0) == dt.date(1970, 1, 1)
    assert values.micro_timestamp(0) == dt.datetime(1970, 1, 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (values.UNAVAILABLE, True),
        (base64.b64encode(values.UNAVAILABLE.encode()).decode(), True),
        ([values.UNAVAILABLE], True),
        ([base64.b64encode(values.UNAVAILABLE.encode()).decode()], True),
        (["b68a35a7-17ad-35b3-af2a-ae46edb4545a"], True),
        (list(values.UNAVAILABLE.encode()), True),
        ({values.UNAVAILABLE: values.UNAVAILABLE}, True),
        ('{"__debezium_unavailable_value":"__debezium_unavailable_value"}', True),
        ("просто текст", False),
        (None, False),
        ([], False),
        ({}, False),
        ([1, 2, 3], False),
    ],
)
def test_placeholder_of_an_unchanged_toast_value(value: Any, expected: bool) -> None:
    assert values.unavailable(value) is expected


def test_by_schema_names_the_type() -> None:
    field = {"type": "bytes", "name": "org.apache.kafka.connect.data.Decimal", "parameters": {"scale": "2"}}
    assert values.by_schema("Dzw=", field) == Decimal("39.00")
    assert values.by_schema(None, field) is None
    assert values.by_schema("3q2+7w==", {"type": "bytes"}) == b"\xde\xad\xbe\xef"
    assert values.by_schema("happy", {"type": "string", "name": "io.debezium.data.Enum"}) == "happy"
    assert values.by_schema(29350123, {"type": "int32", "name": "io.debezium.time.Time"}) == dt.time(8, 9, 10, 123000)

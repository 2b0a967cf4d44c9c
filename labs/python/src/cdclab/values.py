"""Debezium's JSON values back into Python's: decimals, times, infinities, the TOAST placeholder.

The JSON carries no types (`schemas.enable=false`), so the caller names the type of the column.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

UNAVAILABLE = "__debezium_unavailable_value"
EPOCH = dt.datetime(1970, 1, 1)
# The end of a day is not its beginning, but `datetime.time()` and `fromisoformat` of Python 3.14 make one of the other.
_NO_MIDNIGHT = "в datetime.time нет 24:00, возьмите timedelta"


class Infinite(Enum):
    """PostgreSQL's `infinity` and `-infinity` of date and timestamp types; Python has no such dates."""

    PAST = "-infinity"
    FUTURE = "infinity"


# Debezium 3.7.0.Final changed the sentinels (dbz#2524): a consumer of an older topic meets both generations.
# In 3.7.0.Final a snapshot writes other numbers for an infinite date than the stream does (labs/postgres/06_types.py).
# region infinity
TIMESTAMP_US = {
    9223372036854775807: Infinite.FUTURE,
    -9223372036854775808: Infinite.PAST,
    9223372036825200000: Infinite.FUTURE,  # до 3.7
    -9223372036832400000: Infinite.PAST,  # до 3.7
}
TIMESTAMP_MS = {
    9223372036825200000: Infinite.FUTURE,
    -9223372036832400000: Infinite.PAST,
}
DATE_DAYS = {
    2146033979: Infinite.FUTURE,  # поток
    -622191234: Infinite.FUTURE,  # снапшот 3.7
    -2147472692: Infinite.FUTURE,  # до 3.7
    -2147472691: Infinite.PAST,  # поток
    -625821272: Infinite.PAST,  # снапшот 3.7
}
# endregion


def decimal(encoded: str, scale: int) -> Decimal:
    """`decimal.handling.mode=precise`: base64 of the signed big-endian unscaled integer. `decimal("Dzw=", 2)` is 39.00."""
    unscaled = int.from_bytes(base64.b64decode(encoded), "big", signed=True)
    return Decimal(unscaled).scaleb(-scale)


def variable_decimal(struct: Mapping[str, Any]) -> Decimal:
    """`numeric` without a scale: `{"scale": 3, "value": "base64"}`."""
    return decimal(struct["value"], struct["scale"])


def date(days: int) -> dt.date | Infinite:
    """`io.debezium.time.Date`: days since 1970-01-01. OverflowError beyond the year 9999."""
    return DATE_DAYS.get(days) or EPOCH.date() + dt.timedelta(days=days)


def micro_timestamp(microseconds: int) -> dt.datetime | Infinite:
    """`io.debezium.time.MicroTimestamp`: wall-clock time without a zone. Integer arithmetic: a float loses microseconds."""
    return TIMESTAMP_US.get(microseconds) or EPOCH + dt.timedelta(microseconds=microseconds)


def milli_timestamp(milliseconds: int) -> dt.datetime | Infinite:
    """`io.debezium.time.Timestamp` (`timestamp(0)` to `timestamp(3)`): wall-clock time without a zone."""
    return TIMESTAMP_MS.get(milliseconds) or EPOCH + dt.timedelta(milliseconds=milliseconds)


def milli_time(milliseconds: int) -> dt.time:
    """`io.debezium.time.Time` (`time(0)` to `time(3)`): milliseconds since midnight."""
    return micro_time(1000 * milliseconds)


def micro_time(microseconds: int) -> dt.time:
    """`io.debezium.time.MicroTime`: microseconds since midnight. ValueError for PostgreSQL's 24:00: Python has no such time."""
    moment = EPOCH + dt.timedelta(microseconds=microseconds)
    if moment.date() != EPOCH.date():
        raise ValueError(f"{microseconds} мкс: {_NO_MIDNIGHT}")
    return moment.time()


def zoned(text: str) -> dt.datetime | Infinite:
    """`io.debezium.time.ZonedTimestamp`: ISO 8601, always in UTC, or the word `infinity`."""
    return Infinite(text) if text.endswith("infinity") else dt.datetime.fromisoformat(text)


def zoned_time(text: str) -> dt.time:
    """`io.debezium.time.ZonedTime`: ISO 8601 in UTC; the original offset is lost. ValueError for 24:00, as in `micro_time`."""
    if text.startswith("24:"):
        raise ValueError(f"{text}: {_NO_MIDNIGHT}")
    return dt.time.fromisoformat(text)


def micro_duration(microseconds: int) -> dt.timedelta:
    """`io.debezium.time.MicroDuration`: an interval in microseconds, a month counted as 365.25/12 days."""
    return dt.timedelta(microseconds=microseconds)


# A placeholder has the type of its field, so it is not always a string (labs/postgres/06_types.py prints them all).
_BYTES = UNAVAILABLE.encode()
_BASE64 = base64.b64encode(_BYTES).decode()
_UUID = str(uuid.UUID(bytes=hashlib.md5(_BYTES, usedforsecurity=False).digest(), version=3))
# region unavailable
_PLACEHOLDERS = (
    UNAVAILABLE,  # text, jsonb, bytea в режиме hex
    _BASE64,  # bytea
    {UNAVAILABLE: UNAVAILABLE},  # hstore в режиме map
    f'{{"{UNAVAILABLE}":"{UNAVAILABLE}"}}',  # hstore в режиме json
    [UNAVAILABLE],  # text[], jsonb[]
    [_BASE64],  # bytea[]
    [_UUID],  # uuid[]: MD5 от заглушки
    list(_BYTES),  # integer[], bigint[], date[]: коды букв
)
# endregion


def unavailable(value: object) -> bool:
    """True for the placeholder of an unchanged TOAST value, whatever the type of its column.

    Other arrays (`numeric[]`, `timestamptz[]`, …) have no placeholder in Debezium 3.7.0.Final: they come as null.
    """
    return value in _PLACEHOLDERS


# region by_schema
_BY_SCHEMA: dict[str, Callable[[Any], Any]] = {
    "io.debezium.data.VariableScaleDecimal": variable_decimal,
    "io.debezium.time.Date": date,
    "io.debezium.time.Timestamp": milli_timestamp,
    "io.debezium.time.MicroTimestamp": micro_timestamp,
    "io.debezium.time.ZonedTimestamp": zoned,
    "io.debezium.time.Time": milli_time,
    "io.debezium.time.MicroTime": micro_time,
    "io.debezium.time.ZonedTime": zoned_time,
    "io.debezium.time.MicroDuration": micro_duration,
    "io.debezium.data.Json": json.loads,
    "io.debezium.data.Uuid": uuid.UUID,
}


def by_schema(value: Any, field: Mapping[str, Any]) -> Any:
    """Decode a value by its field of a Connect schema.

    A field is `{"type": …, "name": …, "parameters": …}` of
    `schemas.enable=true`. Bytes without a name are plain base64;
    anything else without a name needs no decoding.
    """
    if value is None:
        return None
    name = field.get("name", "")
    if name == "org.apache.kafka.connect.data.Decimal":
        return decimal(value, int(field["parameters"]["scale"]))
    if field["type"] == "bytes" and not name:
        return base64.b64decode(value)
    return _BY_SCHEMA[name](value) if name in _BY_SCHEMA else value


# endregion

"""LSN: the address of a byte in the WAL stream. PostgreSQL prints it as `16/B374D848`, Debezium sends the same number in decimal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


# region lsn
def parse(text: str) -> int:
    """`'0/1A2B3C4'` -> 27440068: старшие 32 бита до косой черты, младшие после."""
    high, _, low = text.partition("/")
    return (int(high, 16) << 32) | int(low, 16)


def render(value: int) -> str:
    """27440068 -> `'0/1A2B3C4'`, как печатает PostgreSQL 18 (без ведущих нулей)."""
    return f"{value >> 32:X}/{value & 0xFFFFFFFF:X}"


# endregion


# region order
def position(source: Mapping[str, Any]) -> tuple[int, int]:
    """Place of an event in the stream: (LSN of the last commit before it, its own LSN).

    `source.lsn` alone is not monotonic: rows of two interleaved transactions arrive in commit order. The pair orders
    what one task has streamed. It does not span a new initial snapshot, after which the first half is empty until the
    next commit, and rows of one COPY share both halves.
    """
    last_commit, own = json.loads(source["sequence"])
    return int(last_commit or 0), int(own or 0)


# endregion

"""Printing for notebooks and recordings: the same data always gives the same text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from cdclab.events import change
from cdclab.kafka import Message
from cdclab.postgres import Row

WIDTH = 100


def table(rows: Iterable[Row], columns: Sequence[str] | None = None) -> None:
    """Print rows as psql does; `columns` chooses and orders them."""
    print(text(rows, columns))


def text(rows: Iterable[Row], columns: Sequence[str] | None = None) -> str:
    """Rows as psql prints them, without the newline at the end."""
    listed = list(rows)
    if not listed:
        return "(0 строк)"
    names = list(columns or listed[0])
    cells = [[cell(row[name]) for name in names] for row in listed]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]
    rule = "-+-".join("-" * width for width in widths)
    head, *body = (
        " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in [names, *cells]
    )
    return "\n".join([head, rule, *body])


def record(row: Row | None) -> None:
    """Print one row as a column of `name | value`, like psql's `\\x`."""
    if row is None:
        print("(0 строк)")
        return
    width = max(map(len, row))
    for name, value in row.items():
        print(f"{name.ljust(width)} | {cell(value)}".rstrip())


def document(value: Any) -> None:
    """Print JSON; what fits a line stays on one line."""
    print(compact(value))


def message(found: Message) -> None:
    """Print a whole Kafka message as JSON: where it lies, key, headers, value."""
    document(
        {
            "topic": found.topic,
            "partition": found.partition,
            "offset": found.offset,
            "key": found.key,
            "headers": found.headers,
            "value": found.value,
        }
    )


def changes(messages: Iterable[Message]) -> None:
    """Print messages one a line: operation, key, before, after; a tombstone is shown as such."""
    table([_line(found) for found in messages])


def _line(found: Message) -> Row:
    if found.tombstone:
        return {"op": "—", "key": found.key, "before": "tombstone", "after": "tombstone"}
    event = change(found)
    return {"op": event.op, "key": event.key, "before": event.before, "after": event.after}


def cell(value: Any) -> str:
    """A value as psql prints it: t and f, empty for NULL, JSON for structures."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def compact(value: Any, indent: int = 0, width: int = WIDTH) -> str:
    """JSON with every structure on one line that fits `width` characters."""
    line = json.dumps(value, ensure_ascii=False, default=str)
    if len(line) + indent <= width or not isinstance(value, dict | list) or not value:
        return line
    margin = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {compact(v, indent + 2, width)}" for k, v in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [compact(v, indent + 2, width) for v in value]
        opening, closing = "[", "]"
    return f"{opening}\n{margin}" + f",\n{margin}".join(parts) + f"\n{' ' * indent}{closing}"

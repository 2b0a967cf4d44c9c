"""Messages of the pgoutput plug-in, protocol version 1: what Debezium receives before it makes events.

Source: PostgreSQL documentation, «Logical Replication Message Formats».
"""

from __future__ import annotations

import struct
from typing import Any

from cdclab import lsn

NAMES = {
    "B": "BEGIN",
    "C": "COMMIT",
    "O": "ORIGIN",
    "R": "RELATION",
    "Y": "TYPE",
    "I": "INSERT",
    "U": "UPDATE",
    "D": "DELETE",
    "T": "TRUNCATE",
    "M": "MESSAGE",
}
UNCHANGED_TOAST = "<TOAST не изменился>"


def decode(data: bytes) -> dict[str, Any]:
    """One message as `{"message": name, field: value …}`; column values stay text, as the server sends them."""
    reader = _Reader(data)
    kind = reader.char()
    body = _BODIES.get(kind)
    return {"message": NAMES.get(kind, kind), **(body(reader) if body else {})}


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self, layout: str) -> int:
        value: int = struct.unpack(f">{layout}", self.take(struct.calcsize(layout)))[0]
        return value

    def char(self) -> str:
        return self.take(1).decode()

    def text(self) -> str:
        end = self._data.index(0, self._at)
        found = self._data[self._at : end].decode()
        self._at = end + 1
        return found

    def row(self) -> list[str | None]:
        return [self.column() for _ in range(self.number("H"))]

    def column(self) -> str | None:
        kind = self.char()
        if kind == "t":
            return self.take(self.number("I")).decode()
        return None if kind == "n" else UNCHANGED_TOAST


def _begin(r: _Reader) -> dict[str, Any]:
    commit = lsn.render(r.number("Q"))
    r.take(8)  # commit time
    return {"commit_lsn": commit, "xid": r.number("I")}


def _commit(r: _Reader) -> dict[str, Any]:
    r.take(1)  # flags, unused
    return {"commit_lsn": lsn.render(r.number("Q")), "end_lsn": lsn.render(r.number("Q"))}


def _relation(r: _Reader) -> dict[str, Any]:
    found: dict[str, Any] = {"relid": r.number("I"), "table": f"{r.text()}.{r.text()}", "replica_identity": r.char()}
    columns = []
    for _ in range(r.number("H")):
        key = r.number("B")
        columns.append(f"{r.text()}{' (ключ)' if key else ''}")
        r.take(8)  # type oid and modifier
    return found | {"columns": columns}


def _type(r: _Reader) -> dict[str, Any]:
    return {"oid": r.number("I"), "type": f"{r.text()}.{r.text()}"}


def _insert(r: _Reader) -> dict[str, Any]:
    relation = r.number("I")
    r.char()  # always N
    return {"relid": relation, "new": r.row()}


def _update(r: _Reader) -> dict[str, Any]:
    found: dict[str, Any] = {"relid": r.number("I")}
    if (marker := r.char()) in "KO":  # K: key columns only, O: the whole old row
        found["old_key" if marker == "K" else "old"] = r.row()
        r.char()
    return found | {"new": r.row()}


def _delete(r: _Reader) -> dict[str, Any]:
    relation = r.number("I")
    return {"relid": relation, "old_key" if r.char() == "K" else "old": r.row()}


def _truncate(r: _Reader) -> dict[str, Any]:
    count = r.number("I")
    r.take(1)  # CASCADE, RESTART IDENTITY
    return {"relids": [r.number("I") for _ in range(count)]}


_BODIES = {
    "B": _begin,
    "C": _commit,
    "R": _relation,
    "Y": _type,
    "I": _insert,
    "U": _update,
    "D": _delete,
    "T": _truncate,
}

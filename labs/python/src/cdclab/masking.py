"""What differs from run to run is masked before two recordings are compared; the recordings themselves keep real values."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A value under one of these names (JSON key, column, left side of `name | value`) is not compared.
VOLATILE = frozenset({
    # events and offsets
    "lsn", "lsn_proc", "lsn_commit", "txId", "xid", "xmin", "sequence",
    "ts_ms", "ts_us", "ts_ns", "ts_usec", "__debezium.context.runId",
    # slots and sessions
    "restart_lsn", "confirmed_flush_lsn", "retained_bytes", "lag_bytes", "safe_wal_size",
    "catalog_xmin", "catalog_xmin_age", "inactive_since", "active_pid", "pid",
    # numbers of catalogue rows
    "oid", "relid", "datoid", "relation",
    "hex",
})  # fmt: skip

_PATTERNS = [
    # A number that a report calls approximate.
    (re.compile(r"≈ ?\d[\d ]*"), "≈<n>"),
    # The shop's own dates all lie before 2026.
    (re.compile(r"\b20(2[6-9]|[3-9]\d)-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|UTC|[+-]\d\d(:?\d\d)?))?"), "<time>"),
    (re.compile(r"\b[0-9A-F]{1,8}/[0-9A-F]{1,8}\b"), "<lsn>"),
    (re.compile(r"\b[0-9A-F]{24}\b"), "<wal file>"),
    # Debezium names each watermark by a random UUID.
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(open|close)\b"), r"<uuid>-\2"),
    (re.compile(r"\b(BEGIN|COMMIT|XID|xid|tx:|PID|pid|xmax:|old_xmax:) \d+"), r"\1 <n>"),
    # Whether a row is the first of its page depends on what vacuum has left.
    (re.compile(r"\bINSERT\+INIT\b"), "INSERT"),
    # The unit belongs to the number: 1000 bytes of one run are 1 kB of another.
    (re.compile(r"\b\d+([.,]\d+)? (bytes|kB|MB|GB|байт|кБ|МБ|ГБ)(?!\w)"), "<size>"),
    (re.compile(r"\b\d+([.,]\d+)? (ms|мс|s|с)(?!\w)"), "<duration>"),
]


# A row ends in a bare ` |` when its last cell is empty.
_BORDER = re.compile(r" \|(?: |$)")


def mask(text: str, names: Iterable[str] = ()) -> str:
    """The text without volatile values; `names` are volatile in this text only. Runs of blanks and rules count as one."""
    volatile = VOLATILE | set(names)
    text = _json_values(text, volatile)
    text = _struct_values(text, volatile)
    text = _table_values(text, volatile)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return re.sub(r"-{2,}", "--", re.sub(r"[ \t]+", " ", text)).strip()


def _json_values(text: str, volatile: Iterable[str]) -> str:
    names = "|".join(map(re.escape, sorted(volatile)))
    return re.sub(rf'("(?:{names})"\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.]*)', r'\1"<volatile>"', text)


def _struct_values(text: str, volatile: Iterable[str]) -> str:
    """`Struct{lsn=26713064,sequence=["1","2"],…}`, as a record of Connect prints itself."""
    names = "|".join(map(re.escape, sorted(volatile)))
    return re.sub(rf"(?<=[{{,])({names})=(\[[^\]]*\]|[^,}}]*)", r"\1=<volatile>", text)


def _table_values(text: str, volatile: frozenset[str]) -> str:
    """Mask cells of psql-like tables: under a volatile column, and right of a volatile name in a two-column record."""
    lines = text.splitlines()
    columns: list[str] | None = None
    for i, line in enumerate(lines):
        cells = [part.strip() for part in _BORDER.split(line)]
        if _is_rule(lines, i + 1):
            columns = cells
        elif columns is not None and len(cells) == len(columns) and not _is_rule(lines, i):
            lines[i] = " | ".join(_masked(c) if n in volatile else c for n, c in zip(columns, cells, strict=True))
        elif len(cells) >= 2 and cells[0] in volatile:
            lines[i] = f"{cells[0]} | {_masked(' | '.join(cells[1:]))}"
        elif not _is_rule(lines, i):
            columns = None
    return "\n".join(lines)


def _is_rule(lines: list[str], i: int) -> bool:
    return i < len(lines) and bool(re.fullmatch(r"-+(-\+-+)*", lines[i].strip())) and "-" in lines[i]


def _masked(value: str) -> str:
    return "<volatile>" if value else ""  # NULL is no value: that it is NULL does not vary

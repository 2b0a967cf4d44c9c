"""pgoutput messages as PostgreSQL 18.4 sent them."""

import struct

from cdclab import pgoutput


def row(*columns: str | None) -> bytes:
    parts = [b"n" if c is None else b"t" + struct.pack(">I", len(c.encode())) + c.encode() for c in columns]
    return struct.pack(">H", len(columns)) + b"".join(parts)


def test_begin() -> None:
    data = bytes.fromhex("42 00 00 00 00 01 d3 4e 80 00 03 03 fc fd 6e ea bb 00 00 03 22")
    assert pgoutput.decode(data) == {"message": "BEGIN", "commit_lsn": "0/1D34E80", "xid": 802}


def test_relation_names_columns_and_identity() -> None:
    column = b"\x01id\x00" + struct.pack(">Ii", 20, -1)
    data = b"R" + struct.pack(">I", 7) + b"public\x00orders\x00d" + struct.pack(">H", 1) + column
    assert pgoutput.decode(data) == {
        "message": "RELATION",
        "relid": 7,
        "table": "public.orders",
        "replica_identity": "d",
        "columns": ["id (ключ)"],
    }


def test_update_with_and_without_the_old_key() -> None:
    head = b"U" + struct.pack(">I", 7)
    assert pgoutput.decode(head + b"N" + row("1", None)) == {"message": "UPDATE", "relid": 7, "new": ["1", None]}
    changed = pgoutput.decode(head + b"K" + row("1", None) + b"N" + row("2", "я"))
    assert (changed["old_key"], changed["new"]) == (["1", None], ["2", "я"])


def test_unchanged_toast_is_no_null() -> None:
    data = b"I" + struct.pack(">I", 7) + b"N" + struct.pack(">H", 1) + b"u"
    assert pgoutput.decode(data)["new"] == [pgoutput.UNCHANGED_TOAST]


def test_truncate_names_every_table() -> None:
    data = b"T" + struct.pack(">IBII", 2, 1, 7, 8)
    assert pgoutput.decode(data) == {"message": "TRUNCATE", "relids": [7, 8]}


def test_unknown_message_keeps_its_letter() -> None:
    assert pgoutput.decode(b"Z") == {"message": "Z"}

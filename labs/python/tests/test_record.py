"""recorded/ holds exactly what the run printed."""

from pathlib import Path

import pytest

from cdclab import record
from cdclab.notebook import Output


def test_stale_recordings_go(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("x")
    (tmp_path / record.RUN_FILE).write_text("{}")
    record.write(tmp_path, [Output("slot", "a\n"), Output("event", '{"op": "c"}\n')])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["event.json", record.RUN_FILE, "slot.txt"]


def test_one_name_from_two_notebooks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"slot\.txt"):
        record.write(tmp_path, [Output("slot", "a"), Output("slot", "b")])

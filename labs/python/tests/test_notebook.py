"""Notebooks: outputs of tagged cells, a failing cell fails."""

from pathlib import Path

import pytest

from cdclab import notebook
from cdclab.notebook import CellFailed


def write(folder: Path, *cells: str) -> Path:
    path = folder / "book.py"
    path.write_text("".join(f"# %% {cell}\n" for cell in cells), "utf-8")
    return path


def test_tagged_outputs_are_taken_with_their_kind(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "[markdown]\n# # Заголовок",
        "\nprint('не нужно')",
        'tags=["out:text", "mask:seconds"]\nprint("строка")',
        'tags=["out:data"]\nprint(\'{"a": 1}\')',
        'tags=["out:result"]\n1 + 1',
    )
    seen: list[str] = []
    found = notebook.execute(path, lambda cell: seen.append(cell.cell_type))
    assert [(o.file_name, o.text) for o in found] == [
        ("text.txt", "строка\n"),
        ("data.json", '{"a": 1}\n'),
        ("result.txt", "2\n"),
    ]
    assert found[0].masks == {"seconds"}
    assert seen == ["markdown", "code", "code", "code", "code"]


def test_a_failing_cell_fails_and_shows_its_source(tmp_path: Path) -> None:
    path = write(tmp_path, "\nassert 1 == 2, 'слот не двинулся'")
    with pytest.raises(CellFailed, match="слот не двинулся") as failed:
        notebook.execute(path)
    assert "assert 1 == 2" in str(failed.value)
    assert "\x1b" not in str(failed.value)


def test_a_silent_tagged_cell_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="out:nothing"):
        notebook.execute(write(tmp_path, 'tags=["out:nothing"]\nx = 1'))


def test_one_tag_on_two_cells_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="out:same"):
        notebook.execute(write(tmp_path, 'tags=["out:same"]\nprint(1)', 'tags=["out:same"]\nprint(2)'))

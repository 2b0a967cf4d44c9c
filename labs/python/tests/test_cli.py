"""Names on the command line: what exists is found, what does not is listed."""

from pathlib import Path

import pytest

from cdclab import cli, labs


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("lab.py", "02_more.py", "01_wal.py", "exercises/slot-report/starter.py", "drills/default-plugin.py"):
        path = tmp_path / "postgres" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "engine").mkdir()
    monkeypatch.setattr(labs, "labs_folder", lambda: tmp_path)
    return tmp_path


def test_list_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "postgres",
        "  блокнот  postgres/lab",
        "  блокнот  postgres/01_wal",
        "  блокнот  postgres/02_more",
        "  задание  postgres/slot-report",
        "  авария   postgres/default-plugin",
    ]


def test_unknown_lab_lists_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "mysql"]) == 1
    assert capsys.readouterr().err == "Нет лабораторной 'mysql'. Есть: postgres\n"


def test_unknown_part_lists_notebooks_exercises_and_drills(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "postgres/nope"]) == 1
    said = capsys.readouterr().err
    assert "В лабораторной postgres нет 'nope'." in said
    assert "Блокноты: lab, 01_wal, 02_more" in said
    assert "Задания: slot-report" in said
    assert "Учебные аварии: default-plugin" in said


def test_a_path_is_taken_for_a_name() -> None:
    lab, part = labs.split("labs/postgres/slot-report/")
    assert (lab.name, part) == ("postgres", "slot-report")

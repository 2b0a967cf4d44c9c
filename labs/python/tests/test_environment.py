"""What needs Spark or Flink runs where they are."""

import os
from pathlib import Path

import pytest

from cdclab import cli, environment, labs, record, stand
from cdclab.labs import Lab
from cdclab.notebook import CellFailed, Output
from cdclab.stand import Done, StandError

OUTPUT = Output("state", "строк: 3\n", frozenset({"id"}))


@pytest.fixture(autouse=True)
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    folder = tmp_path / "streaming"
    for name, text in {
        "lab.py": "# %%\nprint(1)\n",
        "02_spark.py": "# %%\n# needs: spark\nimport pyspark\n",
        "check.py": "# needs: flink\n",
        "exercises/merge/starter.py": "",
        "exercises/merge/check.py": "# needs: spark\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    monkeypatch.setattr(labs, "labs_folder", lambda: tmp_path)
    monkeypatch.delenv("LAB_PART", raising=False)
    return Lab("streaming", folder)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What is asked of the engine; it answers with the output of a notebook."""
    asked: list[tuple[str, ...]] = []

    def execute(part: str, *command: str) -> Done:
        asked.append((part, *command))
        return Done(0, record.told([OUTPUT]), "")

    monkeypatch.setattr(stand, "execute", execute)
    return asked


def test_a_script_is_elsewhere_when_this_is_not_what_it_needs(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.elsewhere(lab.script("lab")) is None
    assert environment.elsewhere(lab.script("02_spark")) == "spark"
    assert environment.elsewhere(lab.script("merge")) == "spark"
    monkeypatch.setenv("LAB_PART", "spark")
    assert environment.elsewhere(lab.script("02_spark")) is None
    assert environment.elsewhere(lab.check) == "flink"


def test_outputs_come_back_as_they_were(lab: Lab, calls: list[tuple[str, ...]]) -> None:
    assert record.produce(lab, "02_spark") == [OUTPUT]
    assert calls == [("spark", "cdclab", "produce", "streaming/02_spark")]


def test_a_cell_that_fails_there_fails_here(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stand, "execute", lambda *_: Done(1, "", "02_spark.py: AssertionError: не совпало\n"))
    with pytest.raises(CellFailed, match="не совпало"):
        record.produce(lab, "02_spark")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["run", "streaming/02_spark"], "spark"),
        (["run", "streaming/merge"], "spark"),
        (["check", "streaming/merge", "mine.py", "--live"], "spark"),
        (["check", "streaming"], "flink"),
    ],
)
def test_a_command_goes_where_it_is_needed_as_it_was_given(
    arguments: list[str], part: str, calls: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 0
    assert calls == [(part, "cdclab", *arguments)]
    assert "state" in capsys.readouterr().out


def test_a_part_that_is_not_here_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = "Для этого нужен Apache Spark 4.2.0, а он ещё не скачан.\n→ Скачать, один раз: npm run lab -- get spark"
    monkeypatch.setattr(stand, "execute", lambda *_: Done(1, "", f"\n{told}\n"))
    assert cli.main(["run", "streaming/02_spark"]) == 1
    assert told in capsys.readouterr().err


def test_jar_files_are_those_of_the_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StandError, match=r"Python \+ Spark"):
        environment.jars()
    (tmp_path / "b").mkdir()
    for name in ("b.jar", "a.jar", "b/c.jar", "notes.txt"):
        (tmp_path / name).touch()
    monkeypatch.setenv("LAB_JARS", os.pathsep.join([str(tmp_path), str(tmp_path / "b")]))
    assert {jar.name for jar in environment.jars()} == {"a.jar", "b.jar", "c.jar"}

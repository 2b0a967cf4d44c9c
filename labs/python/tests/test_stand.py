import io
import json
import sys

import pytest

from cdclab import stand
from cdclab.stand import StandError


def test_without_an_engine_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAB_CONTROL", raising=False)
    with pytest.raises(StandError, match="npm run lab -- kill connect"):
        stand.kill("connect")


def test_runs_the_command_line_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; print(sys.argv[1:], file=sys.stderr); sys.exit(sys.argv[1] == 'pause')"
    monkeypatch.setenv("LAB_CONTROL", json.dumps([sys.executable, "-c", script]))
    stand.start("kafka", "connect")
    with pytest.raises(StandError, match="pause"):
        stand.pause("kafka")


def test_asks_on_standard_output_and_reads_the_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAB_CONTROL", "stdio")
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"error": null}\n{"error": "нет службы"}\n'))
    stand.kill("connect")
    assert capsys.readouterr().out == '\x1e["kill", "connect"]\n'
    with pytest.raises(StandError, match="нет службы"):
        stand.resume("conect")


def test_a_closed_channel_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAB_CONTROL", "stdio")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(StandError, match="закрыл"):
        stand.kill("connect")


def test_a_program_runs_elsewhere_through_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; print(sys.argv[1:]); print('ах', file=sys.stderr); sys.exit(3)"
    monkeypatch.setenv("LAB_CONTROL", json.dumps([sys.executable, "-c", script]))
    done = stand.execute("spark", "cdclab", "run", "platform/01_spark")
    assert done == stand.Done(3, "['exec', 'spark', '--', 'cdclab', 'run', 'platform/01_spark']\n", "ах\n")


def test_a_program_runs_elsewhere_through_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = {"code": 0, "stdout": "[]", "stderr": ""}
    monkeypatch.setenv("LAB_CONTROL", "stdio")
    answers = [{"error": None, "done": done}, {"error": "Для этого нужен Apache Spark"}]
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(a) + "\n" for a in answers)))
    assert stand.execute("spark", "cdclab") == stand.Done(0, "[]", "")
    assert capsys.readouterr().out == '\x1e["exec", "spark", "cdclab"]\n'
    with pytest.raises(StandError, match="нужен Apache Spark"):
        stand.execute("spark", "cdclab")

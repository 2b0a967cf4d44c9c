"""Drills: four stages in order, each must hold."""

import pytest

from cdclab import fresh
from cdclab.drill import Drill, DrillFailed
from cdclab.postgres import Database


class NoDatabase:
    """Stands in for a session; the stages here look at nothing."""

    def __enter__(self) -> "NoDatabase":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def drill(monkeypatch: pytest.MonkeyPatch) -> Drill:
    monkeypatch.setattr(fresh, "start", NoDatabase)
    broken: list[bool] = []
    found = Drill("пример")

    @found.cause("Сломали.")
    def cause(_: Database) -> None:
        broken.append(True)

    @found.symptom("Видно.")
    def symptom(_: Database) -> str:
        assert broken
        return "ERROR: сломано"

    @found.cure("Починили.")
    def cure(_: Database) -> None:
        broken.clear()

    @found.recovery("Работает.")
    def recovery(_: Database) -> None:
        assert not broken, "всё ещё сломано"

    return found


def test_report_has_every_stage_and_the_evidence(drill: Drill) -> None:
    told: list[str] = []
    drill.run(told.append)
    assert told == [
        "Учебная авария: пример",
        "\nПричина. Сломали.",
        "\nСимптом. Видно.",
        "    ERROR: сломано",
        "\nЛечение. Починили.",
        "\nВосстановление. Работает.",
    ]


def test_without_the_cure_the_recovery_fails(drill: Drill) -> None:
    with pytest.raises(DrillFailed, match="Восстановление — не подтвердилось: всё ещё сломано"):
        drill.run(lambda _: None, frozenset({"cure"}))


def test_without_the_cause_the_symptom_fails(drill: Drill) -> None:
    with pytest.raises(DrillFailed, match="Симптом"):
        drill.run(lambda _: None, frozenset({"cause"}))


def test_a_drill_must_have_all_stages(drill: Drill) -> None:
    del drill.stages["cure"]
    with pytest.raises(TypeError, match="cure"):
        drill.run(lambda _: None)

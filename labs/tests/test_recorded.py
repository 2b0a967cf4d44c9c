"""Every notebook and drill still prints what the course quotes."""

import warnings

import pytest

from cdclab import labs, notebook, record
from cdclab.labs import Lab

SOURCES = [(lab, name) for lab in labs.every() for name in record.sources(lab)]


@pytest.mark.parametrize(("lab", "name"), [pytest.param(lab, name, id=f"{lab.name}/{name}") for lab, name in SOURCES])
def test_run_prints_what_is_recorded(lab: Lab, name: str) -> None:
    differences = _differences(lab, name)
    if differences:
        # Real servers do things when they like. A page that has changed differs twice; what differed once is told in the report.
        warnings.warn(f"{lab.name}/{name} differed once:\n" + "\n\n".join(differences), stacklevel=1)
        differences = _differences(lab, name)
    assert not differences, "\n\n".join([*differences, f"Если так и надо: npm run lab -- record {lab.name}"])


def _differences(lab: Lab, name: str) -> list[str]:
    """What a run prints differently; a failed cell is a difference too."""
    try:
        return record.differences(lab, name)
    except notebook.CellFailed as failed:
        return [str(failed)]


@pytest.mark.parametrize("lab", labs.every(), ids=lambda lab: lab.name)
def test_nothing_recorded_is_left_without_its_source(lab: Lab) -> None:
    tags = [tag for path in lab.notebooks() for tag in notebook.tags(path)]
    expected = sorted([*tags, *(f"drill-{slug}" for slug in lab.drills())])
    recorded = sorted(path.stem for path in lab.recorded.iterdir() if path.name != record.RUN_FILE)
    assert recorded == expected

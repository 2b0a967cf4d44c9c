"""Every notebook and drill still prints what the course quotes."""

import pytest

from cdclab import labs, notebook, record
from cdclab.labs import Lab

SOURCES = [(lab, name) for lab in labs.every() for name in record.sources(lab)]


@pytest.mark.parametrize(("lab", "name"), [pytest.param(lab, name, id=f"{lab.name}/{name}") for lab, name in SOURCES])
def test_run_prints_what_is_recorded(lab: Lab, name: str) -> None:
    differences = record.differences(lab, name)
    assert not differences, "\n\n".join([*differences, f"Если так и надо: npm run lab -- record {lab.name}"])


@pytest.mark.parametrize("lab", labs.every(), ids=lambda lab: lab.name)
def test_nothing_recorded_is_left_without_its_source(lab: Lab) -> None:
    tags = [tag for path in lab.notebooks() for tag in notebook.tags(path)]
    expected = sorted([*tags, *(f"drill-{slug}" for slug in lab.drills())])
    recorded = sorted(path.stem for path in lab.recorded.iterdir() if path.name != record.RUN_FILE)
    assert recorded == expected

"""Every metric that an alert or a panel of the dashboard reads is one that the worker really exports."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from cdclab import pipeline
from cdclab.settings import labs_folder, settings
from cdclab.waiting import until

STAND = labs_folder() / "stand"
# Made by Prometheus itself when it scrapes.
BUILT_IN = {"up"}


@pytest.fixture(scope="module")
def exported() -> set[str]:
    """Names that the worker exports while a connector streams."""

    def names() -> set[str]:
        text = httpx.get(f"{settings().metrics_url}/metrics").raise_for_status().text
        return set(re.findall(r"^([a-z_:0-9]+)(?:\{| )", text, re.MULTILINE))

    with pipeline.start() as line:
        line.settle()
        return until(lambda: found if "debezium_connected" in (found := names()) else None, "метрик Debezium")


def expressions() -> Iterator[tuple[str, str]]:
    """Every PromQL expression with the place where it stands."""
    dashboard = json.loads((STAND / "grafana/dashboards/connector.json").read_text("utf-8"))
    for panel in dashboard["panels"]:
        yield from ((f"панель «{panel['title']}»", target["expr"]) for target in panel["targets"])
    for alert, expression in re.findall(r"- alert: (\w+)\n\s+expr: (.+)", (STAND / "rules.yml").read_text("utf-8")):
        yield f"алерт {alert}", expression


def metrics(expression: str) -> set[str]:
    """Names of metrics in PromQL: words that are no function, label, keyword or value in quotes."""
    bare = re.sub(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b(?:by|without) \([^)]*\)', " ", expression)
    return set(re.findall(r"\b[a-z][a-z0-9_]*\b(?! *\()", bare)) - {"by"}


def test_panels_and_alerts_read_metrics_that_exist(exported: set[str]) -> None:
    absent = [
        f"{place}: {', '.join(sorted(lost))}"
        for place, it in expressions()
        if (lost := metrics(it) - exported - BUILT_IN)
    ]
    assert not absent, "Воркер этого не отдаёт:\n" + "\n".join(absent)


def test_a_metric_is_found_in_every_expression() -> None:
    found = dict(expressions())
    assert [place for place, it in found.items() if not metrics(it)] == []
    alerts = [place for place in found if place.startswith("алерт")]
    assert len(alerts) == (STAND / "rules.yml").read_text("utf-8").count("- alert:")

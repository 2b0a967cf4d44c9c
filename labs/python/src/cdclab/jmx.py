"""Gauges of a running connector, as the worker's JMX exporter shows them (labs/stand/jmx.yaml names them)."""

from __future__ import annotations

import re

import httpx

from cdclab.settings import settings

_LINE = re.compile(r"^debezium_(?P<name>\w+)\{(?P<labels>[^}]*)\} (?P<value>\S+)$", re.MULTILINE)


def streaming(prefix: str) -> dict[str, float]:
    """Streaming metrics of the connector with this `topic.prefix`, by lower-case attribute; empty before it streams."""
    return parse(httpx.get(f"{settings().metrics_url}/metrics", timeout=10).raise_for_status().text, prefix)


def parse(text: str, prefix: str) -> dict[str, float]:
    """Streaming metrics out of a Prometheus page."""
    wanted = ('context="streaming"', f'server="{prefix}"')
    return {
        match["name"]: float(match["value"])
        for match in _LINE.finditer(text)
        if all(label in match["labels"].split(",") for label in wanted)
    }

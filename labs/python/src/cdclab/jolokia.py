"""MBeans of the Connect worker over HTTP, through its Jolokia agent: attributes are read, operations are called."""

from __future__ import annotations

from typing import Any

import httpx

from cdclab.settings import settings


class JolokiaError(RuntimeError):
    """The agent or the MBean refused; the message is theirs."""


def read(mbean: str, attribute: str) -> Any:
    """The value of one attribute."""
    return _ask({"type": "read", "mbean": mbean, "attribute": attribute})


def call(mbean: str, operation: str, *arguments: Any) -> Any:
    """Call an operation; its arguments go in order."""
    return _ask({"type": "exec", "mbean": mbean, "operation": operation, "arguments": list(arguments)})


def search(pattern: str) -> list[str]:
    """Names of the MBeans that a pattern matches: `debezium.postgres:*`."""
    found: list[str] = _ask({"type": "search", "mbean": pattern})
    return sorted(found)


def metric(server: str, context: str, attribute: str) -> Any:
    """An attribute of a connector's metrics; `context` is `streaming` or `snapshot`, `server` its topic.prefix."""
    return read(f"debezium.postgres:type=connector-metrics,context={context},server={server}", attribute)


def live_heap() -> int:
    """Bytes of the worker's heap that a full collection leaves."""
    call("java.lang:type=Memory", "gc")
    return int(read("java.lang:type=Memory", "HeapMemoryUsage")["used"])


def _ask(request: dict[str, Any]) -> Any:
    response = httpx.post(f"{settings().jolokia_url}/jolokia/", json=request, timeout=60)
    response.raise_for_status()
    answer = response.json()
    if answer["status"] != httpx.codes.OK:
        raise JolokiaError(f"{request['type']} {request['mbean']}: {answer['error']}")
    return answer["value"]

"""Kafka Connect's REST interface: put a configuration, wait until it really runs, look at its offsets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

from cdclab.settings import settings
from cdclab.waiting import until

Config = dict[str, str]
# The worker answers 409 while it rebalances (each time a connector is added) and asks to try again.
REBALANCING = 409
POSTGRES_CONNECTOR = "io.debezium.connector.postgresql.PostgresConnector"


class ConnectError(RuntimeError):
    """Connect refused a request or a task failed; the message carries the line that tells why."""


def load(path: Path | str) -> Config:
    """A connector's configuration from its JSON file; change single options with `load(…) | {"option": "value"}`."""
    config: Config = json.loads(Path(path).read_text("utf-8"))
    return config


def put(config: Config, seconds: float = 30) -> None:
    """Create the connector named in the configuration or change it: the same PUT for both, so it can be repeated."""
    _request("PUT", f"/connectors/{config['name']}/config", config, seconds)


def run(config: Config, seconds: float = 60) -> None:
    """`put`, then wait until the connector and its task are RUNNING.

    An existing connector is stopped first, so that the states seen afterwards belong to the new configuration
    (and a failed task starts again: a PUT that changes nothing would leave it failed).
    """
    name = config["name"]
    if states(name):
        stop(name)
        put(config)
        resume(name, seconds)
    else:
        put(config)
        wait_running(name, seconds)


def create_stopped(config: Config) -> None:
    """Create a connector that does not start (KIP-980): its offsets can be set before it reads anything."""
    name = config["name"]
    _request("POST", "/connectors", {"name": name, "config": config, "initial_state": "STOPPED"})
    until(lambda: states(name) == ["STOPPED"], lambda: f"остановленного коннектора {name} (сейчас: {_summary(name)})")


def versions() -> dict[str, str]:
    """Versions of the running worker and of the PostgreSQL connector: `{"kafka": …, "debezium": …}`."""
    by_class = {found["class"]: found.get("version", "") for found in plugins()}
    return {"kafka": _request("GET", "/")["version"], "debezium": by_class[POSTGRES_CONNECTOR]}


def plugins() -> list[dict[str, str]]:
    """Every plug-in of the worker: connectors, transformations, predicates, converters (`class`, `type`, `version`)."""
    found: list[dict[str, str]] = _request("GET", "/connector-plugins?connectorsOnly=false")
    return found


def names() -> list[str]:
    """Names of all connectors, sorted."""
    return sorted(_request("GET", "/connectors"))


def config(name: str) -> Config:
    """The configuration that the worker holds for a connector."""
    found: Config = _request("GET", f"/connectors/{name}/config")
    return found


def status(name: str) -> dict[str, Any]:
    """State of the connector and of its tasks, as the worker reports it."""
    found: dict[str, Any] = _request("GET", f"/connectors/{name}/status")
    return found


def states(name: str) -> list[str]:
    """States of the connector, then of its tasks; empty when the worker does not know it (yet)."""
    return [part["state"] for part in _parts(name)]


def wait_running(name: str, seconds: float = 60) -> None:
    """Wait until the connector AND at least one task are RUNNING: a connector without tasks says RUNNING too.

    Raises ConnectError at once when a part is FAILED.
    """

    def running() -> bool:
        parts = _parts(name)
        for part in parts:
            if part["state"] == "FAILED":
                raise ConnectError(f"Коннектор {name} упал: {telling_line(part.get('trace', ''))}")
        return len(parts) > 1 and all(part["state"] == "RUNNING" for part in parts)

    until(running, lambda: f"коннектора {name} с работающим таском (сейчас: {_summary(name)})", seconds)


def wait_failed(name: str, seconds: float = 60) -> str:
    """Wait until the connector or its task is FAILED and return the whole trace."""

    def failed() -> str | None:
        return next((part.get("trace", "") for part in _parts(name) if part["state"] == "FAILED"), None)

    return until(failed, lambda: f"падения коннектора {name} (сейчас: {_summary(name)})", seconds)


def telling_line(trace: str) -> str:
    """The innermost cause of a Java stack trace, on one line."""
    lines = [line.strip() for line in trace.splitlines() if line.strip() and not line.startswith("\tat ")]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    return causes[-1] if causes else next(iter(lines), "причина не названа")


def stop(name: str) -> None:
    """Stop the connector (tasks are gone, offsets stay) and wait until it is STOPPED."""
    _request("PUT", f"/connectors/{name}/stop")

    until(lambda: states(name) == ["STOPPED"], lambda: f"остановки коннектора {name} (сейчас: {_summary(name)})")


def resume(name: str, seconds: float = 60) -> None:
    """Resume a stopped or paused connector and wait until its task is RUNNING."""
    _request("PUT", f"/connectors/{name}/resume")
    wait_running(name, seconds)


def restart(name: str) -> None:
    """Restart a connector with its task: stopped and resumed, so that no state of before is seen afterwards."""
    stop(name)
    resume(name)


def delete(name: str) -> None:
    """Delete the connector and wait until the worker has forgotten it; its offsets stay in Kafka."""
    _request("DELETE", f"/connectors/{name}")
    until(lambda: name not in names() and not states(name), f"удаления коннектора {name}")


def offsets(name: str) -> list[dict[str, Any]]:
    """Offsets as Connect stores them: `[{"partition": {...}, "offset": {...}}]`."""
    found: list[dict[str, Any]] = _request("GET", f"/connectors/{name}/offsets")["offsets"]
    return found


def set_offsets(name: str, found: list[dict[str, Any]]) -> None:
    """Give a stopped connector these offsets, in the form in which `offsets` returns them."""
    _request("PATCH", f"/connectors/{name}/offsets", {"offsets": found})


def delete_offsets(name: str) -> None:
    """Forget the offsets of a stopped connector."""
    _request("DELETE", f"/connectors/{name}/offsets")


def validate(config: Config) -> list[dict[str, Any]]:
    """What `config/validate` finds wrong: `[{"name": option, "errors": [text, …]}]`; an empty list is a valid configuration."""
    answer = _request("PUT", f"/connector-plugins/{plugin(config)}/config/validate", config)
    values = (part["value"] for part in answer["configs"])
    return [{"name": value["name"], "errors": value["errors"]} for value in values if value["errors"]]


def config_def(plugin_class: str) -> list[dict[str, Any]]:
    """Every option of a plugin as the running worker declares it (name, type, default_value, importance, documentation …)."""
    found: list[dict[str, Any]] = _request("GET", f"/connector-plugins/{plugin_class}/config")
    return found


def plugin(config: Config) -> str:
    """Short class name of the connector, as the plugin endpoints want it."""
    return config["connector.class"].rpartition(".")[2]


def _request(method: str, path: str, body: Any = None, seconds: float = 30) -> Any:
    def answer() -> httpx.Response | None:
        response = httpx.request(method, settings().connect_url + path, json=body, timeout=seconds)
        return None if response.status_code == REBALANCING else response

    try:
        response = until(answer, f"конца ребалансировки воркера ({method} {path})", seconds)
    except httpx.ConnectError as error:
        raise ConnectError(
            f"Connect не отвечает на {settings().connect_url}. Проверьте стенд: npm run lab -- status"
        ) from error
    if response.is_error:
        raise ConnectError(f"{method} {path}: {response.status_code} {_told(response)}")
    return response.json() if response.content else None


def _told(response: httpx.Response) -> str:
    try:
        return str(response.json()["message"])
    except (ValueError, KeyError):
        return response.text


def _parts(name: str) -> list[dict[str, Any]]:
    """The connector's state and its tasks' (`state`, `trace` …); empty between PUT and the first status and after DELETE."""
    response = httpx.get(f"{settings().connect_url}/connectors/{name}/status", timeout=10)
    if response.is_error:
        return []
    state = response.json()
    return [state["connector"], *state["tasks"]]


def _summary(name: str) -> str:
    connector, *tasks = states(name) or ["воркер его не знает"]
    return f"коннектор {connector}, таски {', '.join(tasks) or 'нет'}"

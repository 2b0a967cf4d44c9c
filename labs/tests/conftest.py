"""These tests drive a running stand: start it with `npm run lab -- up` (its addresses come from the environment)."""

import json
import os

import httpx
import psycopg
import pytest

from cdclab import connect, postgres
from cdclab.settings import settings

# `npm test` starts several stands; each test process (gw0, gw1, …) drives its own. Addresses are read later, once.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ.update(json.loads(os.environ["LAB_STANDS"])[int(worker.removeprefix("gw"))])


@pytest.fixture(scope="session", autouse=True)
def _stand() -> None:
    """Fail at once, with the remedy, when there is no stand: a skipped test would hide that nothing was tested."""
    try:
        postgres.connect().close()
        connect.names()
    except (psycopg.OperationalError, connect.ConnectError, httpx.HTTPError) as error:
        pytest.exit(f"Стенд не отвечает ({settings()}): {error}. Поднимите его: npm run lab -- up", returncode=1)

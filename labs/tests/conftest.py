"""These tests drive a running stand: start it with `npm run lab -- up` (its addresses come from the environment)."""

import httpx
import psycopg
import pytest

from cdclab import connect, postgres
from cdclab.settings import settings


@pytest.fixture(scope="session", autouse=True)
def _stand() -> None:
    """Fail at once, with the remedy, when there is no stand: a skipped test would hide that nothing was tested."""
    try:
        postgres.connect().close()
        connect.names()
    except (psycopg.OperationalError, connect.ConnectError, httpx.HTTPError) as error:
        pytest.exit(f"Стенд не отвечает ({settings()}): {error}. Поднимите его: npm run lab -- up", returncode=1)

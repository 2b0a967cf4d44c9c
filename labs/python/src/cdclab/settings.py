"""Where the lab's services are and how to log in; read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# A labs folder is recognised by a file that only it has.
LANDMARK = Path("shop") / "schema.sql"


@dataclass(frozen=True)
class Settings:
    """Addresses and throw-away credentials of one running lab. Passwords never appear in `repr`."""

    postgres_host: str
    postgres_port: int
    postgres_user: str
    postgres_password: str
    postgres_db: str
    standby_host: str
    standby_port: int
    cdc_user: str
    cdc_password: str
    kafka_bootstrap_servers: str
    connect_url: str
    metrics_url: str
    jolokia_url: str
    pubsub_host: str
    course_url: str
    engine: str

    def __repr__(self) -> str:
        return (
            f"Settings(postgres={self.postgres_host}:{self.postgres_port}/{self.postgres_db}, "
            f"kafka={self.kafka_bootstrap_servers}, connect={self.connect_url}, engine={self.engine})"
        )

    @classmethod
    def read(cls, environment: Mapping[str, str], defaults: Mapping[str, str]) -> Settings:
        """Settings from `environment`; what it does not name falls back to `defaults` (labs/.env), then to localhost."""

        def get(name: str, otherwise: str) -> str:
            return environment.get(name) or defaults.get(name) or otherwise

        return cls(
            postgres_host=get("POSTGRES_HOST", "localhost"),
            postgres_port=int(get("POSTGRES_PORT", "5432")),
            postgres_user=get("POSTGRES_USER", "postgres"),
            postgres_password=get("POSTGRES_PASSWORD", "postgres"),
            postgres_db=get("POSTGRES_DB", "shop"),
            standby_host=get("STANDBY_HOST", "localhost"),
            standby_port=int(get("STANDBY_PORT", "5433")),
            cdc_user=get("CDC_USER", "cdc_reader"),
            cdc_password=get("CDC_PASSWORD", "cdc_reader"),
            kafka_bootstrap_servers=get("KAFKA_BOOTSTRAP_SERVERS", f"localhost:{get('KAFKA_PORT', '9092')}"),
            connect_url=get("CONNECT_URL", f"http://localhost:{get('CONNECT_PORT', '8083')}"),
            metrics_url=get("METRICS_URL", f"http://localhost:{get('METRICS_PORT', '9404')}"),
            jolokia_url=get("JOLOKIA_URL", f"http://localhost:{get('JOLOKIA_PORT', '8778')}"),
            pubsub_host=get("PUBSUB_EMULATOR_HOST", f"localhost:{get('PUBSUB_PORT', '8085')}"),
            course_url=get("COURSE_URL", "http://localhost:5173").rstrip("/"),
            engine=get("LAB_ENGINE", "native"),
        )


def parse_env_file(text: str) -> dict[str, str]:
    """`NAME=value` lines of a .env file; comments and blank lines are skipped, values are taken as they stand."""
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


@cache
def labs_folder() -> Path:
    """The labs folder: LABS_DIR, or the nearest one above the working directory, or the one this package lies in."""
    if named := os.environ.get("LABS_DIR"):
        return Path(named)
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            for candidate in (folder, folder / "labs"):
                if (candidate / LANDMARK).is_file():
                    return candidate
    raise FileNotFoundError(
        "Не нахожу папку labs. Запустите команду из папки курса или задайте путь: LABS_DIR=/путь/к/labs"
    )


@cache
def settings() -> Settings:
    """Settings of this process (cached)."""
    env_file = labs_folder() / ".env"
    defaults = parse_env_file(env_file.read_text("utf-8")) if env_file.is_file() else {}
    return Settings.read(os.environ, defaults)

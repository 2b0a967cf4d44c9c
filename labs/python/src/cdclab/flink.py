"""Flink in a notebook: a cluster inside this process, bounded memory, nothing downloaded at run time."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cdclab import environment

if TYPE_CHECKING:
    from pyflink.table import TableEnvironment


# region tables
def tables(**options: str) -> TableEnvironment:
    """Потоковое окружение Table API; `options` — его настройки, `_` вместо `.`."""
    # Ключи JVM задают до её запуска; короткой работе на двух ядрах быстрый старт важнее быстрого кода.
    os.environ.setdefault("JVM_ARGS", "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
    from pyflink.common import Configuration
    from pyflink.table import EnvironmentSettings, TableEnvironment

    settings = {
        "parallelism.default": "2",
        # Источник Kafka; файл скачан заранее.
        "pipeline.jars": ";".join(jar.as_uri() for jar in environment.jars()),
        "python.executable": sys.executable,
        "table.local-time-zone": "UTC",
    }
    settings |= {option.replace("_", "."): value for option, value in options.items()}
    configuration = Configuration()
    for option, value in settings.items():
        configuration.set_string(option, value)
    chosen = EnvironmentSettings.new_instance().in_streaming_mode().with_configuration(configuration).build()
    found: TableEnvironment = TableEnvironment.create(chosen)
    return found


# endregion

"""Spark in a notebook: one session, two cores, bounded memory, nothing downloaded at run time."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cdclab import environment

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


# region session
def session(name: str, **options: str) -> SparkSession:
    """Сеанс Spark в этом процессе; `options` — его настройки, `_` вместо `.`."""
    from pyspark.sql import SparkSession

    # Исполнители UDF — тот же Python, что у драйвера.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.master": "local[2]",
        "spark.driver.memory": "1g",
        # Короткой работе на двух ядрах быстрый старт важнее быстрого кода.
        "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        # Источник Kafka и всё, что ему нужно: файлы скачаны заранее.
        "spark.jars": ",".join(map(str, environment.jars())),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        # По умолчанию 200: на двух ядрах это двести пустых задач на каждый обмен.
        "spark.sql.shuffle.partitions": "2",
    }
    settings |= {option.replace("_", "."): value for option, value in options.items()}
    builder = SparkSession.builder.appName(name)
    for option, value in settings.items():
        builder = builder.config(option, value)
    found: SparkSession = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


# endregion

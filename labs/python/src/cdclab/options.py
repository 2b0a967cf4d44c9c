"""The catalogue of options: every option that the course may name, as the running worker and the jars declare it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import groupby
from pathlib import Path
from typing import Any

from cdclab import connect
from cdclab.settings import labs_folder

Option = dict[str, Any]

# What the worker calls a plug-in, and what the catalogue calls the owner's kind.
PLUGIN_KINDS = ("source", "transformation", "predicate", "converter", "header_converter")
KAFKA_KINDS = {
    "org.apache.kafka.connect.runtime.distributed.DistributedConfig": "worker",
    "org.apache.kafka.connect.runtime.SourceConnectorConfig": "any source connector",
    "org.apache.kafka.connect.runtime.SinkConnectorConfig": "any sink connector",
    "org.apache.kafka.connect.runtime.TopicCreationConfig": "topic.creation group",
    "org.apache.kafka.clients.producer.ProducerConfig": "producer",
    "org.apache.kafka.clients.consumer.ConsumerConfig": "consumer",
    "org.apache.kafka.clients.admin.AdminClientConfig": "admin client",
    "kafka.server.KafkaConfig": "broker",
    "org.apache.kafka.storage.internals.log.LogConfig": "topic",
}
FIELD = "debezium field"
# Its names stand behind a prefix (`database.`), under which the connector declares them.
UNPREFIXED = "io.debezium.jdbc.JdbcConfiguration"


def write() -> Path:
    """Write labs/options.json: versions, then one object an owner class with its options; return the path.

    An option is `{"name", "type", "importance", "default"}` (default None when there is none). A «debezium field» is a
    constant in the code that no plug-in shows to the worker: the option works, but `config/validate` does not know it.
    """
    owners = [_plugin(found) for found in connect.plugins() if found["type"] in PLUGIN_KINDS]
    shown = {option["name"] for owner in owners for option in owner["options"]}
    owners += _from_jars(shown)
    target = labs_folder() / "options.json"
    catalogue = {"versions": connect.versions(), "owners": sorted(owners, key=lambda o: (o["kind"], o["class"]))}
    target.write_text(_json(catalogue), "utf-8")
    return target


def _plugin(found: dict[str, str]) -> dict[str, Any]:
    declared = connect.config_def(found["class"])
    options = [
        {"name": o["name"], "type": o["type"], "importance": o["importance"], "default": o["default_value"]}
        for o in declared
    ]
    return {"class": found["class"], "kind": found["type"], "options": sorted(options, key=lambda o: str(o["name"]))}


def _from_jars(shown: set[str]) -> list[dict[str, Any]]:
    owners = []
    rows = [line.split("\t") for line in _run_java().splitlines()]
    for name, lines in groupby(rows, key=lambda row: row[0]):
        kind = KAFKA_KINDS.get(name, FIELD)
        options = sorted((_option(*row) for _, *row in lines), key=lambda o: str(o["name"]))
        if kind == FIELD:
            options = [option for option in options if option["name"] not in shown]
        if options and name != UNPREFIXED:
            owners.append({"class": name, "kind": kind, "options": options})
    return owners


def _option(name: str, kind: str, importance: str, default: str) -> Option:
    return {"name": name, "type": kind, "importance": importance, "default": None if default == r"\N" else default}


def _run_java() -> str:
    """Options.java on the jars that the native engine has downloaded."""
    java = shutil.which("java")
    jars = [str(folder / "*") for folder in _jar_folders()]
    if java is None or not jars:
        raise FileNotFoundError(
            "Каталогу опций нужны Java 17 и файлы нативного движка: npm run lab -- up --engine native"
        )
    source = labs_folder() / "engine" / "options" / "Options.java"
    done = subprocess.run(
        [java, "-cp", os.pathsep.join(jars), str(source)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"Options.java: {done.stderr.strip()}")
    return done.stdout


def _jar_folders() -> list[Path]:
    artifacts = labs_folder().parent / ".lab" / "dist"
    return sorted(
        {jar.parent for pattern in ("debezium-*/**/*.jar", "kafka-*/**/*.jar") for jar in artifacts.glob(pattern)}
    )


def _json(catalogue: dict[str, Any]) -> str:
    """One line an option: a change of version shows as lines that changed."""
    lines = []
    for owner in catalogue["owners"]:
        options = ",\n".join(f"    {json.dumps(option, ensure_ascii=False)}" for option in owner["options"])
        head = f'   {{ "class": {json.dumps(owner["class"])}, "kind": {json.dumps(owner["kind"])}, "options": ['
        lines.append(f"{head}\n{options}\n   ] }}")
    text = f'{{\n  "versions": {json.dumps(catalogue["versions"])},\n  "owners": [\n' + ",\n".join(lines) + "\n  ]\n}\n"
    json.loads(text)
    return text

"""Lock files are those of pyproject.toml, and versions of heavy parts those of labs/.env."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from cdclab.settings import labs_folder, parse_env_file

SOURCE = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((SOURCE / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
REMEDY = "Пересчитайте файлы блокировки: npm run lab -- lock"
LOCKS = {
    "requirements.lock": ("lab", "pubsub"),
    "dev.lock": ("lab", "pubsub", "dev"),
    "spark.lock": ("lab", "spark"),
    "flink.lock": ("lab", "flink"),
}
# Without the labs' own package: by dependency group.
GROUPS = {"go.lock": "go"}


def pins(lock: str) -> dict[str, list[str]]:
    """Versions by package; several where they depend on the Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", (SOURCE / lock).read_text("utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def test_every_lock_file_is_known() -> None:
    assert {path.name for path in SOURCE.glob("*.lock")} == LOCKS.keys() | GROUPS.keys()


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items(), ids=LOCKS)
def test_a_lock_file_holds_all_that_is_asked_for(lock: str, extras: tuple[str, ...]) -> None:
    optional = PROJECT["optional-dependencies"]
    holds(lock, [*PROJECT["dependencies"], *(line for extra in extras for line in optional[extra])])


@pytest.mark.parametrize(("lock", "group"), GROUPS.items(), ids=GROUPS)
def test_a_lock_file_holds_its_group(lock: str, group: str) -> None:
    holds(lock, PYPROJECT["dependency-groups"][group])


def holds(lock: str, asked: list[str]) -> None:
    """Every requirement is pinned, to a version that it allows."""
    pinned = pins(lock)
    for requirement in map(Requirement, asked):
        versions = pinned.get(requirement.name.lower(), [])
        assert versions, f"{lock}: нет {requirement}. {REMEDY}"
        assert all(version in requirement.specifier for version in versions), f"{lock}: {requirement}. {REMEDY}"


@pytest.mark.parametrize("lock", [*LOCKS, *GROUPS])
def test_every_pin_has_its_hashes(lock: str) -> None:
    text = (SOURCE / lock).read_text("utf-8")
    pinned = re.findall(r"^[\w.-]+==.*", text, re.MULTILINE)
    assert [line for line in pinned if not line.endswith("\\")] == []
    assert text.count("--hash=sha256:") >= len(pinned)


@pytest.mark.parametrize(("variable", "package"), [("SPARK_VERSION", "pyspark"), ("FLINK_VERSION", "apache-flink")])
def test_the_package_has_the_version_of_the_stand(variable: str, package: str) -> None:
    environment = parse_env_file((labs_folder() / ".env").read_text("utf-8"))
    lock = "spark.lock" if package == "pyspark" else "flink.lock"
    assert pins(lock)[package] == [environment[variable]], REMEDY

"""SQL files that the text quotes and the notebooks execute: regions and psql variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from psycopg import sql

_OPEN = re.compile(r"^\s*-- #region (?P<name>\S+)\s*$")
_CLOSE = re.compile(r"^\s*-- #endregion\s*$")
# psql's own syntax: :'name' is a quoted literal, :"name" a quoted identifier; `::` is a cast.
_VARIABLE = re.compile(r"""(?<!:):(?P<quote>['"])(?P<name>\w+)(?P=quote)""")


def read(path: Path, region: str | None = None) -> str:
    """Text of an SQL file, or of one `-- #region name … -- #endregion` of it (markers left out).

    Raises KeyError with the regions that exist when the file has no such region.
    """
    text = path.read_text("utf-8")
    if region is None:
        return text
    regions = _regions(text)
    if region not in regions:
        raise KeyError(f"В {path.name} нет региона {region!r}; есть: {', '.join(regions) or 'ни одного'}")
    return regions[region]


def _regions(text: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    open_names: list[str] = []
    for line in text.splitlines(keepends=True):
        if match := _OPEN.match(line):
            open_names.append(match["name"])
            found[match["name"]] = []
        elif _CLOSE.match(line):
            open_names.pop()
        else:
            for name in open_names:
                found[name].append(line)
    return {name: "".join(lines) for name, lines in found.items()}


def fill(text: str, variables: Mapping[str, str]) -> str:
    """Put psql variables (`:'name'`, `:"name"`) into the text, quoted as psql quotes them.

    Raises KeyError naming a variable without a value.
    """

    def quoted(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in variables:
            raise KeyError(f"SQL ждёт переменную {name!r}: передайте {name}=…")
        value = variables[name]
        part = sql.Literal(value) if match["quote"] == "'" else sql.Identifier(value)
        return part.as_string(None)

    return _VARIABLE.sub(quoted, text)

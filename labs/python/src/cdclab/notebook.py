"""Executing a percent-format notebook and taking the outputs that the course quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

# The first cell with Spark or Flink starts a JVM, on a busy machine in a minute.
CELL_SECONDS = 300
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class CellFailed(RuntimeError):
    """A cell raised; the message has its source and the traceback without terminal colours."""


@dataclass(frozen=True)
class Output:
    """What a tagged cell printed. `masks` are names volatile in this output only (tags `mask:<name>`)."""

    name: str
    text: str
    masks: frozenset[str] = frozenset()

    @property
    def file_name(self) -> str:
        """`<name>.json` when the text is a JSON document, else `<name>.txt`."""
        return f"{self.name}.{'json' if _is_json(self.text) else 'txt'}"


def execute(path: Path, on_cell: Callable[[Any], None] = lambda _: None) -> list[Output]:
    """Run a notebook top to bottom in its own kernel and folder; return the outputs of cells tagged `out:<name>`.

    `on_cell` gets each markdown cell when its turn comes and each code cell after it ran.
    Raises CellFailed for the first cell that raises, ValueError for two cells with one tag or a tagged cell without output.
    """
    book = jupytext.read(path)
    client = NotebookClient(
        book,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # the kernel's note about unencrypted loopback traffic
        on_cell_start=lambda cell, **_: on_cell(cell) if cell.cell_type == "markdown" else None,
        on_cell_executed=lambda cell, **_: on_cell(cell),
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise CellFailed(f"{path.name}: {_ANSI.sub('', str(error))}") from None
    return outputs(book)


def tags(path: Path) -> list[str]:
    """Names of the outputs that a notebook promises (`out:<name>`), without running it."""
    return [name for cell in jupytext.read(path).cells for name in _tagged(cell, "out:")]


def outputs(book: Any) -> list[Output]:
    """Outputs of the tagged cells of an executed notebook."""
    found: dict[str, Output] = {}
    for cell in book.cells:
        for name in _tagged(cell, "out:"):
            if name in found:
                raise ValueError(f"Две ячейки с меткой out:{name}")
            if not (text := printed(cell)):
                raise ValueError(f"Ячейка с меткой out:{name} ничего не напечатала")
            found[name] = Output(name, text, frozenset(_tagged(cell, "mask:")))
    return list(found.values())


def _tagged(cell: Any, prefix: str) -> list[str]:
    return [tag.removeprefix(prefix) for tag in cell.metadata.get("tags", []) if tag.startswith(prefix)]


def printed(cell: Any) -> str:
    """Standard output and the text of results of a code cell; '' for other cells."""
    parts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stdout":
            parts.append(output.text)
        elif output.output_type in ("execute_result", "display_data"):
            parts.append(output.data.get("text/plain", "") + "\n")
    return "".join(parts)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False

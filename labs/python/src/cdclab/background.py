"""Work that goes on in a thread beside the lab, until it is stopped."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Self


class Background(ABC):
    """Runs `_run` in a thread of its own from `_start` on; what it fails with is raised by `stop`."""

    def __init__(self, name: str, patience: int = 60) -> None:
        """`name` is the thread's; `patience` is how many seconds the work at hand may take after `stop`."""
        self._stopping = threading.Event()
        self._failure: BaseException | None = None
        self._patience = patience
        self._thread = threading.Thread(target=self._guarded, name=name, daemon=True)

    def __enter__(self) -> Self:
        """Use in a `with`; leaving stops it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop after the work at hand."""
        self.stop()

    def stop(self) -> None:
        """Stop after the work at hand; raises what the thread failed with, TimeoutError if it goes on all the same."""
        self._stopping.set()
        self._thread.join(self._patience)
        if self._thread.is_alive():
            raise TimeoutError(
                f"поток {self._thread.name} не остановился за {self._patience} с: проверьте, отвечает ли база"
            )
        if self._failure:
            raise self._failure

    def _start(self) -> None:
        """Called by a subclass once all that `_run` needs is there."""
        self._thread.start()

    def _guarded(self) -> None:
        try:
            self._run()
        except BaseException as error:
            self._failure = error

    @abstractmethod
    def _run(self) -> None:
        """Do the work until `_stopping` is set."""

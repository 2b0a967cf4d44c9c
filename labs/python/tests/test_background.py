"""Work in a thread beside the lab."""

import threading

import pytest

from cdclab.background import Background


class Stuck(Background):
    def __init__(self, gate: threading.Event) -> None:
        super().__init__("stuck", patience=0)
        self._gate = gate
        self._start()

    def _run(self) -> None:
        self._gate.wait()


class Broken(Background):
    def __init__(self) -> None:
        super().__init__("broken")
        self._start()

    def _run(self) -> None:
        raise ValueError("no such table")


def test_stop_tells_of_work_that_goes_on() -> None:
    gate = threading.Event()
    work = Stuck(gate)
    with pytest.raises(TimeoutError, match="stuck не остановился за 0 с"):
        work.stop()
    gate.set()


def test_stop_raises_what_the_work_failed_with() -> None:
    with pytest.raises(ValueError, match="no such table"), Broken():
        pass

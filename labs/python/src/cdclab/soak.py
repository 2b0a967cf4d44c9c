"""A soak: mixed load, random accidents, and at the end the sink against the source."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cdclab import connect, pipeline, reconcile, stand
from cdclab.reconcile import Difference
from cdclab.sink import Tally
from cdclab.waiting import until
from cdclab.workload import Workload

VICTIMS = ("connect", "kafka", "postgres")
# Seconds of undisturbed load between a repaired service and the next accident.
CALM = (2.0, 6.0)
# Seconds between transactions: the load must stay below what the pipeline carries, or its backlog is all one measures.
PACE = 0.02


@dataclass
class Report:
    """What a soak found. `differences` is empty when nothing was lost and nothing is wrong."""

    seconds: float
    transactions: Counter[str]
    kills: Counter[str]
    tally: Tally
    differences: list[Difference] = field(default_factory=list)
    rows: int = 0

    @property
    def lost_nothing(self) -> bool:
        """The sink equals the source."""
        return not self.differences

    def lines(self) -> list[str]:
        """For the reader, in Russian."""
        seen = self.tally
        found = [
            f"Время:          {self.seconds:.0f} с",
            f"Транзакции:     {self.transactions.total()} ({_counts(self.transactions)})",
            f"Аварии:         {self.kills.total()} ({_counts(self.kills) or 'нет'})",
            f"События:        {seen.events} ({_counts(seen.by_op)}), {seen.events / self.seconds:.0f} в секунду",
            f"Повторы:        {seen.duplicates} ({seen.duplicates / max(seen.events, 1):.1%})",
            f"Задержка:       {_percentiles(seen.latencies)}",
            f"Строк сверено:  {self.rows}",
        ]
        return [
            *found,
            *([f"Расхождение:    {it}" for it in self.differences] or ["Расхождений нет: приёмник равен источнику."]),
        ]


def run(minutes: float, victims: Sequence[str] = VICTIMS, seed: int = 1, tell: Callable[[str], None] = print) -> Report:
    """Load the shop for so many minutes and kill one of `victims` again and again; then compare.

    Every service that was killed is started again before the next one is chosen, so the stand ends complete.
    """
    rng = random.Random(seed)
    kills: Counter[str] = Counter()
    with pipeline.start() as line:
        started = time.monotonic()

        def left() -> float:
            return started + minutes * 60 - time.monotonic()

        with Workload(seed, PACE) as load:
            while left() > 0:
                time.sleep(min(left(), rng.uniform(*CALM)))
                if victims and left() > 0:
                    victim = rng.choice(victims)
                    accident(victim, line.config["name"])
                    kills[victim] += 1
                    passed = time.monotonic() - started
                    tell(f"{passed:4.0f} с: {victim} убит и поднят, событий в приёмнике {line.sink.tally.events}")
        line.reconnect()
        line.settle(300)
        report = Report(time.monotonic() - started, load.done, kills, line.sink.tally, line.differences())
        report.rows = sum(reconcile.checksum(line.db, table, copy=False)[0] for table in line.tables)
    return report


def rounds(victim: str, count: int, tell: Callable[[str], None] = print) -> list[Report]:
    """`count` times: load, one kill in mid-stream, recovery, comparison. Stand, sink and data go on between rounds."""
    reports = []
    with pipeline.start() as line:
        for n in range(1, count + 1):
            started, tally = time.monotonic(), line.sink.tally
            before, duplicates = tally.events, tally.duplicates
            with Workload(n, PACE) as load:
                until(lambda: tally.events > before + 500, "пятисот событий в приёмнике", 60)  # noqa: B023
                accident(victim, line.config["name"])
            line.reconnect()
            line.settle()
            found = line.differences()
            reports.append(Report(time.monotonic() - started, load.done, Counter({victim: 1}), tally, found))
            again = tally.duplicates - duplicates
            tell(f"{victim} {n}: событий {tally.events - before}, повторов {again}, расхождений {len(found)}")
    return reports


def accident(victim: str, connector: str) -> None:
    """Kill a service, start it again and wait until the connector's task runs."""
    stand.kill(victim)
    stand.start(victim)
    connect.wait_running(connector, 120)


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in found.most_common())


def _percentiles(latencies: Sequence[float]) -> str:
    if len(latencies) < 2:
        return "нет данных"
    cuts = statistics.quantiles(latencies, n=100)
    return f"p50 {cuts[49]:.0f} мс, p95 {cuts[94]:.0f} мс, p99 {cuts[98]:.0f} мс"

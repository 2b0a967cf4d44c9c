"""A soak: mixed load, random accidents, and at the end the sink against the source."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cdclab import connect, fresh, postgres, reconcile, shop, slots, stand, warehouse, workload
from cdclab.connect import Config
from cdclab.postgres import Database
from cdclab.reconcile import Difference
from cdclab.settings import labs_folder
from cdclab.sink import OPTIONS, Sink, Tally
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
    db, config, tables = _prepare()
    kills: Counter[str] = Counter()
    started = time.monotonic()
    with Sink(config["topic.prefix"], tables) as sink:
        _first_offset(db, sink, config)
        with Workload(seed, PACE) as load:
            while (left := started + minutes * 60 - time.monotonic()) > 0:
                time.sleep(min(left, rng.uniform(*CALM)))
                if victims and started + minutes * 60 > time.monotonic():
                    victim = rng.choice(victims)
                    accident(victim, config)
                    kills[victim] += 1
                    tell(
                        f"{time.monotonic() - started:4.0f} с: {victim} убит и поднят, событий в приёмнике {sink.tally.events}"
                    )
        db = postgres_again(db)
        reconcile.settle(db, sink, config["slot.name"], 300)
        seconds = time.monotonic() - started
        found = reconcile.differences(db, tables)
    rows = sum(reconcile.checksum(db, table, copy=False)[0] for table in tables)
    return Report(seconds, load.done, kills, sink.tally, found, rows)


def rounds(victim: str, count: int, tell: Callable[[str], None] = print) -> list[Report]:
    """`count` times: load, one kill in mid-stream, recovery, comparison. The stand, the sink and the load go on between rounds."""
    db, config, tables = _prepare()
    reports = []
    with Sink(config["topic.prefix"], tables) as sink:
        _first_offset(db, sink, config)
        for n in range(1, count + 1):
            started, before = time.monotonic(), sink.tally.events
            duplicates = sink.tally.duplicates
            with Workload(n, PACE) as load:
                until(lambda: sink.tally.events > before + 500, "пятисот событий в приёмнике", 60)  # noqa: B023
                accident(victim, config)
            db = postgres_again(db)
            reconcile.settle(db, sink, config["slot.name"])
            report = Report(
                time.monotonic() - started,
                load.done,
                Counter({victim: 1}),
                sink.tally,
                reconcile.differences(db, tables),
            )
            again = sink.tally.duplicates - duplicates
            tell(
                f"{victim} {n}: событий {sink.tally.events - before}, повторов {again}, расхождений {len(report.differences)}"
            )
            reports.append(report)
    return reports


def accident(victim: str, config: Config) -> None:
    """Kill a service, start it again and wait until the connector streams."""
    stand.kill(victim)
    stand.start(victim)
    connect.wait_running(config["name"], 120)


def postgres_again(db: Database) -> Database:
    """A session that works: the old one may have died with the server."""
    db.connection.close()
    return postgres.connect()


def _prepare() -> tuple[Database, Config, list[warehouse.Table]]:
    """An empty stand with the shop, its connector and an empty warehouse."""
    db = fresh.start()
    shop.create(db)
    shop.admit_reader(db)
    db.execute(workload.SCHEMA)
    tables = warehouse.create(db, workload.TABLES)
    config = connect.load(labs_folder() / "postgres" / "connector.json") | OPTIONS
    config["table.include.list"] += ",public.carts"
    config["heartbeat.interval.ms"] = "1000"
    connect.run(config)
    slots.wait_active(db, config["slot.name"])
    return db, config, tables


def _first_offset(db: Database, sink: Sink, config: Config) -> None:
    """Until Connect has stored the first offset, a crash repeats the snapshot on a slot that exists already.

    Rows deleted in between are then in the sink for ever: the repeated snapshot does not name them, and the stream starts
    after their deletion. That is a lesson of its own and not what a soak measures.
    """
    reconcile.settle(db, sink, config["slot.name"])


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in found.most_common())


def _percentiles(latencies: Sequence[float]) -> str:
    if len(latencies) < 2:
        return "нет данных"
    cuts = statistics.quantiles(latencies, n=100)
    return f"p50 {cuts[49]:.0f} мс, p95 {cuts[94]:.0f} мс, p99 {cuts[98]:.0f} мс"

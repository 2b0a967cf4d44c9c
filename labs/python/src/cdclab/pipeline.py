"""The shop's whole pipeline, source to sink: what a drill or a soak breaks and compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cdclab import connect, fresh, postgres, reconcile, shop, slots, warehouse, workload
from cdclab.connect import Config
from cdclab.postgres import Database
from cdclab.reconcile import Difference
from cdclab.settings import labs_folder
from cdclab.sink import OPTIONS, Sink
from cdclab.warehouse import Table


@dataclass
class Pipeline:
    """A running connector on the shop, and a sink that follows it."""

    db: Database
    config: Config
    tables: Sequence[Table]
    sink: Sink = field(repr=False)

    def __enter__(self) -> Pipeline:
        """Use as `with pipeline.start() as line`; leaving stops the sink."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the sink; the connector goes on."""
        self.sink.close()

    @property
    def slot(self) -> str:
        """Name of the connector's slot."""
        return self.config["slot.name"]

    def settle(self, seconds: float = 120) -> None:
        """Wait until everything committed so far is in the sink. Raises Missed when it does not get there."""
        reconcile.settle(self.db, self.sink, self.slot, seconds)

    def differences(self) -> list[Difference]:
        """Tables that are not the same in source and sink; both must be at rest."""
        return reconcile.differences(self.db, self.tables)

    def follow(self) -> None:
        """A new sink that goes on where the warehouse is: for one that was closed, or whose warehouse has moved."""
        self.sink = Sink(self.config["topic.prefix"], self.tables)

    def reconnect(self) -> None:
        """A new session: the old one may have died with the server."""
        self.db.connection.close()
        self.db = postgres.connect()


def start(**options: str) -> Pipeline:
    """Empty the stand and build the pipeline with the tables of `workload`; `options` are the connector's, `_` for `.`.

    Returns when Connect has stored the first offset. Until then a crash repeats the snapshot on a slot that exists already,
    and rows deleted in between stay in the sink for ever: a lesson of its own.
    """
    db = fresh.start()
    shop.create(db)
    shop.admit_reader(db)
    db.execute(workload.SCHEMA)
    tables = warehouse.create(db, workload.TABLES)
    config = connect.load(labs_folder() / "postgres" / "connector.json") | OPTIONS
    config |= {"heartbeat.interval.ms": "1000"} | {name.replace("_", "."): value for name, value in options.items()}
    config["table.include.list"] += ",public.carts"
    connect.run(config)
    slots.wait_active(db, config["slot.name"])
    line = Pipeline(db, config, tables, Sink(config["topic.prefix"], tables))
    line.settle()
    return line

"""A gate in the database: a SELECT of the connector stops at a chosen row until the lab lets it go on.

A snapshot can so be held in the middle, for as long as one looks at it, without a guess about time.
"""

from __future__ import annotations

from cdclab import postgres
from cdclab.postgres import Database
from cdclab.waiting import until

# Any number that nothing else on the stand uses.
KEY = 730

FUNCTION = f"""
    create sequence gate_turns;
    create function gate(id bigint, at bigint, turn bigint default 1) returns boolean
    language plpgsql security definer as $$
    begin
      if id <> at then return true; end if;
      -- A snapshot's transaction is read-only: it may not take a turn.
      if turn > 1 and nextval('gate_turns') < turn then return true; end if;
      perform pg_advisory_xact_lock_shared({KEY});
      return true;
    end $$
"""
# A table of a hundred rows is read as a whole and then sorted; by the index rows come one by one, in the order of the key.
BY_INDEX = "alter role {role} set enable_seqscan = off; alter role {role} set enable_bitmapscan = off"
_WAITING = f"select pid from pg_locks where locktype = 'advisory' and objid = {KEY} and not granted"


class Gate:
    """Closed from the start; `gate(id, 50)` in a WHERE stops a SELECT at the row 50 until `open`.

    `gate(id, 50, 2)` stops there only the second time: an incremental snapshot counts the rows before it reads them.
    """

    def __init__(self, db: Database, role: str = "cdc_reader") -> None:
        """Make the function and close the gate; the new sessions of `role` read by the index."""
        db.execute(FUNCTION)
        db.execute(BY_INDEX.format(role=role))
        self._db = db
        self._keeper = postgres.connect(application_name="gate")
        self.close()

    def close(self) -> None:
        """From now on readers stop; their turns are counted anew."""
        self._db.rows("select setval('gate_turns', 1, false)")
        self._keeper.rows(f"select pg_advisory_lock({KEY})")

    def waiting(self, readers: int = 1, seconds: float = 60) -> list[int]:
        """Wait until so many sessions stand at the gate; return their process numbers."""

        def enough() -> list[int] | None:
            found = [row["pid"] for row in self._db.rows(_WAITING)]
            return found if len(found) >= readers else None

        return until(enough, f"{readers} читателей у ворот", seconds)

    def open(self) -> None:
        """Readers go on, new ones do not stop."""
        self._keeper.rows("select pg_advisory_unlock_all()")

    def end(self) -> None:
        """End the gate's session; whoever waits goes on."""
        self._keeper.close()

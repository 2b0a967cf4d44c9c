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
    create function gate(id bigint, at bigint) returns boolean language plpgsql as $$
    begin
      if id = at then perform pg_advisory_xact_lock_shared({KEY}); end if;
      return true;
    end $$
"""
_WAITING = f"select pid from pg_locks where locktype = 'advisory' and objid = {KEY} and not granted"


class Gate:
    """Closed from the start; `gate(id, 50)` in a WHERE stops a SELECT at the row 50 until `open`."""

    def __init__(self, db: Database) -> None:
        """Make the function and close the gate."""
        db.execute(FUNCTION)
        self._db = db
        self._keeper = postgres.connect(application_name="gate")
        self.close()

    def close(self) -> None:
        """From now on readers stop."""
        self._keeper.rows(f"select pg_advisory_lock({KEY})")

    def waiting(self, readers: int = 1, seconds: float = 60) -> list[int]:
        """Wait until so many sessions stand at the gate; return their process numbers."""

        def enough() -> list[int] | None:
            found = [row["pid"] for row in self._db.rows(_WAITING)]
            return found if len(found) >= readers else None

        return until(enough, f"{readers} читателей у ворот", seconds)

    def open(self) -> None:
        """Readers go on, new ones do not stop."""
        self._keeper.rows(f"select pg_advisory_unlock({KEY})")

    def end(self) -> None:
        """End the gate's session; whoever waits goes on."""
        self._keeper.close()

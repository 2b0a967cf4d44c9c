# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     name: python3
# ---

# %%
from cdclab import lsn, postgres

LIMIT = 50 * 1024 * 1024
ORDER = ("lost", "at risk", "ok")


# %%
def report(rows, current_lsn, limit_bytes):
    """Строки pg_replication_slots -> отчёт, худший слот первым (см. task.md)."""
    now = lsn.parse(current_lsn)
    lines = []
    for row in rows:
        lost = row["wal_status"] == "lost"
        retained = None if lost else behind(row["restart_lsn"], now)
        risky = row["wal_status"] == "unreserved" or (retained or 0) > limit_bytes
        lines.append(
            {
                "slot_name": row["slot_name"],
                "retained_bytes": retained,
                "lag_bytes": None if lost else behind(row["confirmed_flush_lsn"], now),
                "verdict": "lost" if lost else "at risk" if risky else "ok",
            }
        )
    return sorted(lines, key=lambda line: (ORDER.index(line["verdict"]), -(line["retained_bytes"] or 0)))


def behind(position, now):
    """На сколько байт позиция отстаёт от now; None, если её нет."""
    return None if position is None else now - lsn.parse(position)


# %%
with postgres.connect() as db:
    found = report(
        db.rows("select * from pg_replication_slots"),
        db.value("select pg_current_wal_lsn()"),
        LIMIT,
    )

bad_slots = [line["slot_name"] for line in found if line["verdict"] != "ok"]
print(bad_slots)

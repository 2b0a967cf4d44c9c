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
from cdclab import postgres

LIMIT = 50 * 1024 * 1024


# %%
def report(rows, current_lsn, limit_bytes):
    """Строки pg_replication_slots -> отчёт, худший слот первым (см. task.md)."""
    # Ваш код. Сейчас каждый слот «в порядке».
    return [{"slot_name": row["slot_name"], "retained_bytes": 0, "lag_bytes": 0, "verdict": "ok"} for row in rows]


# %%
with postgres.connect() as db:
    found = report(
        db.rows("select * from pg_replication_slots"),
        db.value("select pg_current_wal_lsn()"),
        LIMIT,
    )

bad_slots = [line["slot_name"] for line in found if line["verdict"] != "ok"]
print(bad_slots)

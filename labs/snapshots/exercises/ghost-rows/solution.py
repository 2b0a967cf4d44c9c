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
from cdclab import postgres, warehouse

db = postgres.connect()


# %%
def ghosts(alive, held, point):
    """Ключи строк, которые приёмник держит, а источник удалил."""
    return sorted(row["id"] for row in held if row["id"] not in alive and not row["_deleted"] and row["_lsn"] < point)


# %%
point = db.value("select (pg_current_wal_lsn() - '0/0')::bigint")
with warehouse.connect() as target:
    # Сначала приёмник, потом источник: что зафиксировано между чтениями, призраком не окажется.
    held = target.rows("select id, _lsn, _deleted from payments")
    alive = {row["id"] for row in db.rows("select id from payments")}
    found = ghosts(alive, held, point)
    target.execute(
        "update payments set _deleted = true, _lsn = %(point)s where id = any(%(ids)s) and _lsn < %(point)s",
        point=point,
        ids=found,
    )
print(found)

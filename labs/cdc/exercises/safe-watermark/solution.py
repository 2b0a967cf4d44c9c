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

db = postgres.connect()

# %%
# Номер транзакции, а не строки: он растёт и при UPDATE.
START = "0"


def new_orders(db, mark):
    """Заказы транзакций после отметки, старше которых открытых не осталось, и новая отметка."""
    rows = db.rows(
        """
        select id, status, tx from orders
        where tx > %(mark)s::xid8 and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by tx, id
        """,
        mark=mark,
    )
    return rows, rows[-1]["tx"] if rows else mark


# %%
rows, mark = new_orders(db, START)
print("заказов:", len(rows), "отметка:", mark)

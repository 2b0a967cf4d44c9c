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
# Отметка, с которой начинает опрос.
START = 0


def new_orders(db, mark):
    """Заказы после отметки и новая отметка."""
    rows = db.rows("select id, status from orders where id > %(mark)s order by id", mark=mark)
    return rows, rows[-1]["id"] if rows else mark


# %%
rows, mark = new_orders(db, START)
print("заказов:", len(rows), "отметка:", mark)

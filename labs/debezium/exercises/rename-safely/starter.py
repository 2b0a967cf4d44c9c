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
from cdclab import connect, postgres, slots

db = postgres.connect()
config = connect.config("shop-connector")


# %%
def shop_goes_on():
    """Магазин не останавливается: новый заказ и одно удаление."""
    db.execute("insert into orders (customer_id, total, comment) values (1, 10, 'посреди переезда')")
    db.execute("delete from payments where id = 1")


# %% [markdown]
# Так делают чаще всего. Посмотрите, что получится, и переделайте.

# %%
connect.stop("shop-connector")
slots.wait_released(db, "shop_slot")
shop_goes_on()
connect.delete("shop-connector")
connect.run(config | {"name": "orders-cdc"})

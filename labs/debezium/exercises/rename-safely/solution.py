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
# ## Остановить и запомнить позицию
#
# Оффсет берут у остановленного: у работающего он устареет, пока его читают.

# %%
connect.stop("shop-connector")
slots.wait_released(db, "shop_slot")
position = connect.offsets("shop-connector")
shop_goes_on()

# %% [markdown]
# ## Новый коннектор с чужой позицией
#
# Создаём остановленным: запущенный успел бы начать снапшот. Старый удаляем до запуска нового, слот у них один.

# %%
connect.create_stopped(config | {"name": "orders-cdc"})
connect.set_offsets("orders-cdc", position)
connect.delete_offsets("shop-connector")
connect.delete("shop-connector")
connect.resume("orders-cdc")

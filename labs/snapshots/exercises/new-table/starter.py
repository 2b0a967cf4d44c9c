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
from cdclab import connect, postgres

db = postgres.connect()
config = connect.config("shop-connector")
print(config["table.include.list"])
for row in db.rows("select tablename from pg_publication_tables where pubname = 'shop_pub' order by 1"):
    print(row["tablename"])

# %% [markdown]
# ## 1. Поток

# %%
# Ваш код

# %% [markdown]
# ## 2. История

# %%
# Ваш код. Уведомления коннектора: signals.Notices().until("COMPLETED", "имя сигнала")

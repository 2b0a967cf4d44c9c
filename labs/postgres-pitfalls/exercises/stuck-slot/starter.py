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
from cdclab import connect, postgres, show

db = postgres.connect()
NAME, SLOT = "shop-connector", "shop_slot"

# %% [markdown]
# ## 1. Осмотритесь
#
# Что держит каждый слот и двигается ли пульс.

# %%
show.table(db.ask("../../sql/triage.sql", "slots"))
print(connect.config(NAME)["heartbeat.action.query"])
print(db.rows("select * from heartbeat"))

# %% [markdown]
# ## 2. Почините пульс
#
# Строка `heartbeat` должна меняться, и коннектор должен её читать.

# %%
# Ваш код

# %% [markdown]
# ## 3. Освободите диск
#
# Слот, который никому не нужен, держит столько же.

# %%
# Ваш код

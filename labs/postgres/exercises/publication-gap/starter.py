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
from cdclab import kafka, postgres

db = postgres.connect()


# %%
def difference():
    """Ключи, по которым топик и таблица разошлись: (есть только в таблице или другие, есть только в топике)."""
    state = {}
    for message in kafka.Topic("shop.public.payments").rest():
        state[message.key["id"]] = None if message.tombstone else message.value["after"]
    topic = {key: row["external_id"] + row["method"] for key, row in state.items() if row}
    table = {row["id"]: str(row["external_id"]) + row["method"] for row in db.rows("select * from payments")}
    return {key for key in table if topic.get(key) != table[key]}, topic.keys() - table.keys()


print(difference())

# %% [markdown]
# ## 1. Закройте дыру

# %%
# Ваш код

# %% [markdown]
# ## 2. Верните пропущенное

# %%
# Ваш код

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
from cdclab import kafka, postgres, show

db = postgres.connect()


# %%
def difference():
    """Чем топик отличается от таблицы: (строки, которых в топике нет или они другие; ключи, лишние в топике)."""
    topic = {}
    for message in kafka.Topic("shop.public.visits").rest():
        key = (message.key["id"], message.key["day"])
        topic[key] = None if message.tombstone else message.value["after"]["page"] if message.value["after"] else None
    topic = {key: page for key, page in topic.items() if page}
    rows = db.rows("select id, day - date '1970-01-01' as day, page from visits")
    table = {(row["id"], row["day"]): row["page"] for row in rows}
    return {key for key in table if topic.get(key) != table[key]}, topic.keys() - table.keys()


print(difference())
show.table(db.rows("select tablename from pg_publication_tables where pubname = 'shop_pub' order by 1"))

# %% [markdown]
# ## 1. Пусть поток называет строки именем корня

# %%
# Ваш код

# %% [markdown]
# ## 2. Верните пропущенное

# %%
# Ваш код

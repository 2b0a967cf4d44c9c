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
db.execute("alter publication shop_pub add table payments")

# %% [markdown]
# ## 2. Верните пропущенное

# %%
# Пустой UPDATE заново отправляет строку в поток: событие `u` несёт её целиком.
changed, deleted = difference()
db.execute("update payments set id = id where id = any(%(ids)s)", ids=sorted(changed))

# Удалённую строку снапшот не покажет. Вставляем её заново и удаляем: в топике появятся `d` и tombstone.
db.execute(
    """
    with back as (
      insert into payments (id, order_id, external_id, method, amount)
      select id, 1, gen_random_uuid(), 'card', 1 from unnest(%(ids)s::bigint[]) as id
      returning id
    )
    select count(*) from back
    """,
    ids=sorted(deleted),
)
db.execute("delete from payments where id = any(%(ids)s)", ids=sorted(deleted))

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
# Действует сразу, коннектор перезапускать не надо: сервер заново опишет таблицу перед первой строкой.
db.execute("alter publication shop_pub set (publish_via_partition_root = true)")

# %% [markdown]
# ## 2. Верните пропущенное

# %%
# Пустой UPDATE заново отправляет строку: событие `u` несёт её целиком.
changed, gone = difference()
db.execute("update visits set page = page where id = any(%(ids)s)", ids=[row for row, _ in changed])

# Лишние в топике ключи: удалённая строка и прежнее место перенесённой. Вставляем и удаляем, чтобы пришли d и tombstone.
for row, day in gone:
    db.execute("insert into visits values (%(id)s, date '1970-01-01' + %(day)s::int, '-')", id=row, day=day)
    db.execute("delete from visits where id = %(id)s and day = date '1970-01-01' + %(day)s::int", id=row, day=day)

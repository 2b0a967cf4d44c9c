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

# %% [markdown]
# # Секции
#
# Под каким именем поток называет строки секционированной таблицы и о каких операциях с секциями он молчит.

# %%
from cdclab import connect, fresh, kafka, shop, show, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.script("sql/visits.sql", "table")
db.execute("grant select on all tables in schema public to cdc_reader; alter publication shop_pub add table visits")
config = connect.load("../postgres/connector.json")
config["table.include.list"] += ",public.visits.*"
connect.run(config)
slots.wait_streaming(db, "shop_slot")

# %% [markdown]
# ## Имя секции
#
# В списке таблиц стоит шаблон, под него подходят и корень, и секции.

# %% tags=["out:partition-leaves"]
db.execute("insert into visits values (1, '2025-01-05', '/')")
db.execute("insert into visits values (2, '2025-02-05', '/cart')")
january, february = kafka.Topic("shop.public.visits_2025_01"), kafka.Topic("shop.public.visits_2025_02")
rows = [
    {"топик": m.topic, "op": m.value["op"], "source.table": m.value["source"]["table"], "key": m.key}
    for m in (january.take(1)[0], february.take(1)[0])
]
show.table(rows)
assert "shop.public.visits" not in kafka.topics()

# %% [markdown]
# ## Корня нет, но он есть
#
# Публикация хранит корень, а представление показывает то, что уйдёт в поток. Программа, которая ищет корень в
# `pg_publication_tables` и не находит, пробует его добавить.

# %% tags=["out:partition-member"]
listed = "select tablename from pg_publication_tables where pubname = 'shop_pub' and tablename ~ '^visits' order by 1"
print("pg_publication_tables:", ", ".join(row["tablename"] for row in db.rows(listed)))
stored = db.rows("select prrelid::regclass::text as name from pg_publication_rel where prrelid = 'visits'::regclass")
print("pg_publication_rel:   ", ", ".join(row["name"] for row in stored))
refusal = db.refused("alter publication shop_pub add table visits")
print(refusal)
assert "already member" in refusal

# %% [markdown]
# ## Имя корня
#
# `publish_via_partition_root` действует сразу. Строка, которую UPDATE переносит в другую секцию, — это удаление и вставка.

# %% tags=["out:partition-root"]
db.script("sql/visits.sql", "via_root")
visits = kafka.Topic("shop.public.visits")
db.execute("insert into visits values (3, '2025-01-06', '/pay')")
db.execute("update visits set day = '2025-02-06' where id = 3")
messages = visits.take(4)
show.changes(messages)
print()
print("pg_publication_tables:", ", ".join(row["tablename"] for row in db.rows(listed)))
assert [m.value and m.value["op"] for m in messages] == ["c", "d", None, "c"]

# %% [markdown]
# ## Вид у секции свой
#
# Строку называет корень, а старую её версию пишет в журнал секция. `FULL` у корня ничего не меняет.

# %% tags=["out:partition-identity"]
rows = []
for target in ("visits", "visits_2025_02"):
    db.execute(f"alter table {target} replica identity full")
    db.execute("update visits set page = page || '!' where id = 3")
    event = visits.take(1)[0].value
    rows.append({"FULL у таблицы": target, "source.table": event["source"]["table"], "before": event["before"]})
show.table(rows)
assert rows[0]["before"] is None and rows[1]["before"]["page"] == "/pay!"
db.execute("alter table visits_2025_02 replica identity default; alter table visits replica identity default")

# %% [markdown]
# ## О чём поток молчит
#
# Секции подключают, отключают, очищают и удаляют. Строки в таблице появляются и исчезают тысячами, в топике — ничего.

# %% tags=["out:partition-silent"]
db.execute("create table visits_2025_03 (like visits including all)")
db.execute("insert into visits_2025_03 select n, '2025-03-05', '/' from generate_series(101, 1100) as n")
STEPS = [
    (
        "ATTACH PARTITION",
        "alter table visits attach partition visits_2025_03 for values from ('2025-03-01') to ('2025-04-01')",
    ),
    ("DETACH PARTITION", "alter table visits detach partition visits_2025_03"),
    ("TRUNCATE секции", "truncate visits_2025_02"),
    ("DROP TABLE секции", "drop table visits_2025_01"),
    ("TRUNCATE корня", "truncate visits"),
]
COUNT = "select count(*) from visits where id < 9000"  # без меток
rows = []
for number, (name, command) in enumerate(STEPS):
    rows_before = db.value(COUNT)
    db.execute(command)
    change = db.value(COUNT) - rows_before
    # Метка: строка, которая заведомо дойдёт. Всё, что прошло раньше неё, относится к команде.
    db.execute("insert into visits values (%(id)s, '2025-02-20', '/mark')", id=9000 + number)
    seen = visits.take_until(lambda m, n=number: m.key == {"id": 9000 + n, "day": 20139}, "метки")
    rows.append(
        {
            "команда": name,
            "строк в таблице": f"{change:+d}",
            "сообщений": len(seen) - 1,
            "op": ", ".join(m.value["op"] for m in seen[:-1]),
        }
    )
show.table(rows)
assert [row["сообщений"] for row in rows] == [0, 0, 0, 0, 1]

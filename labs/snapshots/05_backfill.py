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
# # Бэкфиллы
#
# Новая таблица у работающего коннектора, бэкфилл по фильтру и удаления, которых не покажет ни один снапшот.

# %%
from cdclab import connect, fresh, kafka, shop, signals, slots, warehouse
from cdclab.pipeline import Pipeline
from cdclab.sink import OPTIONS, Sink

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
signals.create_table(db)
config = connect.load("connector.json") | OPTIONS | {"snapshot.mode": "initial"}
tables = warehouse.create(db, shop.TABLES)
connect.run(config)
slots.wait_streaming(db, "shop_slot", 60)
line = Pipeline(db, config, tables, Sink("shop", tables))
notices = signals.Notices()
line.settle()


def report():
    """Что разошлось между источником и приёмником."""
    found = line.differences()
    print(*(found or ["расхождений нет"]), sep="\n")
    return [it.table for it in found]


# %% [markdown]
# ## Новая таблица: только table.include.list
#
# В магазине появились отзывы. Их дописали в `table.include.list`, и больше ничего: прав у роли нет, публикация прежняя.

# %% tags=["out:backfill-list-only"]
db.script("sql/backfill.sql", "reviews")
config["table.include.list"] += ",public.reviews"
connect.run(config)
slots.wait_streaming(db, "shop_slot", 60)
db.execute("insert into reviews (product_id, stars) values (1, 5)")
db.execute("insert into orders (customer_id, total, comment) values (1, 1, 'метка')")
kafka.Topic("shop.public.orders").take_until(
    lambda m: m.value["op"] == "c" and m.value["after"]["comment"] == "метка", "метки", 60
)
print("коннектор и таск:", ", ".join(connect.states(config["name"])))
print("топик отзывов есть:", "shop.public.reviews" in kafka.topics())
assert "shop.public.reviews" not in kafka.topics()

# %% [markdown]
# ## Новая таблица: по порядку
#
# Права и публикация, потом список, потом сигнал. Новые изменения пошли в поток до бэкфилла, поэтому дыры между ними нет.

# %% tags=["out:backfill-new-table"]
# region new-table
db.script("sql/backfill.sql", "admit")  # права и публикация
connect.run(config)  # таблица уже в table.include.list
signals.by_table(db, "execute-snapshot", signals.snapshot("public.reviews"), id="reviews")
notices.until("COMPLETED", "reviews", 60)
# endregion
reviews = kafka.Topic("shop.public.reviews").take(31, 60)
print("отзывов в топике:", len(reviews), "| события:", sorted({m.value["op"] for m in reviews}))

# %% [markdown]
# Тот же сигнал для таблицы, которой нет в `table.include.list`, не делает ничего: список таблиц закреплён при старте таска.

# %% [markdown]
# ## Бэкфилл по фильтру
#
# Пропали изменения нескольких оплат. Перечитываем только их: условие уходит в SQL как есть.

# %% tags=["out:backfill-filter"]
db.execute("alter publication shop_pub drop table payments")
since = db.value("select pg_current_xact_id()::xid::text")
db.execute("update payments set amount = amount + 1 where id between 11 and 15")
db.execute("insert into payments (order_id, external_id, method, amount) values (1, md5('новая')::uuid, 'sbp', 7)")
db.execute("delete from payments where id in (20, 21)")
db.execute("alter publication shop_pub add table payments")
line.settle()
assert report() == ["payments"]

# %% [markdown]
# Три изменённых множества: пять строк изменены, одна новая, две удалены. Ищем по `xmin`, номеру транзакции, которая создала
# версию строки.

# %% tags=["out:backfill-xmin"]
changed = [row["id"] for row in db.ask("sql/backfill.sql", "changed-since", since=since)]
print("xmin нашёл строки:", changed)
where = f"id in ({', '.join(map(str, changed))})"
signals.by_table(
    db, "execute-snapshot", signals.snapshot("public.payments", filters={"public.payments": where}), id="xmin"
)
told = notices.until("COMPLETED", "xmin", 60)
[scan] = [it["additional_data"] for it in told if it["type"] == "TABLE_SCAN_COMPLETED"]
assert scan["status"] == "SUCCEEDED"
print("прочитано снапшотом строк:", scan["total_rows_scanned"])
line.settle()
assert report() == ["payments"]

# %% [markdown]
# Изменённые и новые вернулись. Удалённые остались в приёмнике: ни `xmin`, ни `updated_at` не укажут на строку, которой нет.

# %% [markdown]
# ## Полный перечит тоже не поможет

# %% tags=["out:backfill-full"]
signals.by_table(db, "execute-snapshot", signals.snapshot("public.payments"), id="full")
notices.until("COMPLETED", "full", 60)
line.settle()
assert report() == ["payments"]

# %% [markdown]
# ## Удаления ищут сверкой ключей
#
# Ключи, которые есть в приёмнике и которых нет в источнике. Прежде чем верить разности, приёмник догоняют до конца журнала: иначе
# «лишней» окажется строка, удаление которой ещё в пути.

# %% tags=["out:backfill-ghosts"]
# region ghosts
line.settle()
point = db.value("select (pg_current_wal_lsn() - '0/0')::bigint")
with warehouse.connect() as target:
    held = {row["id"] for row in target.rows("select id from payments where not _deleted")}
alive = {row["id"] for row in db.rows("select id from payments")}
ghosts = sorted(held - alive)
# endregion
print("строки-призраки:", ghosts)
assert ghosts == [20, 21]

# %% [markdown]
# Лечение здесь — пометить удалёнными прямо в приёмнике. С `_lsn` точки сверки: опоздавшее старое событие их не воскресит.

# %% tags=["out:backfill-cured"]
# region cure
with warehouse.connect() as target:
    target.execute(
        "update payments set _deleted = true, _lsn = %(lsn)s where id = any(%(ids)s) and _lsn < %(lsn)s",
        lsn=point,
        ids=ghosts,
    )
# endregion
assert report() == []
line.sink.close()

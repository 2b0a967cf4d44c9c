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
# # 200 000 строк под нагрузкой
#
# Таблицу `visits` надо дозалить в приёмник. В неё пишут, коннектор останавливать нельзя. Посреди бэкфилла воркер Connect
# получит `kill -9`, а в конце приёмник обязан совпасть с источником строка в строку.
#
# Первая ячейка опустошает стенд, поэтому блокнот можно выполнять сколько угодно раз.

# %%
from cdclab import connect, fresh, kafka, shop, show, signals, slots, stand, visits, warehouse
from cdclab.pipeline import Pipeline
from cdclab.sink import OPTIONS, Sink
from cdclab.waiting import until

ROWS = 200_000
db = fresh.start()

# %% [markdown]
# ## 1. Таблица, которой в приёмнике нет

# %% tags=["out:lab-table"]
shop.create(db)
shop.admit_reader(db)
visits.create(db, ROWS)
show.record(db.one("select count(*) as rows, min(id) as first_id, max(id) as last_id from visits"))

# %% [markdown]
# ## 2. Таблица сигналов
#
# Три столбца с этими именами и в этом порядке. Роль коннектора пишет сюда водяные знаки, значит, ей нужен INSERT. И таблица
# обязана быть в публикации: коннектор слышит сигнал, когда тот возвращается к нему из журнала.

# %%
db.script("sql/signals.sql", "table")
db.script("sql/signals.sql", "access", **shop.reader())

# %% [markdown]
# ## 3. Коннектор, который снапшота не снимает
#
# `no_data`: старт сразу с потока. `visits` захвачена, новые изменения уже идут, истории нет. Приёмник читает топик `visits` и
# применяет события к своей копии.

# %% tags=["out:lab-config"]
config = connect.load("connector.json") | OPTIONS
config["table.include.list"] += ",public.visits"
config["incremental.snapshot.chunk.size"] = "2048"
show.document({name: value for name, value in config.items() if name.startswith(("snapshot", "signal", "incremental"))})

tables = warehouse.create(db, ["visits"])
connect.run(config)
slots.wait_streaming(db, "shop_slot")
line = Pipeline(db, config, tables, Sink("shop", tables))

# %% [markdown]
# ## 4. Нагрузка
#
# Вставки, изменения и удаления по всей таблице, пока не скажем «стоп». Ждём, пока первые дойдут до приёмника: поток работает, а
# история ещё нет.

# %% tags=["out:lab-before"]
load = visits.Load(ROWS)
until(lambda: line.sink.tally.events > 50, "первых изменений в приёмнике")
with warehouse.connect() as target:
    copied = target.value("select count(*) from visits")
print("строк в источнике больше, чем в приёмнике, в сто раз:", db.value("select count(*) from visits") > 100 * copied)
print("события:", sorted(set(line.sink.tally.by_op) - {"r"}))

# %% [markdown]
# ## 5. Сигнал
#
# Одна строка в таблице — и бэкфилл пошёл, поток при этом не останавливается. О ходе рассказывают уведомления.

# %% tags=["out:lab-started", "mask:timestamp"]
signals.by_table(db, "execute-snapshot", signals.snapshot("public.visits"), id="backfill-visits")
notices = signals.Notices()
show.document(notices.until("STARTED", "backfill-visits")[-1])

# %% [markdown]
# ## 6. kill -9 на полпути

# %% tags=["out:lab-killed"]
told = notices.until_key(ROWS // 2, 240)
stand.kill("connect")
slots.wait_released(db, "shop_slot")

told += notices.rest()
print("уведомлений COMPLETED:", sum(it["type"] == "COMPLETED" for it in told))
print("уведомлений о чанках (IN_PROGRESS):", f"≈{sum(it['type'] == 'IN_PROGRESS' for it in told)}")
offset = [m for m in kafka.Topic(kafka.OFFSETS_TOPIC).rest() if m.value and m.key[0] == config["name"]][-1].value
show.table({"поле оффсета": name} for name in sorted(offset) if name.startswith("incremental"))
assert "incremental_snapshot_primary_key" in offset and not any(it["type"] == "COMPLETED" for it in told)

# %% [markdown]
# Где остановились, помнит оффсет: ключ последней отправленной строки, последний ключ таблицы и список таблиц. Снапшот режимом
# `initial` такого не хранит и начал бы с первой строки.

# %% [markdown]
# ## 7. Воркер поднят
#
# Никакого сигнала больше не нужно: коннектор дочитывает с чанка, на котором остановился.

# %% tags=["out:lab-completed", "mask:timestamp"]
stand.start("connect")
connect.wait_running(config["name"])
done = notices.until("COMPLETED", "backfill-visits", 240)
scanned = next(it for it in done if it["type"] == "TABLE_SCAN_COMPLETED")
print("таблица:", scanned["additional_data"]["scanned_collection"], "| статус:", scanned["additional_data"]["status"])
show.document(done[-1])

# %% [markdown]
# ## 8. Сверка
#
# Останавливаем нагрузку, ждём, пока всё закоммиченное дойдёт, и сравниваем источник с приёмником по числу строк и контрольной
# сумме. Несколько чанков пришли дважды: оффсет сохраняют раз в несколько секунд, и всё после него читается снова.

# %%
load.stop()
line.settle()
line.sink.close()

# %% tags=["out:lab-reconciled"]
tally = line.sink.tally
print("изменений за время бэкфилла больше тысячи:", load.done > 1000)
print("строк снапшота прочитано:", f"≈{tally.by_op['r']}")
print("пришли второй раз не больше половины таблицы:", tally.by_op["r"] - ROWS < ROWS // 2)
print("расхождений приёмника с источником:", len(line.differences()))
assert line.differences() == [] and load.done > 1000
assert ROWS * 0.9 < tally.by_op["r"] < ROWS * 1.5

# %% [markdown]
# Проверьте себя: `cdclab check snapshots`. Коннектор и слот остаются на стенде.

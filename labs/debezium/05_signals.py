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
# # Сигналы и уведомления
#
# Работающему коннектору можно приказать, не трогая конфигурации: вставить строку в таблицу сигналов. А он умеет
# рассказывать о себе: уведомлениями в топик.

# %%
import json

from cdclab import connect, fresh, kafka, shop, show, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.script("sql/signals.sql", "table")
db.script("sql/signals.sql", "rights", **shop.reader())

# %% [markdown]
# ## Конфигурация
#
# Таблица сигналов входит в публикацию: приказ приходит к коннектору тем же путём, что и данные, через WAL. Право INSERT
# нужно для отметок (watermarks), которыми он сам ограничивает окно чтения.

# %% tags=["out:signal-config"]
# region config
config = connect.load("connector.json") | {
    "table.include.list": "public.products,public.customers",
    "signal.data.collection": "public.debezium_signal",
    "notification.enabled.channels": "sink",
    "notification.sink.topic.name": "shop.notifications",
}
# endregion
declared = {option["name"]: option["default_value"] for option in connect.config_def("PostgresConnector")}
show.table(
    {"option": name, "default": declared[name] or "", "here": config.get(name, "")}
    for name in (
        "signal.enabled.channels",
        "signal.data.collection",
        "notification.enabled.channels",
        "notification.sink.topic.name",
    )
)

# %%
connect.run(config)
slots.wait_streaming(db, "shop_slot")
products, notes = kafka.Topic("shop.public.products"), kafka.Topic("shop.notifications")
products.skip(25)


def told(messages):
    """Уведомления построчно."""
    show.table(
        {
            "aggregate_type": m.value["aggregate_type"],
            "type": m.value["type"],
            "table": m.value["additional_data"].get("scanned_collection")
            or m.value["additional_data"].get("current_collection_in_progress", ""),
            "rows": m.value["additional_data"].get("total_rows_scanned", ""),
        }
        for m in messages
    )


# %% [markdown]
# ## Уведомления начального снапшота

# %% tags=["out:notifications-initial"]
initial = notes.take_until(lambda m: m.value["type"] == "COMPLETED", "конца начального снапшота")
told(initial)
assert initial[0].value["type"] == "STARTED"

# %% tags=["out:notification-event", "mask:id", "mask:timestamp"]
scanned = next(m for m in initial if m.value["type"] == "TABLE_SCAN_COMPLETED")
# В этой карте порядок ключей у каждого запуска воркера свой.
about = dict(sorted(scanned.value["additional_data"].items()))
show.document({"key": scanned.key, "value": scanned.value | {"additional_data": about}})

# %% [markdown]
# ## Приказ: перечитать таблицу
#
# Перечитываем `products`, пока коннектор работает. Это инкрементальный снапшот, ему отведён свой модуль; здесь важно, что приказ
# — это строка таблицы.

# %% tags=["out:signal-snapshot"]
db.script("sql/signals.sql", "snapshot")
again = products.take(25)
show.table(
    {"op": m.value["op"], "snapshot": m.value["source"]["snapshot"], "id": m.key["id"]} for m in (again[0], again[-1])
)
assert {(m.value["op"], m.value["source"]["snapshot"]) for m in again} == {("r", "incremental")}

# %% tags=["out:notifications-incremental"]
incremental = notes.take_until(lambda m: m.value["type"] == "COMPLETED", "конца инкрементального снапшота")
told(incremental)

# %% [markdown]
# Что осталось в таблице сигналов: наш приказ и водяные знаки, которые вставил сам коннектор.

# %% tags=["out:signal-rows"]
show.table(db.rows("select type, count(*) as rows from debezium_signal group by type order by type"))

# %% [markdown]
# ## Условие под старым именем
#
# В сигнале тоже есть имена, которые поменялись. До 3.0 условие называлось `additional-condition`; теперь это список
# `additional-conditions`. Старое имя не отвергнуто, а не прочитано: таблица перечитана целиком.


# %%
def reread(signal, **extra):
    """Перечитать products и вернуть события, пришедшие до конца снапшота."""
    data = {"type": "incremental", "data-collections": ["public.products"], **extra}
    db.execute(
        "insert into debezium_signal values (%(id)s, 'execute-snapshot', %(data)s)", id=signal, data=json.dumps(data)
    )
    notes.take_until(lambda m: m.value["type"] == "COMPLETED", f"конца снапшота {signal}")
    db.execute("update products set stock = stock where id = 25")
    came = products.take_until(lambda m: m.value["op"] == "u", "изменения после снапшота")
    return [m for m in came if m.value["op"] == "r"]


# %% tags=["out:signal-condition"]
# region condition
old = reread("old", **{"additional-condition": "id = 1"})
new = reread("new", **{"additional-conditions": [{"data-collection": "public.products", "filter": "id = 1"}]})
# endregion
show.table(
    [
        {"имя условия": "additional-condition", "перечитано строк": len(old)},
        {"имя условия": "additional-conditions", "перечитано строк": len(new)},
    ]
)
assert len(old) == 25 and len(new) == 1

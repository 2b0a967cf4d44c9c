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

# services: pubsub

# %% [markdown]
# # Debezium Server: тот же коннектор без Kafka
#
# Debezium Server стоит рядом с Pub/Sub: один процесс, файл настроек, ни брокера, ни воркера. Смотрим, что изменилось в
# событии и чего больше нет.
#
# В файле настроек `debezium.source` — опции коннектора, `debezium.sink` — приёмник, `debezium.format` — конвертеры. Где лежит
# позиция, решает `offset.storage`.

# %%
from cdclab import fresh, kafka, pubsub, shop, show, slots, stand

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
# Топика, которого нет, сервер не переживёт, а подписка видит только то, что пришло после неё: сначала топики.
pubsub.create_topics(f"server.public.{table}" for table in shop.TABLES)
stand.start("debezium-server")
slots.wait_active(db, "server_slot")
snapshot = pubsub.take("server.public.customers", 40)

# %% tags=["out:server-event", "mask:id"]
db.execute("update customers set full_name = 'Пётр' where id = 1")
[update] = pubsub.take("server.public.customers", 1)
show.document(
    {"ordering_key": update.ordering_key, "attributes": dict(sorted(update.attributes.items())), "value": update.value}
)
assert update.value["op"] == "u" and update.value["after"]["full_name"] == "Пётр"

# %% tags=["out:server-without-kafka"]
print("топики Kafka:", [name for name in kafka.topics() if not kafka.internal(name)])
print("слот читает:", slots.get(db, "server_slot")["slot_name"])
assert not [name for name in kafka.topics() if not kafka.internal(name)]

# %%
stand.remove("debezium-server")
slots.wait_released(db, "server_slot")
db.execute("select pg_drop_replication_slot('server_slot')")

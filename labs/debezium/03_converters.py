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

# services: registry

# %% [markdown]
# # Конвертеры, SMT и размер сообщения
#
# Один и тот же снапшот заказов в пяти видах: сколько байт занимает ключ и значение и что из события после этого можно
# прочитать.

# %%
from cdclab import connect, fresh, kafka, shop, show, slots, values
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
plain = connect.load("connector.json") | {"table.include.list": "public.orders"}

# region variants
JSON = "org.apache.kafka.connect.json.JsonConverter"
AVRO = {
    "converter": "io.apicurio.registry.utils.converter.AvroConverter",
    "converter.apicurio.registry.url": "http://${env:REGISTRY_HOST}:${env:REGISTRY_PORT}/apis/registry/v2",
    "converter.apicurio.registry.auto-register": "true",
    "converter.apicurio.registry.as-confluent": "true",
    "converter.apicurio.registry.use-id": "contentId",
}
UNWRAP = {
    "transforms": "unwrap",
    "transforms.unwrap.type": "io.debezium.transforms.ExtractNewRecordState",
}


def both(options):
    """Опции конвертера и для ключа, и для значения."""
    return {f"{part}.{name}": value for part in ("key", "value") for name, value in options.items()}


VARIANTS = {
    "described": both({"converter": JSON, "converter.schemas.enable": "true"}),
    "shop": {},  # JSON без схем: так настроен воркер стенда
    "flat": UNWRAP,
    "avro": both(AVRO | {"converter.apicurio.registry.headers.enabled": "false"}),
    "flatavro": both(AVRO) | UNWRAP,
}
# endregion
TITLES = {
    "described": "JSON со схемой",
    "shop": "JSON без схемы",
    "flat": "JSON без схемы, unwrap",
    "avro": "Avro, схема в реестре",
    "flatavro": "Avro, unwrap",
}


# %%
def snapshot_of(prefix):
    """Сто двадцать сообщений снапшота, как они лежат в топике."""
    topic, got = kafka.Topic(f"{prefix}.public.orders"), []
    return until(lambda: got.extend(topic.raw_rest()) or (got if len(got) >= 120 else None), f"снапшота {prefix}")


raws = {}
for prefix, options in VARIANTS.items():
    own = {"name": f"{prefix}-connector", "topic.prefix": prefix, "slot.name": f"{prefix}_slot"}
    connect.run(plain | own | options)
    raws[prefix] = snapshot_of(prefix)
    slots.wait_streaming(db, f"{prefix}_slot")

# %% [markdown]
# ## Сколько байт в сообщении

# %% tags=["out:sizes"]
mean = {
    prefix: tuple(sum(len(part(m)) for m in got) / len(got) for part in (lambda m: m.key(), lambda m: m.value()))
    for prefix, got in raws.items()
}
show.table(
    {
        "вид": TITLES[prefix],
        "ключ, байт": f"≈{round(key)}",
        "значение, байт": f"≈{round(value, -1):.0f}",
        "во сколько раз меньше первого": f"≈{round(sum(mean['described']) / (key + value))}",
    }
    for prefix, (key, value) in mean.items()
)
total = {prefix: sum(pair) for prefix, pair in mean.items()}
assert total["described"] > 5 * total["shop"] > 2 * 5 * total["avro"] and total["flat"] < total["shop"] / 3

# %% [markdown]
# В сообщении Avro вместо схемы пять байт: ноль и номер схемы в реестре. Остальное — значения подряд, без имён полей.
#
# Но это выбор конвертера. Без `headers.enabled=false` конвертер Apicurio кладёт номер в заголовок, а значение начинается сразу
# с данных, что бы ни говорила `as-confluent`: читатель, который ждёт нулевой байт, такого сообщения не поймёт.

# %% tags=["out:avro-bytes", "mask:hex"]
for prefix in ("avro", "flatavro"):
    raw = raws[prefix][0]
    body, headers = raw.value(), dict(raw.headers())
    show.document(
        {
            "headers.enabled": VARIANTS[prefix].get("value.converter.apicurio.registry.headers.enabled", "не задано"),
            "первый байт": body[0],
            "hex": body[:16].hex(" "),
            "заголовки реестра": sorted(name for name in headers if name.startswith("apicurio.")),
        }
    )
ids = {m.value()[:5] for m in raws["avro"]}
print("разных номеров схемы на 120 сообщений:", len(ids))
assert len(ids) == 1 and next(iter(ids))[0] == 0
assert "apicurio.value.contentId" in headers and body[0] != 0

# %% [markdown]
# ## Что теряется без схемы
#
# Сумма заказа в `decimal.handling.mode=precise` — байты числа без запятой. Где запятая, сказано только в схеме.

# %% tags=["out:decimal-lost"]
encoded = kafka.decode(raws["shop"][0]).value["after"]["total"]
described = kafka.decode(raws["described"][0]).value
after = next(field for field in described["schema"]["fields"] if field["field"] == "after")
total_field = next(field for field in after["fields"] if field["field"] == "total")
show.table(
    [
        {"откуда": "таблица", "total": db.value("select total from orders where id = 1")},
        {"откуда": "JSON без схемы", "total": encoded},
        {"откуда": "он же, если решить, что знаков 2", "total": values.decimal(encoded, 2)},
        {"откуда": "он же, если решить, что знаков 4", "total": values.decimal(encoded, 4)},
        {"откуда": "JSON со схемой", "total": values.by_schema(described["payload"]["after"]["total"], total_field)},
    ]
)
show.document(total_field)
assert values.by_schema(encoded, total_field) == db.value("select total from orders where id = 1")

# %% [markdown]
# ## Unwrap: плоская строка вместо конверта
#
# Вставка, изменение, удаление после `ExtractNewRecordState` — с умолчанием и с `rewrite`.

# %%
connect.run(
    plain
    | {"name": "rewrite-connector", "topic.prefix": "rewrite", "slot.name": "rewrite_slot", "snapshot.mode": "no_data"}
    | UNWRAP
    | {
        "transforms.unwrap.delete.tombstone.handling.mode": "rewrite",
        "transforms.unwrap.add.fields": "op,source.ts_ms",
        "decimal.handling.mode": "string",
    }
)
slots.wait_streaming(db, "rewrite_slot")
db.execute(
    "insert into orders (id, customer_id, total, placed_at, updated_at) values (1001, 7, 99.90, '2025-06-01', '2025-06-01')"
)
db.execute("update orders set status = 'paid' where id = 1001")
db.execute("delete from orders where id = 1001")

# %% tags=["out:unwrap-default"]
flat = kafka.Topic("flat.public.orders")
flat.skip(120)
plainly = flat.take(3)
for message in plainly:
    show.document({"key": message.key, "value": message.value})
assert plainly[2].tombstone and "op" not in plainly[0].value

# %% tags=["out:unwrap-rewrite", "mask:__source_ts_ms"]
rewritten = kafka.Topic("rewrite.public.orders").take(3)
for message in rewritten:
    show.document({"key": message.key, "value": message.value})
assert [m.value["__deleted"] for m in rewritten] == ["false", "false", "true"]

# %% [markdown]
# ## Что умеет воркер
#
# SMT, о которых идёт речь в главе: есть ли они на этом воркере, отвечает он сам.

# %% tags=["out:transformations"]
names = (
    "ExtractNewRecordState",
    "outbox.EventRouter",
    "ToLogicalTopicRouter",
    "partitions.PartitionRouting",
    "ExtractChangedRecordState",
    "EnforceRecordSize",
    "TimezoneConverter",
    "Filter",
    "ContentBasedRouter",
)
found = {plugin["class"] for plugin in connect.plugins() if plugin["type"] == "transformation"}
show.table({"SMT Debezium": name, "на воркере": f"io.debezium.transforms.{name}" in found} for name in names)
assert [name for name in names if f"io.debezium.transforms.{name}" not in found] == ["Filter", "ContentBasedRouter"]

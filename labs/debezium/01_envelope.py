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
# # Конверт, ключ и порядок
#
# Схема конверта поле за полем, ключи таблиц разного устройства, границы транзакций и порядок событий из разных топиков.

# %%
import json

from cdclab import connect, fresh, kafka, lsn, postgres, shop, show, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create table visits (page text not null, seen_at timestamptz not null default '2026-01-01')")
db.execute("alter publication shop_pub add table visits; grant select on visits to cdc_reader")

config = connect.load("connector.json") | {
    "snapshot.mode": "no_data",
    "provide.transaction.metadata": "true",
    "message.key.columns": "public.products:sku",
}
config["table.include.list"] += ",public.visits"
connect.run(config)
slots.wait_streaming(db, "shop_slot")
topics = {name: kafka.Topic(f"shop.public.{name}") for name in (*shop.TABLES, "visits")}

# %% [markdown]
# ## Событие
#
# Одна транзакция магазина: заказ, две строки заказа, оплата.

# %%
# region purchase
with postgres.connect(autocommit=False) as session:
    session.execute("insert into orders (id, customer_id, total) values (1001, 7, 260.00)")
    session.execute("insert into order_lines values (1001, 1, 3, 1, 160.00), (1001, 2, 4, 2, 50.00)")
    session.execute(
        "insert into payments (id, order_id, external_id, method, amount)"
        " values (900, 1001, md5('платёж')::uuid, 'sbp', 260.00)"
    )
    session.connection.commit()
# endregion
[order] = topics["orders"].take(1)
lines = topics["order_lines"].take(2)
[payment] = topics["payments"].take(1)

# %% tags=["out:envelope-event", "mask:id"]
show.message(order)

# %% [markdown]
# ## Транзакция
#
# С `provide.transaction.metadata=true` каждое событие знает свою транзакцию, место в ней и место среди событий своей таблицы.
#
# Присмотритесь к `id`: это номер транзакции и LSN **этой операции**, поэтому у четырёх событий одной транзакции он разный.

# %% tags=["out:transaction-blocks", "mask:id"]
for message in (order, *lines, payment):
    show.document({"table": message.value["source"]["table"], "transaction": message.value["transaction"]})
blocks = [message.value["transaction"] for message in (order, *lines, payment)]
assert [block["total_order"] for block in blocks] == [1, 2, 3, 4]
assert [block["data_collection_order"] for block in blocks] == [1, 1, 2, 1]
numbers = {block["id"].partition(":")[0] for block in blocks}
print("разных transaction.id:", len({block["id"] for block in blocks}), "| разных номеров до двоеточия:", len(numbers))
assert len({block["id"] for block in blocks}) == 4 and numbers == {str(order.value["source"]["txId"])}

# %% [markdown]
# Границы приходят в отдельный топик: BEGIN и END. В END сказано, сколько событий ждать и в каких таблицах.

# %% tags=["out:transaction-topic", "mask:id"]
bounds = kafka.Topic("shop.transaction").take(2)
for bound in bounds:
    show.document({"key": bound.key, "value": bound.value})
begin, end = (bound.value for bound in bounds)
print("номер до двоеточия тот же:", {bound["id"].partition(":")[0] for bound in (begin, end)} == numbers)
assert end["event_count"] == 4 and {bound["id"].partition(":")[0] for bound in (begin, end)} == numbers

# %% [markdown]
# ## Ключ
#
# Ключ сообщения — первичный ключ таблицы, в том числе составной. Нет первичного ключа — ключ `null`, и Kafka не обещает
# порядка между партициями. `message.key.columns` назначает ключ вручную: здесь у товаров это артикул.

# %% tags=["out:keys"]
db.execute("insert into visits (page) values ('/cart')")
db.execute("update products set stock = 5 where id = 3")
[visit] = topics["visits"].take(1)
[product] = topics["products"].take(1)
show.table(
    [
        {"таблица": "orders", "ключ таблицы": "id", "ключ сообщения": order.key},
        {"таблица": "order_lines", "ключ таблицы": "order_id, line_no", "ключ сообщения": lines[0].key},
        {"таблица": "visits", "ключ таблицы": "нет", "ключ сообщения": json.dumps(visit.key)},
        {"таблица": "products", "ключ таблицы": "id", "ключ сообщения": product.key},
    ]
)
assert visit.key is None and product.key == {"sku": "SKU-003"}

# %% [markdown]
# ## Порядок между топиками
#
# Две транзакции пишут вперемешку в две таблицы. Первая начала раньше, закончила позже. `source.lsn` — место записи в WAL,
# и он порядка не даёт. Порядок даёт пара из `source.sequence`: LSN последнего COMMIT до события и свой LSN.

# %%
# region interleaved
first, second = postgres.connect(autocommit=False), postgres.connect(autocommit=False)
first.execute("update orders set comment = 'первая начала' where id = 1")
second.execute("update customers set phone = 'вторая' where id = 2")
second.connection.commit()
first.execute("update customers set phone = 'первая' where id = 3")
first.connection.commit()
# endregion
first.close()
second.close()
events = [*topics["orders"].take(1), *topics["customers"].take(2)]


def line(message):
    source = message.value["source"]
    last_commit, _ = lsn.position(source)
    return {
        "table": source["table"],
        "id": message.key["id"],
        "tx": "первая" if source["txId"] == events[0].value["source"]["txId"] else "вторая",
        "lsn": lsn.render(source["lsn"]),
        "last_commit": lsn.render(last_commit),
    }


# %% tags=["out:order-by-lsn", "mask:last_commit", "mask:lsn"]
by_lsn = sorted(events, key=lambda message: message.value["source"]["lsn"])
show.table(map(line, by_lsn))
assert [line(m)["tx"] for m in by_lsn] == ["первая", "вторая", "первая"], "по lsn транзакция разорвана"

# %% tags=["out:order-by-sequence", "mask:last_commit", "mask:lsn"]
by_sequence = sorted(events, key=lambda message: lsn.position(message.value["source"]))
show.table(map(line, by_sequence))
assert [line(m)["tx"] for m in by_sequence] == ["вторая", "первая", "первая"], "порядок COMMIT"

# %% [markdown]
# Сравнивать нужно числа. В JSON это строка со строками, и строки упорядочены по буквам.

# %% tags=["out:sequence-as-text"]
earlier, later = '["999","1000"]', '["1000","1001"]'
print("как текст: ", "раньше" if earlier < later else "позже")
print("как числа: ", "раньше" if lsn.position({"sequence": earlier}) < lsn.position({"sequence": later}) else "позже")
assert earlier > later and lsn.position({"sequence": earlier}) < lsn.position({"sequence": later})

# %% [markdown]
# ## Схема конверта
#
# В `source.name` стоит префикс топиков, в `source.txId` — номер транзакции.
#
# Тот же конверт глазами реестра схем: имя, тип, можно ли `null`. Её показывает `JsonConverter` со схемами.

# %%
connect.run(
    config
    | {
        "key.converter": "org.apache.kafka.connect.json.JsonConverter",
        "value.converter": "org.apache.kafka.connect.json.JsonConverter",
        "value.converter.schemas.enable": "true",
    }
)
slots.wait_streaming(db, "shop_slot")
db.execute("update payments set method = 'card' where id = 900")
[described] = topics["payments"].take(1)
schema = described.value["schema"]

# %% tags=["out:envelope-schema"]
print(schema["name"], "версия", schema["version"])
show.table(
    {"поле": field["field"], "type": field["type"], "name": field.get("name"), "optional": field["optional"]}
    for field in schema["fields"]
)
required = {field["field"] for field in schema["fields"] if not field["optional"]}
assert required == {"source", "op"}

# %% tags=["out:source-schema"]
source = next(field for field in schema["fields"] if field["field"] == "source")
show.table(
    {
        "поле source": field["field"],
        "type": field["type"],
        "optional": field["optional"],
        "значение": "≈"
        if field["type"] == "int64" and described.value["payload"]["source"][field["field"]] is not None
        else described.value["payload"]["source"][field["field"]]
        if field["field"] != "sequence"
        else "…",
    }
    for field in source["fields"]
)

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
# # Оффсеты и история схем
#
# Где лежит оффсет, когда он пишется, что с ним делает переименование, как перенести позицию под новое имя — и почему
# коннектору PostgreSQL не нужен топик с историей схем.

# %%
from cdclab import connect, fresh, kafka, shop, show, slots
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
config = connect.load("connector.json")
connect.run(config)
slots.wait_streaming(db, "shop_slot")
orders = kafka.Topic("shop.public.orders")
orders.skip(120)
journal = kafka.Topic(kafka.OFFSETS_TOPIC)
journal.rest()


def new_order(comment):
    db.execute("insert into orders (customer_id, total, comment) values (1, 10, %(comment)s)", comment=comment)


def stored(name, prefix, at_least=0):
    """Последняя запись об оффсете этого коннектора, когда она дошла до позиции."""

    def found():
        records.extend(journal.rest())
        mine = [m for m in records if m.key == [name, {"server": prefix}] and m.value]
        return mine[-1] if mine and mine[-1].value["lsn"] >= at_least else None

    return until(found, f"оффсета {name} в служебном топике")


records = []

# %% [markdown]
# ## Событий двести, записей об оффсете единицы
#
# Оффсет едет с каждым событием, но пишется не с каждым: воркер сохраняет последний раз в `offset.flush.interval.ms`.

# %% tags=["out:offset-flush"]
for number in range(200):
    new_order(f"заказ {number}")
events = orders.take(200)
last = stored("shop-connector", "shop", events[-1].value["source"]["lsn"])
written = [m for m in records if m.value and m.timestamp_ms >= events[0].timestamp_ms]
show.table(
    [
        {"что": "событий в топике заказов", "сколько": len(events)},
        {"что": "записей об оффсете за это время", "сколько": f"≈{len(written)}"},
    ]
)
print("оффсет записан позже своего события:", last.timestamp_ms >= events[-1].timestamp_ms)
assert len(written) < len(events) / 5 and last.timestamp_ms >= events[-1].timestamp_ms

# %% tags=["out:offset-record"]
show.document({"topic": last.topic, "key": last.key, "value": last.value})

# %% [markdown]
# То же самое отдаёт REST: там ключ разобран на имя (в адресе) и раздел.

# %% tags=["out:offset-rest"]
show.document(connect.offsets("shop-connector"))

# %% [markdown]
# ## Новое имя — новый снапшот
#
# Конфигурация та же, слот тот же, префикс тот же. Изменилось одно слово в `name`.

# %% tags=["out:renamed-snapshot"]
connect.stop("shop-connector")
slots.wait_released(db, "shop_slot")
new_order("создан во время переименования")
gone = db.value("select max(id) from orders where comment = 'заказ 199'")
db.execute("delete from orders where id = %(id)s", id=gone)
connect.delete("shop-connector")

connect.run(config | {"name": "orders-connector"})
slots.wait_streaming(db, "shop_slot")
new_order("после переименования")
again = orders.take_until(lambda m: m.value and m.value["after"]["comment"] == "после переименования", "нового заказа")
ops = [m.value["op"] for m in again if m.value]
show.table([{"op": op, "событий": ops.count(op)} for op in sorted(set(ops))])
print("строк в таблице:", db.value("select count(*) from orders"))
print("удаление заказа дошло:", any(m.key == {"id": gone} for m in again))
assert ops.count("r") == db.value("select count(*) from orders") - 1
assert not any(m.key == {"id": gone} for m in again), "удаление потеряно"

# %% [markdown]
# Триста с лишним строк пришли ещё раз, а удаление, сделанное между остановкой и запуском, не пришло вовсе: снапшот видит только
# то, что есть. Слот его держал, но новый коннектор начал не с позиции слота, а со своего снапшота.
#
# В служебном топике теперь два ключа. Старый никто не сотрёт.

# %% tags=["out:offset-keys"]
position = again[-1].value["source"]["lsn"]
stored("orders-connector", "shop", position)
latest = {str(m.key): m for m in records}
show.table([{"ключ": key} for key in sorted(latest) if latest[key].value and "connector" in key])

# %% [markdown]
# ## Новый префикс — новый снапшот и новые топики
#
# Старые топики замирают без единого сообщения о переезде.

# %% tags=["out:renamed-prefix"]
connect.run(config | {"name": "orders-connector", "topic.prefix": "store"})
slots.wait_streaming(db, "shop_slot")
new_order("в новом топике")
count = db.value("select count(*) from orders")
moved = kafka.Topic("store.public.orders").take(count)
show.table(
    [
        {"топик": "store.public.orders", "событий": len(moved)},
        {"топик": "shop.public.orders", "событий": len(orders.rest())},
    ]
)
assert moved[-1].value["after"]["comment"] == "в новом топике" and not orders.rest()

# %% [markdown]
# ## Переименовать без снапшота
#
# Остановить, взять оффсет, создать коннектор под новым именем остановленным (`initial_state`, Kafka 3.7), отдать ему оффсет,
# запустить. Заказ, созданный посередине, слот держит для нового имени.

# %% tags=["out:renamed-safely"]
old, new = "orders-connector", "store-connector"
store = kafka.Topic("store.public.orders")
store.rest()
# region carry
connect.stop(old)
slots.wait_released(db, "shop_slot")
position = connect.offsets(old)
new_order("посередине")
connect.create_stopped(config | {"name": new, "topic.prefix": "store"})
connect.set_offsets(new, position)
connect.delete_offsets(old)
connect.delete(old)
connect.resume(new)
# endregion
slots.wait_streaming(db, "shop_slot")
new_order("после переноса")
came = store.take(2)
show.table({"op": m.value["op"], "comment": m.value["after"]["comment"]} for m in came)
assert [m.value["op"] for m in came] == ["c", "c"] and not store.rest()

# %% [markdown]
# ## История схем
#
# Коннектор остановлен. Появился заказ, потом столбец, потом ещё заказ. Оба события прочитаны после этого — одним и тем же
# коннектором, когда в таблице столбец уже есть.

# %% tags=["out:schema-from-wal"]
connect.stop(new)
slots.wait_released(db, "shop_slot")
new_order("до столбца")
db.execute("alter table orders add column channel text")
db.execute("insert into orders (customer_id, total, comment, channel) values (1, 10, 'после столбца', 'app')")
connect.resume(new)
before, after = store.take(2)
for message in (before, after):
    row = message.value["after"]
    show.document({"comment": row["comment"], "столбцы": list(row)})
assert "channel" not in before.value["after"] and after.value["after"]["channel"] == "app"

# %% [markdown]
# Топика с историей схем нет, и опций для него (`schema.history.internal.kafka.topic` и соседних) у коннектора нет: описание
# таблицы на момент изменения прислал сам сервер.

# %% tags=["out:no-schema-history"]
print("топики:", ", ".join(name for name in kafka.topics() if not name.startswith("__debezium-heartbeat")))
options = [option["name"] for option in connect.config_def("PostgresConnector")]
print("опций всего:", len(options))
print("опций истории схем:", [name for name in options if name.startswith("schema.history")])
assert not [name for name in options if name.startswith("schema.history")]

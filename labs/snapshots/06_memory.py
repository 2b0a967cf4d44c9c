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
# # Память и потоки
#
# Широкая таблица, приёмник, который не принимает, и куча воркера: сколько строк снапшота лежит в памяти и чем их число ограничить.
# Потом снапшот в несколько потоков: видят ли они одни и те же данные.

# %%
from cdclab import connect, fresh, jolokia, kafka, shop, show, stand, visits
from cdclab.gate import Gate
from cdclab.waiting import until

WIDTH = 20_000
ROWS = 3_000
db = fresh.start()
shop.create(db)
shop.admit_reader(db)
visits.create(db, 0)
db.execute("alter table visits alter column page set storage external")
visits.fill(db, ROWS, width=WIDTH)
gate = Gate(db)
config = connect.load("connector.json") | {
    "snapshot.mode": "initial",
    "table.include.list": "public.visits",
    "snapshot.select.statement.overrides": "public.visits",
    "snapshot.select.statement.overrides.public.visits": "select * from public.visits where gate(id, 1)",
    "heartbeat.interval.ms": "0",
    "producer.override.buffer.memory": "1000000",
}
config = {name: value for name, value in config.items() if not name.startswith(("signal", "notification"))}
MB = 1_000_000

# %% [markdown]
# ## Замер
#
# Снапшот держат у ворот, брокер ставят на паузу, ворота открывают. Писать некуда, и снапшот упирается в полные буферы. Тогда собираем
# мусор и смотрим, сколько осталось: это и есть память, которую он держит.


# %%
def metric(name, attribute):
    """Число из метрик снапшота."""
    return jolokia.metric(name, "snapshot", attribute)


def wait_full(name, limit):
    """Очередь полна: по записям или по байтам. Дальше снапшот не читает."""

    def full():
        return metric(name, "QueueRemainingCapacity") == 0 or 0 < limit * 0.9 < metric(name, "CurrentQueueSizeInBytes")

    until(full, "полной очереди", 60)


def held(name, **options):
    """Сколько МБ держит снапшот с такими опциями."""
    own = {"name": name, "topic.prefix": name, "slot.name": f"{name}_slot"}
    gate.close()
    connect.put(config | own | {option.replace("_", "."): value for option, value in options.items()})
    gate.waiting()
    before = jolokia.live_heap()
    stand.pause("kafka")
    try:
        gate.open()
        wait_full(name, int(options.get("max_queue_size_in_bytes", "0")))
        found = {"МБ": (jolokia.live_heap() - before) // MB, "в очереди": metric(name, "CurrentQueueSizeInBytes") // MB}
    finally:
        stand.resume("kafka")
    until(lambda: metric(name, "SnapshotCompleted"), "конца снапшота", 90)
    connect.delete(name)
    return found


# %% [markdown]
# ## Порция чтения
#
# `snapshot.fetch.size` — сколько строк драйвер берёт у сервера за раз и держит в памяти. Очередь сделана маленькой, чтобы не мешала.

# %% tags=["out:memory-fetch"]
SMALL = {"max_queue_size": "20", "max_batch_size": "10"}
fetch = {size: held(f"fetch{size}", snapshot_fetch_size=str(size), **SMALL) for size in (100, 3000)}
show.table({"snapshot.fetch.size": size, "в памяти": f"≈{it['МБ']} МБ"} for size, it in fetch.items())
assert fetch[3000]["МБ"] > 45 and fetch[100]["МБ"] < 15, fetch

# %% [markdown]
# ## Очередь: в записях и в байтах
#
# `max.queue.size` считает записи и не знает, что каждая по 20 КБ. `max.queue.size.in.bytes` считает байты. Порция мала, мешает не она.

# %% tags=["out:memory-queue"]
queue = {
    "max.queue.size = 2000": held("records", snapshot_fetch_size="50", max_queue_size="2000", max_batch_size="10"),
    "max.queue.size.in.bytes = 5000000": held(
        "bytes", snapshot_fetch_size="50", max_queue_size="2000", max_batch_size="10", max_queue_size_in_bytes="5000000"
    ),
}
show.table({"предел очереди": name, "в памяти": f"≈{it['МБ']} МБ"} for name, it in queue.items())
assert queue["max.queue.size = 2000"]["МБ"] > 3 * queue["max.queue.size.in.bytes = 5000000"]["МБ"], queue

# %% [markdown]
# ## Что видно в метриках
#
# `CurrentQueueSizeInBytes` показывает байты, только когда предел в байтах задан.

# %% tags=["out:memory-metrics"]
show.table(
    {"предел очереди": name, "CurrentQueueSizeInBytes": "0" if it["в очереди"] == 0 else "около предела"}
    for name, it in queue.items()
)

# %% [markdown]
# ## Потоки: один срез на всех?
#
# `snapshot.max.threads=2`: два сеанса читают `customers` и `products` и стоят у ворот. Пока они стоят, меняется заказ. Таблица `orders`
# достанется тому, кто освободится первым. Каким приедет заказ?

# %%
PARALLEL = {
    "table.include.list": "public.customers,public.products,public.orders",
    "snapshot.max.threads": "2",
    "snapshot.select.statement.overrides": "public.customers,public.products",
    "snapshot.select.statement.overrides.public.customers": "select * from public.customers where gate(id, 1)",
    "snapshot.select.statement.overrides.public.products": "select * from public.products where gate(id, 1)",
}


def parallel(name):
    """Сколько сеансов читали и каким приехал заказ 1, изменённый, пока они стояли."""
    db.execute("update orders set comment = 'старый' where id = 1")
    gate.close()
    connect.put(config | PARALLEL | {"name": name, "topic.prefix": name, "slot.name": f"{name}_slot"})
    readers = len(set(gate.waiting(2)))
    db.execute("update orders set comment = 'новый' where id = 1")
    gate.open()
    read = kafka.Topic(f"{name}.public.orders").take_until(lambda m: m.key == {"id": 1}, "заказа 1", 60)[-1]
    connect.delete(name)
    return {"сеансов": readers, "заказ 1 в снапшоте": read.value["after"]["comment"]}


# %% tags=["out:memory-threads"]
created = parallel("created")
db.execute("select pg_create_logical_replication_slot('existing_slot', 'pgoutput')")
existing = parallel("existing")
show.table([{"слот": "создал коннектор"} | created, {"слот": "был до старта"} | existing])
assert created == {"сеансов": 2, "заказ 1 в снапшоте": "старый"}, created
assert existing["заказ 1 в снапшоте"] == "новый", existing
gate.end()

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
# # Очередь и память
#
# Между потоком, который читает слот, и потоком, который отдаёт записи Connect, стоит очередь в памяти воркера. Смотрим, что
# её ограничивает. Коннектор ставим на паузу: Connect перестаёт забирать записи, а Debezium продолжает читать.

# %%
import httpx

from cdclab import connect, fresh, jmx, kafka, shop, show, slots
from cdclab.settings import settings
from cdclab.waiting import until

ROWS, BYTES = 400, 16_384

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create table documents (id bigint generated always as identity primary key, body text not null)")
db.execute("alter publication shop_pub add table documents; grant select on documents to cdc_reader")
config = connect.load("connector.json") | {"snapshot.mode": "no_data", "table.include.list": "public.documents"}
topic = kafka.Topic("shop.public.documents")

# %% [markdown]
# ## Умолчания
#
# Предел в записях есть, предела в байтах нет: `0` значит «не ограничено».

# %% tags=["out:queue-defaults"]
names = (
    "max.queue.size",
    "max.queue.size.in.bytes",
    "max.batch.size",
    "poll.interval.ms",
    "snapshot.fetch.size",
    "incremental.snapshot.chunk.size",
)
declared = {option["name"]: option["default_value"] for option in connect.config_def("PostgresConnector")}
show.table({"option": name, "default": declared[name]} for name in names)
assert declared["max.queue.size.in.bytes"] == "0"

# %% [markdown]
# Пачка не меньше очереди — ошибка, и её находит проверка.

# %% tags=["out:queue-batch"]
[problem] = connect.validate(config | {"max.queue.size": "2048", "max.batch.size": "2048"})
print(problem["name"], "|", problem["errors"][0])

# %% [markdown]
# ## Одна и та же пачка, два предела
#
# Четыреста строк по 16 КБ. Строки случайные: сжатые сервером не дали бы тех байт, о которых речь.


# %%
def fill():
    db.execute(
        f"insert into documents (body) select left((select string_agg(md5(n::text || k), '') from"
        f" generate_series(1, {BYTES // 32}) as k), {BYTES}) from generate_series(1, {ROWS}) as n"
    )


def queued(gauges):
    """Сколько записей стоит в очереди."""
    return int(gauges["queuetotalcapacity"] - gauges["queueremainingcapacity"])


def paused(limit):
    """Очередь приостановленного коннектора, когда в неё больше ничего не входит."""
    connect.run(config | ({"max.queue.size.in.bytes": str(limit)} if limit else {}))
    slots.wait_streaming(db, "shop_slot")
    httpx.put(f"{settings().connect_url}/connectors/shop-connector/pause").raise_for_status()
    until(lambda: connect.states("shop-connector") == ["PAUSED", "PAUSED"], "паузы")
    fill()

    def full():
        gauges = jmx.streaming("shop")
        if gauges and (queued(gauges) >= ROWS or 0 < limit <= gauges["currentqueuesizeinbytes"]):
            return gauges
        return None

    return until(full, lambda: f"полной очереди: {jmx.streaming('shop')}")


# %%
LIMIT = 2_000_000
without = paused(0)
connect.resume("shop-connector")
topic.skip(ROWS)
within = paused(LIMIT)

# %% tags=["out:queue-bounded"]
show.table(
    [
        {
            "предел в байтах": "нет",
            "записей в очереди": queued(without),
            "байт по метрике": int(without["currentqueuesizeinbytes"]),
        },
        {
            "предел в байтах": LIMIT,
            "записей в очереди": f"≈{queued(within)}",
            "байт по метрике": f"≈{round(within['currentqueuesizeinbytes'], -5):.0f}",
        },
    ]
)
print("с пределом вошло меньше половины строк:", queued(within) < ROWS / 2)
assert queued(without) == ROWS and without["currentqueuesizeinbytes"] == 0
assert queued(within) < ROWS / 2 and within["currentqueuesizeinbytes"] < LIMIT + 10 * BYTES

# %% [markdown]
# Без предела вся пачка лежит в куче воркера, а метрика байтов показывает ноль: Debezium не считает то, что не ограничено. С
# пределом лишнее осталось в PostgreSQL: читающий поток ждёт, слот держит WAL.
#
# Потерь нет: после паузы доходит всё.

# %% tags=["out:queue-drained"]
connect.resume("shop-connector")
rest = topic.take(ROWS)
print("строк в таблице:", db.value("select count(*) from documents"))
print("событий пришло: ", 2 * ROWS if len(rest) == ROWS else len(rest))
assert rest[-1].value["after"]["id"] == 2 * ROWS

# %% [markdown]
# ## Одной строки предел не режет
#
# Запись кладут в очередь, если та ещё не полна. Поэтому строка больше предела всё равно пройдёт: в памяти её держать придётся.

# %% tags=["out:queue-one-row"]
connect.run(config | {"max.queue.size.in.bytes": "1000"})
slots.wait_streaming(db, "shop_slot")
db.execute("insert into documents (body) values (repeat('x', 100000))")
[big] = topic.take(1)
print("предел 1000 байт, пришла строка:", len(big.value["after"]["body"]), "символов")

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
# # Прогоны для плеера событий
#
# Каждая ячейка ниже — прогон: несколько шагов на живом стенде, после каждого записано, что осталось в WAL, слоте, топиках и у
# консьюмера. Плеер в главах и на слайдах показывает ровно эти записи.

# %%
from cdclab import connect, fresh, replay, shop, sink, slots
from cdclab.polling import Poller, ids

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.script("sql/outbox.sql", "table")
db.execute("create extension pg_walinspect")
db.execute("alter publication shop_pub add table outbox; grant select on outbox to cdc_reader")
# Топик создаёт первое событие: эта строка уйдёт в снапшот.
db.execute("insert into outbox (aggregatetype, aggregateid, type, payload) values ('order', '1', 'OrderPlaced', '{}')")
config = connect.load("connector.json") | sink.OPTIONS | {"table.include.list": "public.orders,public.outbox"}
connect.run(config)
slots.wait_streaming(db, config["slot.name"])
recorder = replay.Recorder(db, config)

# %% [markdown]
# ## Гонка опроса
#
# Два сеанса вставляют заказы, между их COMMIT работает опрос. Опрос здесь такой же сеанс, как остальные.

# %% tags=["out:replay-race", "mask:bytes"]
INSERT = "insert into orders (customer_id, total, comment) values (7, 99.90, '{}')"
POLL = "select id, comment from orders where id > {} order by id"
by_id = Poller(db, "id")
polled = []


def poll(title):
    """Запрос опроса как шаг прогона и то, что он вернул, по настоящему опросу."""
    mark = by_id.mark
    polled.append(ids(by_id.poll()))
    recorder.server(f"{title} вернул {polled[-1]}, отметка {by_id.mark}", POLL.format(mark))


recorder.transaction(
    "Медленный вставил заказ 121 и не закончил", INSERT.format("медленный"), session="медленный", end=None
)
recorder.transaction(
    "Быстрый вставил 122 и закончил", INSERT.format("быстрый"), session="быстрый", events={"orders": 1}
)
poll("Опрос")
recorder.transaction(
    "Медленный закончил: событие 121 пришло вторым",
    "update orders set comment = 'медленный закончил' where id = 121",
    session="медленный",
    events={"orders": 2},
)
poll("Опрос")
run = recorder.run()
print(replay.text(run))

streamed = [message["key"]["id"] for step in run["steps"] for message in step["kafka"]]
assert polled == [[122], []] and by_id.mark == 122
assert streamed == [122, 121, 121]

# %% [markdown]
# ## Outbox в одной транзакции с заказом
#
# COMMIT отдаёт оба события, откат — ни одного, а удаление строки в той же транзакции событию не мешает.

# %% tags=["out:replay-outbox", "mask:bytes"]
EVENT = (
    "insert into outbox (id, aggregatetype, aggregateid, type, payload)"
    " values ('00000000-0000-0000-0000-00000000{0}', 'order', '{0}', 'OrderPlaced', '{{\"order\": {0}}}')"
)
ORDER = "insert into orders (id, customer_id, total) values ({}, 7, 99.90)"

recorder.transaction("Заказ и событие вставлены, COMMIT ещё нет", ORDER.format(2001), EVENT.format(2001), end=None)
recorder.transaction("COMMIT: в потоке сразу оба", events={"orders": 1, "outbox": 1})
recorder.transaction("Второй заказ откатился вместе с событием", ORDER.format(2002), EVENT.format(2002), end="rollback")
recorder.transaction(
    "Третий: строка outbox удалена в той же транзакции",
    ORDER.format(2003),
    EVENT.format(2003),
    "delete from outbox where aggregateid = '2003'",
    events={"orders": 1, "outbox": 3},
)
run = recorder.run()
print(replay.text(run))

ops = [
    [(m["topic"].rpartition(".")[2], m["value"] and m["value"]["op"]) for m in step["kafka"]] for step in run["steps"]
]
assert ops[0] == ops[2] == []
assert ops[1] == [("orders", "c"), ("outbox", "c")]
assert ops[3] == [("orders", "c"), ("outbox", "c"), ("outbox", "d"), ("outbox", None)]

# %%
recorder.close()

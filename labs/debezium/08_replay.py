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
# # Прогон для плеера: покупка
#
# Одна покупка в трёх таблицах, ещё один заказ и сохранение оффсета. Плеер показывает, что после каждого шага лежит в WAL, в
# слоте, в оффсете, в топиках и в копии у консьюмера.

# %%
from cdclab import connect, fresh, lsn, replay, shop, sink, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create extension pg_walinspect")
config = connect.load("connector.json") | sink.OPTIONS
connect.run(config)
slots.wait_streaming(db, config["slot.name"])
recorder = replay.Recorder(db, config)

# %% [markdown]
# ## Покупка
#
# Два заказа подряд сохраняют и подтверждают всё, что было до них, чтобы прогон начался с чистого места.

# %% tags=["out:replay-purchase", "mask:bytes"]
for number in (900, 901):
    recorder.transaction(
        "Разминка", f"insert into orders (id, customer_id, total) values ({number}, 1, 10.00)", events={"orders": 1}
    )
recorder.flushed()
recorder.run()

recorder.transaction(
    "Покупка началась: в журнале записи есть, в слоте ничего",
    "insert into orders (id, customer_id, total) values (1001, 7, 260.00)",
    "insert into order_lines values (1001, 1, 3, 1, 160.00), (1001, 2, 4, 2, 50.00)",
    session="касса",
    end=None,
)
recorder.transaction(
    "Оплата и COMMIT: четыре события в трёх топиках",
    "insert into payments (id, order_id, external_id, method, amount)"
    " values (900, 1001, md5('платёж')::uuid, 'sbp', 260.00)",
    session="касса",
    events={"orders": 1, "order_lines": 2, "payments": 1},
)
recorder.transaction(
    "Другая покупка отменена: в топиках её нет",
    "insert into orders (id, customer_id, total) values (1002, 8, 5.00)",
    session="отмена",
    end="rollback",
)
recorder.transaction(
    "Заказ отправлен: событие u",
    "update orders set status = 'shipped' where id = 1001",
    events={"orders": 1},
)
recorder.flush("Connect сохранил оффсет и подтвердил слот")
run = recorder.run()
print(replay.text(run))

steps = run["steps"]
counts = [len(step["kafka"]) for step in steps]
assert counts == [0, 4, 0, 1, 0]
assert steps[0]["wal"] and not steps[0]["pgoutput"] and steps[2]["wal"] and not steps[2]["pgoutput"]
assert lsn.parse(steps[4]["offset"]["lsn"]) == steps[3]["kafka"][0]["value"]["source"]["lsn"]
assert lsn.parse(steps[4]["slot"]["confirmed_flush_lsn"]) > lsn.parse(steps[0]["slot"]["confirmed_flush_lsn"])

# %%
recorder.close()

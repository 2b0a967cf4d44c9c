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
# Прогон на живом стенде: столбец переименовали, потом удалили. После каждого шага записано, что осталось в WAL, что отдал
# pgoutput, какие сообщения пришли в топики и что держит консьюмер на Python.

# %%
from cdclab import connect, fresh, replay, shop, sink, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create extension pg_walinspect")
config = connect.load("../postgres/connector.json") | sink.OPTIONS
connect.run(config)
slots.wait_streaming(db, config["slot.name"])
recorder = replay.Recorder(db, config)

# %% [markdown]
# ## Столбец переименовали
#
# ALTER TABLE в поток не попадает. Консьюмер узнаёт о нём по полю, которого раньше не было, и по полю, которого больше нет.

# %% tags=["out:replay-rename", "mask:bytes"]
UPDATE = "update payments set {column} = 'invoice' where id = {id}"
recorder.transaction("До миграции: поле method", UPDATE.format(column="method", id=1), events={"payments": 1})
recorder.transaction("ALTER TABLE: в топиках тишина", "alter table payments rename column method to kind")
recorder.transaction("После: RELATION и поле kind", UPDATE.format(column="kind", id=1), events={"payments": 1})
recorder.transaction("Удалили столбец: снова тишина", "alter table payments drop column kind")
recorder.transaction("Строка без столбца", "update payments set amount = 77 where id = 1", events={"payments": 1})
run = recorder.run()
print(replay.text(run))

steps = run["steps"]
assert [len(step["kafka"]) for step in steps] == [1, 0, 1, 0, 1]
after = [step["kafka"][0]["value"]["after"] for step in steps if step["kafka"]]
assert "method" in after[0] and "method" not in after[1] and "kind" in after[1] and "kind" not in after[2]
held = steps[-1]["state"]["rows"][0]["row"]
assert held["method"] == held["kind"] == "invoice" and held["amount"] == "77.00", "у консьюмера остались оба столбца"

# %%
recorder.close()

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
# Прогон на живом стенде: столбец переименовали, потом имя вернули. После каждого шага записано, что осталось в WAL, что отдал
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
UPDATE = "update payments set {column} = '{value}' where id = 1"
NOTHING = "ALTER TABLE: в топиках тишина"
recorder.transaction(
    "До миграции: поле method", UPDATE.format(column="method", value="invoice"), events={"payments": 1}
)
recorder.transaction(NOTHING, "alter table payments rename column method to kind")
recorder.transaction("После: поле kind", UPDATE.format(column="kind", value="sbp"), events={"payments": 1})
recorder.transaction("Имя вернули: снова тишина", "alter table payments rename column kind to method")
recorder.transaction("Снова method", UPDATE.format(column="method", value="card"), events={"payments": 1})
run = recorder.run()
print(replay.text(run))

steps = run["steps"]
assert [len(step["kafka"]) for step in steps] == [1, 0, 1, 0, 1]
after = [step["kafka"][0]["value"]["after"] for step in steps if step["kafka"]]
assert ["kind" in row for row in after] == [False, True, False]
held = [step["state"]["rows"][0]["row"] for step in steps]
assert held[2]["method"] == "invoice" and held[2]["kind"] == "sbp", "прежний столбец застыл"
assert held[4]["method"] == "card" and held[4]["kind"] == "sbp", "и этот теперь тоже"

# %%
recorder.close()

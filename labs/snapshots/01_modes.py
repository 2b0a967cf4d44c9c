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
# # Режимы снапшота
#
# Шесть коннекторов, шесть режимов, одна таблица. Каждый стартует трижды: впервые, после остановки и после того, как слот удалили.
# Считаем, что пришло: строки снапшота `r`, изменения `c`.

# %%
from cdclab import connect, fresh, kafka, shop, show, slots
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
base = connect.load("connector.json") | {"table.include.list": "public.customers", "heartbeat.interval.ms": "0"}
base = {name: value for name, value in base.items() if not name.startswith(("signal", "notification"))}
MODES = ("initial", "initial_only", "no_data", "when_needed", "always", "configuration_based")
BASED = {
    "snapshot.mode.configuration.based.snapshot.data": "true",
    "snapshot.mode.configuration.based.start.stream": "true",
}


def named(mode):
    """Свои имя, префикс и слот у каждого режима: друг другу они не мешают."""
    own = {"name": mode, "topic.prefix": mode, "slot.name": f"{mode}_slot", "snapshot.mode": mode}
    return base | own | (BASED if mode == "configuration_based" else {})


def customer(name):
    """Новая строка, по которой видно, что дошло."""
    db.execute(
        "insert into customers (email, full_name) values (%(name)s, %(name)s)",
        name=name,
    )


topics = {mode: kafka.Topic(f"{mode}.public.customers") for mode in MODES}
STREAMING = [mode for mode in MODES if mode != "initial_only"]


def arrived(marker):
    """Сколько r и c пришло каждому, пока не пришла строка-метка; initial_only потока не читает, метки у него нет."""
    found = {}
    for mode in STREAMING:
        messages = topics[mode].take_until(lambda m: m.value["after"]["full_name"] == marker and m.value["op"] == "c", marker)
        found[mode] = messages
    found["initial_only"] = topics["initial_only"].rest()
    return found


def table(found, marker):
    """Строка на режим."""
    for mode in MODES:
        ops = [m.value["op"] for m in found[mode]]
        after = [m.value["after"]["full_name"] for m in found[mode] if m.value["op"] == "c"]
        yield {
            "snapshot.mode": mode,
            "r": ops.count("r"),
            "новая строка в потоке": marker in after,
            "строка, вставленная при остановке": "c" if "остановлен" in after else "",
        }


# %% [markdown]
# ## Первый старт: оффсета нет
#
# 40 клиентов уже в таблице. После старта вставляем ещё одного.

# %% tags=["out:modes-first"]
for mode in MODES:
    connect.put(named(mode))
for mode in STREAMING:
    connect.wait_running(mode)
    slots.wait_streaming(db, f"{mode}_slot", 60)
until(lambda: len(kafka.Topic("initial_only.public.customers").rest()) == 40, "снапшота initial_only", 60, 0.5)
customer("первый")
first = arrived("первый")
show.table(table(first, "первый"), ["snapshot.mode", "r", "новая строка в потоке"])
counts = {mode: [m.value["op"] for m in first[mode]].count("r") for mode in MODES}
assert counts == dict.fromkeys(MODES, 40) | {"no_data": 0}

# %% [markdown]
# `initial_only` потока не читает. Что он оставил на сервере?

# %% tags=["out:modes-initial-only"]
session = "select state, count(*) from pg_stat_activity where usename = 'cdc_reader' and state <> 'idle' and application_name = 'Debezium General' group by state"
show.record(db.one("select slot_name, active from pg_replication_slots where slot_name = 'initial_only_slot'"))
print("коннектор и таск:", ", ".join(connect.states("initial_only")))
idle = "select count(*) from pg_stat_activity where usename = 'cdc_reader' and state like 'idle in transaction%'"
until(lambda: db.value(idle) == 0, "конца транзакций снапшота")
print("сеансов cdc_reader в состоянии idle in transaction:", db.value(idle))

# %% [markdown]
# ## Второй старт: оффсет есть
#
# Останавливаем всех, вставляем строку, запускаем снова, вставляем метку.

# %% tags=["out:modes-second"]
for mode in MODES:
    connect.stop(mode)
customer("остановлен")
for mode in MODES:
    connect.resume(mode)
for mode in STREAMING:
    slots.wait_streaming(db, f"{mode}_slot", 60)
customer("второй")
second = arrived("второй")
show.table(table(second, "второй"))
counts = {mode: [m.value["op"] for m in second[mode]].count("r") for mode in MODES}
assert counts == dict.fromkeys(MODES, 0) | {"always": 42, "configuration_based": 42}, counts

# %% [markdown]
# ## Третий старт: слот удалили

# %% tags=["out:modes-slot-dropped"]
for mode in MODES:
    connect.stop(mode)
for mode in MODES:
    slots.wait_released(db, f"{mode}_slot")
    db.execute(f"select pg_drop_replication_slot('{mode}_slot')")


def revived(mode):
    """Что ответил коннектор на пропажу слота."""
    try:
        connect.resume(mode)
        if mode in STREAMING:
            slots.wait_active(db, f"{mode}_slot", 60)
    except connect.ConnectError:
        return "FAILED"
    return connect.states(mode)[1]


rows = [{"snapshot.mode": mode, "таск": revived(mode)} for mode in MODES]
show.table(rows)

# %% [markdown]
# ## Имена, которых больше нет
#
# Статьи и старые конфигурации полны режимами, которых Debezium 3.7 не знает. `config/validate` находит их до запуска.

# %% tags=["out:modes-gone"]
old = ("never", "exported", "schema_only", "initial_schema_only", "recovery", "when_needed_no_data")
show.table(
    {"snapshot.mode": name, "validate": "отвергнут" if connect.validate(base | {"snapshot.mode": name}) else "принят"}
    for name in old
)
assert all(connect.validate(base | {"snapshot.mode": name}) for name in old)
for mode in MODES:
    connect.delete(mode)

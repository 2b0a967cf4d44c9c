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


def name_of(message):
    """Имя клиента в событии; у удаления и tombstone его нет."""
    return ((message.value or {}).get("after") or {}).get("full_name")


def arrived(marker):
    """Что пришло каждому, пока в потоке не появилась строка-метка; initial_only потока не читает."""
    found = {
        mode: topics[mode].take_until(lambda m: name_of(m) == marker and m.value["op"] == "c", f"метки {marker}", 60)
        for mode in STREAMING
    }
    return found | {"initial_only": topics["initial_only"].rest()}


def table(found, marker):
    """Строка на режим: сколько r, пришли ли метка и то, что случилось при остановке."""
    for mode in MODES:
        ops = [m.value["op"] for m in found[mode] if m.value]
        streamed = [name_of(m) for m in found[mode] if m.value and m.value["op"] == "c"]
        yield {
            "snapshot.mode": mode,
            "r": ops.count("r"),
            "новая строка": "c" if marker in streamed else "",
            "вставка при остановке": "c" if "остановлен" in streamed else "",
            "удаление при остановке": "d" if "d" in ops else "",
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
show.table(table(first, "первый"), ["snapshot.mode", "r", "новая строка"])
counts = {mode: sum(m.value["op"] == "r" for m in first[mode] if m.value) for mode in MODES}
assert counts == dict.fromkeys(MODES, 40) | {"no_data": 0}

# %% [markdown]
# `initial_only` потока не читает. Что он оставил на сервере?

# %% tags=["out:modes-initial-only"]
print("слоты:", ", ".join(row["slot_name"] for row in db.rows("select slot_name from pg_replication_slots order by 1")))
print("initial_only, коннектор и таск:", ", ".join(connect.states("initial_only")))
idle = "select count(*) from pg_stat_activity where usename = 'cdc_reader' and state like 'idle in transaction%'"
until(lambda: db.value(idle) == 0, "конца транзакций снапшота")
assert slots.get(db, "initial_only_slot") is None
print("сеансов cdc_reader в состоянии idle in transaction:", db.value(idle))

# %% [markdown]
# ## Второй старт: оффсет есть
#
# Останавливаем всех, одну строку вставляем, одну удаляем, запускаем снова и вставляем метку.

# %% tags=["out:modes-second"]
for mode in MODES:
    connect.stop(mode)
customer("остановлен")
db.execute("delete from customers where full_name = 'первый'")
for mode in MODES:
    connect.resume(mode)
for mode in STREAMING:
    slots.wait_streaming(db, f"{mode}_slot", 60)
customer("второй")
second = arrived("второй")
show.table(table(second, "второй"))
counts = {mode: sum(m.value["op"] == "r" for m in second[mode] if m.value) for mode in MODES}
assert counts == dict.fromkeys(MODES, 0) | {"always": 41, "configuration_based": 41}, counts
lost = {row["snapshot.mode"] for row in table(second, "второй") if not row["удаление при остановке"]}
assert lost == {"initial_only", "always", "configuration_based"}, lost

# %% [markdown]
# ## Третий старт: слот удалили

# %% tags=["out:modes-slot-dropped"]
for mode in MODES:
    connect.stop(mode)
for mode in STREAMING:
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


rows = [{"snapshot.mode": mode, "таск": revived(mode)} for mode in STREAMING]
show.table(rows)
assert [row["snapshot.mode"] for row in rows if row["таск"] == "RUNNING"] == ["when_needed"]

# %% [markdown]
# ## initial_only, а потом поток
#
# «Сначала снапшот, поток включим позже». Слота после `initial_only` нет, а оффсет есть. Меняем режим на `initial`.

# %% tags=["out:modes-only-then-initial"]
try:
    connect.run(named("initial_only") | {"snapshot.mode": "initial", "errors.max.retries": "0"})
    _ = slots.wait_active(db, "initial_only_slot", 60)
    customer("третий")
    found = topics["initial_only"].take_until(lambda m: name_of(m) == "третий", "метки", 60)
    raise AssertionError(f"Дыры не заметили: {[name_of(m) for m in found]}")
except connect.ConnectError as error:
    print("…" + str(error).rpartition("]], but")[2])

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

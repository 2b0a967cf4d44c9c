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
# # Пульс коннектора
#
# Таблицы магазина молчат, пишут соседи. Коннектор здоров, а WAL растёт. Четыре способа это лечить: два не работают.

# %%
from cdclab import connect, fresh, kafka, lsn, shop, show, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create table audit_log (id integer, note text)")
config = connect.load("connector.json")
SLOT = "shop_slot"
pulse = kafka.Topic("__debezium-heartbeat.shop")


def load_other_table():
    """20 МБ мимо публикации."""
    db.execute("insert into audit_log select n, repeat('x', 1000) from generate_series(1, 20000) as n")
    return db.value("select pg_current_wal_lsn()::text")


def lag():
    return db.ask("sql/slots.sql", "position", slot=SLOT)[0]["lag_bytes"]


def report(how):
    row = db.ask("sql/slots.sql", "monitor")[0]
    print(f"{how}: коннектор {connect.states('shop-connector')[1]}, lag {row['lag']}")


# %% [markdown]
# ## Болезнь

# %% tags=["out:heartbeat-none"]
connect.run(config)
slots.wait_active(db, SLOT)
kafka.Topic("shop.public.payments").skip(80)
load_other_table()
report("без пульса")
print()
show.table(db.ask("sql/slots.sql", "monitor"))
assert lag() > 20_000_000

# %% [markdown]
# ## Не лечит: один интервал
#
# `heartbeat.interval.ms` шлёт в Kafka сообщение-пульс с последним известным LSN. Новых событий нет — LSN тот же. Ждём
# восемь пульсов, это дольше одного сохранения оффсета.

# %% tags=["out:heartbeat-interval-only"]
beat = config | {"heartbeat.interval.ms": "1000"}
connect.run(beat)
pulse.skip(8, 90)
report("только интервал")
assert lag() > 20_000_000

# %% [markdown]
# ## Не лечит: запрос без прав
#
# `heartbeat.action.query` пишет в таблицу-пульс. Даём роли INSERT и UPDATE, как часто советуют, и получаем отказ: `ON
# CONFLICT` читает ключ, нужен ещё и SELECT. Коннектор об этом знает только в журнале: он `RUNNING`, слот стоит.

# %% tags=["out:heartbeat-refused"]
db.script("sql/heartbeat.sql", "table")
db.execute("grant insert, update on heartbeat to cdc_reader")
UPSERT = "insert into public.heartbeat values (1, now()) on conflict (id) do update set at = excluded.at"
started = db.value("select at from heartbeat")

connect.run(beat | {"heartbeat.action.query": UPSERT})
pulse.rest()
pulse.skip(8, 90)
report("запрос без SELECT")
assert db.value("select at from heartbeat") == started

# %% [markdown]
# ## Лечит: запрос, который выполняется, в таблицу из публикации
#
# С правом SELECT запрос проходит, изменение попадает в публикацию, Debezium его декодирует и подтверждает. Таблицы пульса
# нет в `table.include.list`, поэтому топика у неё не будет: событие отфильтровано, а LSN сдвинут.

# %% tags=["out:heartbeat-works"]
db.script("sql/heartbeat.sql", "grants", **shop.reader())
loaded = load_other_table()
slots.wait_flushed(db, SLOT, loaded)
report("запрос с SELECT")
assert lag() < 1_000_000
assert "shop.public.heartbeat" not in kafka.topics()

# %% [markdown]
# ## Лечит и без таблицы: логическое сообщение
#
# `pg_logical_emit_message` не требует ни таблицы, ни прав на неё. Чтобы сообщения не копились в топике `shop.message`, их
# отсекает `message.prefix.exclude.list`; слот при этом всё равно движется.

# %% tags=["out:heartbeat-message"]
connect.run(
    beat
    | {
        "heartbeat.action.query": "select pg_logical_emit_message(false, 'heartbeat', '')",
        "message.prefix.exclude.list": "heartbeat",
    }
)
slots.wait_active(db, SLOT)
loaded = load_other_table()
slots.wait_flushed(db, SLOT, loaded)
report("сообщение")
assert "shop.message" not in kafka.topics()

# %% [markdown]
# ## Лечит по-своему: lsn.flush.mode
#
# `connector_and_driver` разрешает драйверу подтверждать LSN по keep-alive сервера, когда подтверждать нечего. Запрос-пульс не
# нужен. Цена: слот может оказаться впереди оффсета в Kafka, поэтому вместе с ним задают `offset.mismatch.strategy`.

# %% tags=["out:heartbeat-driver"]
connect.run(config | {"lsn.flush.mode": "connector_and_driver", "status.update.interval.ms": "1000"})
slots.wait_active(db, SLOT)
loaded = load_other_table()
slots.wait_flushed(db, SLOT, loaded)
report("драйвер")
show.document(connect.offsets("shop-connector")[0]["offset"])
behind = lsn.parse(loaded) - connect.offsets("shop-connector")[0]["offset"]["lsn"]
print(f"оффсет в Kafka позади слота на {behind / 2**20:.0f} MB")
assert behind > 20_000_000

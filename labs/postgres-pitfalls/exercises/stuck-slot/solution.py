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

# %%
from cdclab import connect, postgres, show, slots

db = postgres.connect()
NAME, SLOT = "shop-connector", "shop_slot"

# %% [markdown]
# ## 1. Осмотритесь
#
# Что держит каждый слот и двигается ли пульс.

# %%
show.table(db.ask("../../sql/triage.sql", "slots"))
print(connect.config(NAME)["heartbeat.action.query"])
print(db.rows("select * from heartbeat"))

# %% [markdown]
# ## 2. Почините пульс
#
# Строка `heartbeat` должна меняться, и коннектор должен её читать.

# %%
# ON CONFLICT читает ключ: без SELECT сервер отказывает в самом запросе, и знает об этом только журнал воркера.
db.execute("grant select on heartbeat to cdc_reader")

# Теперь строка меняется, а слот стоит: pgoutput отдаёт только таблицы публикации.
db.execute("alter publication shop_pub add table heartbeat")

# %% [markdown]
# ## 3. Освободите диск
#
# Слот, который никому не нужен, держит столько же.

# %%
# Свой слот не трогаем: с ним ушёл бы и оффсет, а вернул бы всё только снапшот.
slots.wait_released(db, "poc_slot")
db.rows("select pg_drop_replication_slot('poc_slot')")

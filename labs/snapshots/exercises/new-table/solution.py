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
from cdclab import connect, kafka, postgres, signals, slots

db = postgres.connect()
config = connect.config("shop-connector")
print(config["table.include.list"])
for row in db.rows("select tablename from pg_publication_tables where pubname = 'shop_pub' order by 1"):
    print(row["tablename"])

# %% [markdown]
# ## 1. Поток

# %%
# Права и публикация раньше списка: снапшоту нужен SELECT, потоку — публикация. И таблица сигналов: без публикации коннектор её не слышит.
db.execute("grant select on reviews to cdc_reader")
db.execute("alter publication shop_pub add table reviews, debezium_signal")
config["table.include.list"] += ",public.reviews"
connect.run(config)
_ = slots.wait_active(db, "shop_slot")

# %% [markdown]
# ## 2. История

# %%
signals.by_table(db, "execute-snapshot", signals.snapshot("public.reviews"), id="reviews")
told = signals.Notices().until("COMPLETED", "reviews")
# COMPLETED приходит и тогда, когда таблица пропущена: верят статусу таблицы.
print([it["additional_data"]["status"] for it in told if it["type"] == "TABLE_SCAN_COMPLETED"])
print(len(kafka.Topic("shop.public.reviews").rest()))

# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python + Spark
#     language: python
#     name: spark
# ---

# %% [markdown]
# # Проба Spark
#
# Блокнот проверяет саму песочницу: Spark читает события магазина из Kafka, собирает из них последнее состояние каждого
# заказа и сверяет его с PostgreSQL. Второй запуск потока продолжает с контрольной точки и видит только новое.

# %%
# needs: spark
import tempfile

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from cdclab import connect, fresh, kafka, shop, show, spark
from cdclab.settings import labs_folder, settings

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
connector = connect.load(labs_folder() / "postgres" / "connector.json")
# Деньги приходят строкой: Spark прочитает её в decimal без потерь.
connect.run(connector | {"decimal.handling.mode": "string"})
topic = kafka.Topic("shop.public.orders")
topic.skip(120)

# %% [markdown]
# ## Изменения
#
# Обновления, удаление, вставка и смена первичного ключа: для потока она — удаление старого ключа и вставка нового. После
# каждого удаления в топике лежит tombstone.

# %%
db.execute("update orders set status = 'cancelled' where status = 'new' and id <= 60")
db.execute("delete from payments where order_id = 7; delete from orders where id = 7")
db.execute(
    "insert into orders (customer_id, status, total, placed_at) values (5, 'paid', 123.45, '2025-06-01 10:00+00')"
)
db.execute("update orders set id = 1000 where id = 121")
written = topic.take_until(lambda message: message.key == {"id": 1000}, "заказа 1000")

# %% [markdown]
# ## Поток
#
# `availableNow` читает всё, что лежит в топике, и останавливается; позицию хранит контрольная точка. Время работы Spark
# в этом блокноте — это почти целиком старт JVM.

# %%
session = spark.session("platform")
workspace = tempfile.TemporaryDirectory(prefix="spark-")
row = "id bigint, status string, total decimal(12, 2)"
envelope = f"op string, before struct<{row}>, after struct<{row}>"


def read_new() -> None:
    """Дочитать топик до конца и остановиться."""
    messages = (
        session.readStream.format("kafka")
        .option("kafka.bootstrap.servers", settings().kafka_bootstrap_servers)
        .option("subscribe", topic.name)
        .option("startingOffsets", "earliest")
        .load()
    )
    changes = messages.where("value is not null").select(
        "offset",
        f.from_json(f.col("key").cast("string"), "id bigint").alias("key"),
        f.from_json(f.col("value").cast("string"), envelope).alias("event"),
    )
    query = (
        changes.writeStream.format("parquet")
        .option("checkpointLocation", f"{workspace.name}/checkpoint")
        .trigger(availableNow=True)
        .start(f"{workspace.name}/changes")
    )
    query.awaitTermination()


def changes() -> DataFrame:
    """Всё, что поток прочитал до сих пор."""
    return session.read.parquet(f"{workspace.name}/changes")


# %% tags=["out:spark-changes"]
read_new()
by_op = changes().groupBy("event.op").count().orderBy("op")
show.table([row.asDict() for row in by_op.collect()])

# %% [markdown]
# ## Последнее состояние
#
# По каждому ключу побеждает событие с большим оффсетом; ключ, который кончился удалением, в таблице не остаётся.


# %%
def latest() -> list[dict[str, object]]:
    """Заказы, какими их оставило последнее событие."""
    last = changes().groupBy("key.id").agg(f.max_by("event", "offset").alias("event"))
    rows = last.where("event.op <> 'd'").select("event.after.*").orderBy("id").collect()
    return [row.asDict() for row in rows]


def source() -> list[dict[str, object]]:
    """Те же столбцы в PostgreSQL."""
    return db.rows("select id, status::text, total from orders order by id")


# %% tags=["out:spark-state"]
state = latest()
print(f"Spark: {len(state)} заказов, PostgreSQL: {len(source())}; совпадает: {state == source()}")
assert state == source()
show.table(state[-3:])

# %% [markdown]
# ## Продолжение
#
# Ещё одно изменение и ещё один запуск: прочитано одно событие, а не весь топик.

# %% tags=["out:spark-again"]
before = changes().count()
db.execute("update orders set status = 'shipped' where id = 1000")
topic.take(1)
read_new()
print(f"прочитано событий: {changes().count() - before}; совпадает: {latest() == source()}")
assert latest() == source()
session.stop()

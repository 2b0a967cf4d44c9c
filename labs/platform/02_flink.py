# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python + Flink
#     language: python
#     name: flink
# ---

# %% [markdown]
# # Проба Flink
#
# Блокнот проверяет саму песочницу: Flink читает события магазина форматом `debezium-json`, считает по ним оборот и сверяет
# его с PostgreSQL. Формат восстанавливает старую строку из `before`, поэтому таблице нужна REPLICA IDENTITY FULL.

# %%
# needs: flink
from pyflink.common import RowKind

from cdclab import connect, flink, fresh, kafka, shop, show
from cdclab.settings import labs_folder, settings

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("alter table orders replica identity full")
connector = connect.load(labs_folder() / "postgres" / "connector.json")
# Деньги приходят строкой: Flink прочитает её в DECIMAL без потерь.
connect.run(connector | {"decimal.handling.mode": "string"})
topic = kafka.Topic("shop.public.orders")
topic.skip(120)

# %% [markdown]
# ## Изменения
#
# Обновления, удаление, вставка и смена первичного ключа.

# %%
db.execute("update orders set status = 'cancelled' where status = 'new' and id <= 60")
db.execute("delete from payments where order_id = 7; delete from orders where id = 7")
db.execute(
    "insert into orders (customer_id, status, total, placed_at) values (5, 'paid', 123.45, '2025-06-01 10:00+00')"
)
db.execute("update orders set id = 1000 where id = 121")
written = topic.take_until(lambda message: message.key == {"id": 1000}, "заказа 1000")

# %% [markdown]
# ## Таблица над топиком
#
# Поток ограничен сверху: запрос дочитает топик до нынешнего конца и завершится.

# %%
tables = flink.tables()
tables.execute_sql(f"""
    create table orders (
      id bigint,
      status string,
      total decimal(12, 2)
    ) with (
      'connector' = 'kafka',
      'topic' = '{topic.name}',
      'properties.bootstrap.servers' = '{settings().kafka_bootstrap_servers}',
      'scan.startup.mode' = 'earliest-offset',
      'scan.bounded.mode' = 'latest-offset',
      'format' = 'debezium-json'
    )
""")

# %% [markdown]
# ## Оборот по статусам
#
# Ответ приходит потоком изменений: каждое обновление заказа отзывает старое значение суммы и шлёт новое. Состояние — то,
# что осталось после всех отзывов.

# %%
signs = {RowKind.INSERT: "+I", RowKind.UPDATE_BEFORE: "-U", RowKind.UPDATE_AFTER: "+U", RowKind.DELETE: "-D"}
turnover = {}
seen = set()
with tables.execute_sql("select status, count(*), sum(total) from orders group by status").collect() as answers:
    for row in answers:
        status, orders, total = row
        seen.add(signs[row.get_row_kind()])
        if row.get_row_kind() in (RowKind.INSERT, RowKind.UPDATE_AFTER):
            turnover[status] = (orders, total)
        else:
            turnover.pop(status, None)

# %% tags=["out:flink-turnover"]
state = [{"status": status, "orders": orders, "total": total} for status, (orders, total) in sorted(turnover.items())]
source = db.rows("select status::text, count(*) as orders, sum(total) as total from orders group by 1 order by 1")
print(f"виды изменений: {', '.join(sorted(seen))}; совпадает с PostgreSQL: {state == source}")
assert state == source
show.table(state)

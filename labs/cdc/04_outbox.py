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
# # Outbox: событие в той же транзакции
#
# Событие — это строка, вставленная вместе с заказом. До Kafka её доносит Debezium, который читает журнал базы. Потом то же самое
# без таблицы: событие кладут прямо в WAL.

# %%
import subprocess
import sys

from confluent_kafka.admin import NewTopic

from cdclab import connect, fresh, kafka, postgres, shop, show, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.script("sql/outbox.sql", "table")
db.script("sql/outbox.sql", "publication")

# Три партиции, чтобы было видно, что решает ключ.
client = kafka.admin()
for created in client.create_topics([NewTopic("outbox.event.order", 3, 1)]).values():
    created.result()

connect.run(connect.load("outbox.json"))
slots.wait_streaming(db, "outbox_slot")
topic = kafka.Topic("outbox.event.order")

# %% [markdown]
# ## Заказ и событие

# %% tags=["out:outbox-row"]
# region place
EVENT = """
    insert into outbox (aggregatetype, aggregateid, type, payload)
    values ('order', %(order)s, %(type)s, jsonb_build_object('order', %(order)s::text, 'status', %(status)s::text))
    returning *
"""


def place(session, order):
    """Заказ и событие о нём в открытой транзакции сеанса."""
    session.execute("insert into orders (id, customer_id, total) values (%(id)s, 7, 99.90)", id=order)
    return session.one(EVENT, order=str(order), type="OrderPlaced", status="new")


with postgres.connect(autocommit=False) as session:
    event = place(session, 1001)
    session.connection.commit()
# endregion

show.record({name: value for name, value in event.items() if name != "id"})

# %% [markdown]
# Конверта Debezium в сообщении нет: EventRouter разложил столбцы строки по частям сообщения.

# %% tags=["out:routed", "mask:id"]
message = topic.take(1)[0]
show.document(
    {
        "topic": message.topic,
        "key": message.key,
        "headers": {name: value for name, value in message.headers.items() if not name.startswith("__debezium")},
        "value": message.value,
    }
)
assert message.key == "1001" and message.headers["id"] == str(event["id"])

# %% [markdown]
# ## Откат

# %% tags=["out:outbox-rollback"]
with postgres.connect(autocommit=False) as session:
    place(session, 1002)
    print(session.refused("update products set stock = stock - 1000 where id = 1").splitlines()[0])
    session.connection.rollback()
with postgres.connect(autocommit=False) as session:
    place(session, 1003)
    session.connection.commit()
found = topic.take(1)
print("пришло:", [m.key for m in found], "— об отменённом 1002 ничего")
assert [m.key for m in found] == ["1003"]

# %% [markdown]
# ## SIGKILL после COMMIT
#
# Тот же сервис, тот же удар, что и в блокноте о двойной записи.

# %% tags=["out:outbox-killed"]
code = subprocess.run([sys.executable, "service.py", "outbox", "after-commit"], check=False).returncode
order = db.value("select max(id) from orders where id < 1000")
found = topic.take(1)
print("код выхода:", code, "заказ в базе:", order, "событие:", [m.key for m in found])
assert code == -9 and [m.key for m in found] == [str(order)]

# %% [markdown]
# ## Ключ и порядок
#
# Пять событий о двух заказах, в трёх партициях. Ключ — `aggregateid`, поэтому у каждого заказа одна партиция и порядок COMMIT.

# %% tags=["out:outbox-order"]
for order, status in ((1001, "paid"), (1003, "paid"), (1001, "shipped"), (1003, "cancelled"), (1001, "delivered")):
    db.one(EVENT, order=str(order), type="StatusChanged", status=status)
found = topic.take(5)
show.table(
    {
        "key": key,
        "партиций": len({m.partition for m in found if m.key == key}),
        "status": [m.value["status"] for m in sorted(found, key=lambda m: m.offset) if m.key == key],
    }
    for key in ("1001", "1003")
)
assert [m.value["status"] for m in sorted(found, key=lambda m: m.offset) if m.key == "1001"] == [
    "paid",
    "shipped",
    "delivered",
]

# %% [markdown]
# ## Таблица, в которой ничего не лежит
#
# Строку удаляют в той же транзакции. В журнале есть и вставка, и удаление; EventRouter удаления отбрасывает.

# %% tags=["out:outbox-empty"]
# region empty
db.execute("truncate outbox")
with postgres.connect(autocommit=False) as session:
    event = place(session, 1004)
    session.execute("delete from outbox where id = %(id)s", id=event["id"])
    session.connection.commit()
# endregion
found = topic.take(1)
print("строк в outbox:", db.value("select count(*) from outbox"), "событие:", [m.key for m in found])
assert [m.key for m in found] == ["1004"] and not topic.rest()

# %% [markdown]
# ## UPDATE в outbox
#
# Outbox — очередь, её строки не меняют. Изменение EventRouter пропускает: `table.op.invalid.behavior=warn`.

# %% tags=["out:outbox-updated"]
row = db.one(EVENT, order="1004", type="StatusChanged", status="paid")
db.execute('update outbox set payload = \'{"status": "cancelled"}\' where id = %(id)s', id=row["id"])
db.one(EVENT, order="1004", type="StatusChanged", status="shipped")
found = topic.take(2)
print("вставка, UPDATE, вставка → пришло:", [m.value["status"] for m in found])
print("таск:", connect.states("outbox-connector")[1])
assert [m.value["status"] for m in found] == ["paid", "shipped"]

# %% [markdown]
# ## Без таблицы: событие прямо в WAL
#
# `pg_logical_emit_message` кладёт текст в журнал. Первая трансформация разбирает его в поля, вторая — тот же EventRouter.
# Публикация пуста: таблицы не нужны.

# %% tags=["out:emitted", "mask:id"]
connect.stop("outbox-connector")
slots.wait_released(db, "outbox_slot")
db.script("sql/outbox.sql", "empty-publication")
connect.run(connect.load("messages.json"))
slots.wait_streaming(db, "messages_slot")

with postgres.connect(autocommit=False) as session:
    session.execute("insert into orders (id, customer_id, total) values (1005, 7, 99.90)")
    session.ask("sql/outbox.sql", "emit", order="1005", total="99.90")
    session.connection.rollback()
with postgres.connect(autocommit=False) as session:
    session.execute("insert into orders (id, customer_id, total) values (1006, 7, 99.90)")
    session.ask("sql/outbox.sql", "emit", order="1006", total="99.90")
    session.connection.commit()

message = topic.take(1)[0]
show.document(
    {
        "topic": message.topic,
        "key": message.key,
        "headers": {name: value for name, value in message.headers.items() if not name.startswith("__debezium")},
        "value": message.value,
    }
)
assert message.key == "1006" and not topic.rest()

# %% [markdown]
# ## Сколько стоит место
#
# Тысяча событий таблицей (с удалением в той же транзакции) и тысяча сообщением.

# %% tags=["out:outbox-price"]
PRICED = {
    "таблица": """
        with added as (
          insert into outbox (aggregatetype, aggregateid, type, payload)
          select 'order', n::text, 'OrderPlaced', '{"total": "99.90"}' from generate_series(1, 1000) as n
        ) select 1
    """,
    "таблица с удалением": """
        insert into outbox (aggregatetype, aggregateid, type, payload)
        select 'order', n::text, 'OrderPlaced', '{"total": "99.90"}' from generate_series(1, 1000) as n;
        delete from outbox
    """,
    "сообщение": """
        select pg_logical_emit_message(true, 'priced', jsonb_build_object('id', gen_random_uuid(), 'aggregatetype', 'order',
          'aggregateid', n::text, 'type', 'OrderPlaced', 'payload', '{"total": "99.90"}')::text)
        from generate_series(1, 1000) as n
    """,
}


def priced(statement):
    """Байты WAL на событие и килобайты, которые остались в таблице с индексом."""
    db.execute("truncate outbox; checkpoint")
    start = db.value("select pg_current_wal_insert_lsn()::text")
    db.execute(statement)
    wal = db.value("select (pg_current_wal_insert_lsn() - %(start)s::pg_lsn) / 1000", start=start)
    return {
        "WAL, байт на событие": f"≈{wal:.0f}",
        "в таблице, КиБ": f"≈{db.value('select pg_total_relation_size($$outbox$$)') // 1024}",
    }


spent = {name: priced(statement) for name, statement in PRICED.items()}
show.table({"как": name, **cost} for name, cost in spent.items())
assert int(spent["сообщение"]["в таблице, КиБ"][1:]) < int(spent["таблица с удалением"]["в таблице, КиБ"][1:])

# %% [markdown]
# ## Ловушка: outbox вместе с другой таблицей
#
# Трансформация видит все сообщения коннектора. Вставка заказа — не строка outbox, столбца `payload` в ней нет.

# %% tags=["out:outbox-mixed"]
connect.stop("messages-connector")
db.execute("alter publication outbox_pub add table orders")
mixed = connect.load("outbox.json") | {"table.include.list": "public.outbox,public.orders"}
connect.run(mixed)
slots.wait_streaming(db, "outbox_slot")
db.execute("insert into orders (id, customer_id, total) values (1007, 7, 99.90)")
trace = connect.wait_failed("outbox-connector")
print("таск:", connect.states("outbox-connector")[1])
print(connect.telling_line(trace))
assert "payload" in connect.telling_line(trace)

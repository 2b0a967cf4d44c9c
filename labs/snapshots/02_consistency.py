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
# # Согласованность: от снапшота к LSN
#
# Снапшот останавливают посреди таблицы воротами (`cdclab.gate`): SELECT коннектора ждёт, сколько нужно, а мы тем временем
# меняем строки и смотрим на сервер.

# %%
from cdclab import connect, fresh, kafka, lsn, shop, show, slots
from cdclab.gate import Gate

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("insert into customers (id, email, full_name) values (41, 'gone@example.com', 'удалят')")
gate = Gate(db)
config = connect.load("connector.json") | {
    "snapshot.mode": "initial",
    "table.include.list": "public.customers,public.orders",
    "heartbeat.interval.ms": "0",
    "snapshot.select.statement.overrides": "public.customers",
    "snapshot.select.statement.overrides.public.customers": "select * from public.customers where gate(id, 20)",
}
config = {name: value for name, value in config.items() if not name.startswith(("signal", "notification"))}

# %% [markdown]
# ## Снапшот открыт: что видно на сервере
#
# Коннектор создал слот, прочитал 19 клиентов и стоит. Слот уже есть, его никто не читает, а срез данных держит сеанс.

# %% tags=["out:consistency-held", "mask:xmin_age", "mask:backend_xmin", "mask:wait_event_type", "mask:backend_xid"]
connect.put(config)
gate.waiting()
show.table(db.ask("sql/snapshot.sql", "session"))
print()
slot = slots.get(db, "shop_slot")
show.record({name: slot[name] for name in ("slot_name", "active", "restart_lsn", "confirmed_flush_lsn")})
assert slot["active"] is False

# %% [markdown]
# ## Чего это стоит очистке
#
# Меняем все 120 заказов и просим VACUUM убрать старые версии. Он их видит и не трогает: их ещё может прочитать снапшот.

# %% tags=["out:consistency-vacuum"]
import re

db.execute("update orders set comment = 'изменён во время снапшота'")
notes = []
db.connection.add_notice_handler(lambda note: notes.append(note.message_primary))
db.execute("vacuum (verbose, index_cleanup off) orders")
found = re.search(r"tuples: (\d+) removed, (\d+) remain, (\d+) are dead but not yet removable", "\n".join(notes))
show.record(dict(zip(("removed", "remain", "dead_not_removable"), map(int, found.groups()), strict=True)))
assert found.groups() == ("0", "240", "120")

# %% [markdown]
# ## Стык: что увидит приёмник
#
# Пока снапшот стоит на двадцатом клиенте, в таблицу пишут: одна строка изменена, одна удалена, одна новая.

# %% tags=["out:consistency-seam"]
db.execute("update customers set full_name = 'изменён' where id = 30")
db.execute("delete from customers where id = 41")
db.execute("insert into customers (id, email, full_name) values (501, 'new@example.com', 'новый')")
gate.open()
customers = kafka.Topic("shop.public.customers")
read = customers.take(41, 60)
stream = customers.take_until(lambda m: m.key == {"id": 501}, "новой строки", 60)


def seen(key):
    """События одной строки по порядку."""
    return " → ".join(
        "tombstone" if m.tombstone else f"{m.value['op']} {(m.value['after'] or {}).get('full_name', '')}".strip()
        for m in [*read, *stream]
        if m.key == {"id": key}
    )


rows = {"изменена": 30, "удалена": 41, "новая": 501}
show.table({"строка": name, "события": seen(key)} for name, key in rows.items())
points = {m.value["source"]["lsn"] for m in read}
print("разных LSN у 41 строки снапшота:", len(points))
print("первое событие потока позже точки снапшота:", stream[0].value["source"]["lsn"] > min(points))
assert len(points) == 1 and [m.value["op"] for m in read] == ["r"] * 41
assert seen(501) == "c новый" and seen(41) == "r удалят → d → tombstone" and seen(30).endswith("→ u изменён")

# %% [markdown]
# Новая строка в снапшот не попала, изменённая и удалённая попали старыми, и поток привёз изменение и удаление. Между ними ни
# дыры, ни повтора: снапшот сделан ровно в точке, с которой слот отдаёт журнал.

# %% tags=["out:consistency-point"]
point = lsn.render(points.pop())
print("LSN строк снапшота равен confirmed_flush_lsn нового слота:", point == slot["confirmed_flush_lsn"])
orders = kafka.Topic("shop.public.orders")
old = orders.take(120, 60)
print(
    "заказов в снапшоте с комментарием «изменён во время снапшота»:",
    sum(m.value["after"]["comment"] == "изменён во время снапшота" for m in old),
)
_ = slots.wait_active(db, "shop_slot", 60)

# %% [markdown]
# ## Слот создан заранее: на стыке повтор
#
# Второй коннектор получает готовый слот, и среза слота у него нет. Позицию в журнале он берёт сам, потом читает таблицы. Что
# случилось между, видно и снапшоту, и потоку. Пока он стоит на `customers`, вставляем заказ.

# %% tags=["out:consistency-precreated"]
db.execute("select pg_create_logical_replication_slot('ready_slot', 'pgoutput')")
gate.close()
ready = config | {"name": "ready", "topic.prefix": "ready", "slot.name": "ready_slot"}
connect.put(ready)
gate.waiting()
db.execute("insert into orders (id, customer_id, total) values (601, 1, 1)")
gate.open()
_ = slots.wait_active(db, "ready_slot", 60)
db.execute("insert into orders (id, customer_id, total) values (602, 1, 1)")
messages = kafka.Topic("ready.public.orders").take_until(lambda m: m.key == {"id": 602}, "заказа 602", 60)
twice = [m.value["op"] for m in messages if m.key == {"id": 601}]
print("заказ, вставленный посреди снапшота:", " и ".join(twice))
connect.delete("ready")
assert twice == ["r", "c"]

# %% [markdown]
# ## Уровень изоляции
#
# Со своим новым слотом снапшот импортирует срез слота, и `snapshot.isolation.mode` ни на что не влияет. Проверим два других случая:
# слота нет вовсе (`initial_only`) и слот был до старта. Ворота стоят на `customers`; пока они закрыты, меняется заказ, который будет
# прочитан после.


# %% tags=["out:consistency-isolation"]
def order_read(case, mode):
    """Комментарий заказа 1 в снапшоте, если изменить его посреди снапшота."""
    name = f"{case}_{mode}".replace("_", "")
    own = {"name": name, "topic.prefix": name, "slot.name": f"{name}_slot", "snapshot.isolation.mode": mode}
    if case == "existing":
        db.execute(f"select pg_create_logical_replication_slot('{name}_slot', 'pgoutput')")
    else:
        own["snapshot.mode"] = "initial_only"
    db.execute("update orders set comment = 'старый' where id = 1")
    gate.close()
    connect.put(config | own)
    gate.waiting()
    db.execute("update orders set comment = 'новый' where id = 1")
    gate.open()
    read = kafka.Topic(f"{name}.public.orders").take_until(lambda m: m.key == {"id": 1}, "заказа 1", 60)[-1]
    connect.delete(name)
    return read.value["after"]["comment"]


LEVELS = ("serializable", "repeatable_read", "read_committed")
rows = [
    {"snapshot.isolation.mode": mode, "слота нет": order_read("none", mode), "слот был": order_read("existing", mode)}
    for mode in LEVELS
]
show.table(rows)
assert [row["слота нет"] for row in rows] == ["старый", "старый", "новый"]
assert [row["слот был"] for row in rows] == ["новый", "новый", "новый"]

# %% [markdown]
# Слот был до старта — уровень не задан вовсе, и снапшот идёт на том, что у сервера по умолчанию: READ COMMITTED. Таблицы прочитаны в
# разные моменты, опцию коннектор молча не применил.

# %%
gate.end()

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
# # Схема меняется под коннектором
#
# Команд DDL в потоке нет. Что приходит в топик после каждой из них и что о ней знает сервер.

# %%
from cdclab import connect, fresh, kafka, pgoutput, shop, show, slots

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create table items (id integer primary key, name text, price integer not null default 0)")
db.execute("insert into items values (1, 'плед', 990), (2, 'чашка', 450)")
db.execute("grant select on items to cdc_reader; alter publication shop_pub add table items")
config = connect.load("../postgres/connector.json")
config["table.include.list"] += ",public.items"
connect.run(config)
slots.wait_streaming(db, "shop_slot")
items = kafka.Topic("shop.public.items")
items.skip(2)


def touched(row=1):
    """Тронуть строку и вернуть все сообщения, которые пришли с прошлого раза."""
    db.execute("update items set id = id where id = %(row)s", row=row)
    return items.take_until(lambda m: m.value is not None and m.key == {"id": row}, f"строки {row}")


# %% [markdown]
# ## Что приходит после ALTER TABLE
#
# После каждой команды трогаем строку, которую она не меняла. Сообщение всегда одно: сама команда в поток не попадает, даже
# если сервер переписал ради неё всю таблицу.

# %% tags=["out:schema-changes"]
STEPS = [
    "alter table items add column color text",
    "alter table items add column country text not null default 'RU'",
    "alter table items rename column name to title",
    "alter table items alter column price type bigint",
    "alter table items alter column price type numeric(12, 2)",
    "alter table items drop column color",
]
rows = []
before = touched()[-1].value["after"]
for command in STEPS:
    db.execute(command)
    messages = touched()
    after = messages[-1].value["after"]
    changed = {name: value for name, value in after.items() if name not in before or before[name] != value}
    gone = [name for name in before if name not in after]
    rows.append(
        {
            "команда": command.removeprefix("alter table items "),
            "сообщений": len(messages),
            "новое в after": changed,
            "пропало": ", ".join(gone),
        }
    )
    before = after
show.table(rows)
assert all(row["сообщений"] == 1 for row in rows)
assert rows[1]["новое в after"] == {"country": "RU"} and rows[2]["пропало"] == "name"

# %% [markdown]
# ## Откуда Debezium узнаёт о новой схеме
#
# Тот же журнал глазами второго слота. Перед первой строкой таблицы в сеансе и перед первой строкой после ALTER сервер шлёт
# RELATION: имя, вид опознания, столбцы.

# %% tags=["out:schema-relation"]
db.rows("select pg_create_logical_replication_slot('probe', 'pgoutput')")
db.execute("update items set title = 'плед, шерсть' where id = 1")
db.execute("alter table items add column weight integer")
db.execute("update items set weight = 300 where id = 1")
db.execute("update items set weight = 310 where id = 1")
raw = db.rows(
    "select data from pg_logical_slot_get_binary_changes('probe', null, null, 'proto_version', '1',"
    " 'publication_names', 'shop_pub')"
)
decoded = [pgoutput.decode(row["data"]) for row in raw]
told = []
for message in decoded:
    if message["message"] == "RELATION":
        told.append(f"RELATION  {', '.join(message['columns'])}")
    elif message["message"] == "UPDATE":
        told.append(f"UPDATE    {message['new']}")
print("\n".join(told))
db.execute("select pg_drop_replication_slot('probe')")
assert [line.split()[0] for line in told] == ["RELATION", "UPDATE", "RELATION", "UPDATE", "UPDATE"]
items.skip(3)

# %% [markdown]
# ## Коннектор отставал
#
# Коннектор стоит. Строку меняют, потом удаляют столбец, потом меняют ещё раз. Журнал хранит прошлое, каталог для Debezium —
# настоящее.

# %% tags=["out:schema-lag"]
connect.stop("shop-connector")
slots.wait_released(db, "shop_slot")
db.execute("update items set weight = 320 where id = 1")
db.execute("alter table items drop column weight")
db.execute("update items set title = 'плед' where id = 1")
connect.resume("shop-connector")
slots.wait_active(db, "shop_slot")
first, second = items.take(2)
show.table(
    [{"событие": "до DROP", "after": first.value["after"]}, {"событие": "после DROP", "after": second.value["after"]}]
)
assert "weight" not in second.value["after"]

# %% [markdown]
# ## Удалить и создать заново
#
# `DROP COLUMN` и `ADD COLUMN` с тем же именем в одной транзакции. Для сервера это два разных столбца, для события — один.

# %% tags=["out:schema-recreated"]
db.execute("update items set country = 'KZ' where id = 2")
before = items.take(1)[0].value["after"]
with db.connection.transaction():
    db.execute("alter table items drop column country")
    db.execute("alter table items add column country text not null default 'RU'")
messages = touched(2)
after = messages[-1].value["after"]
print(f"сообщений: {len(messages)}, country было {before['country']}, стало {after['country']}")
assert len(messages) == 1 and (before["country"], after["country"]) == ("KZ", "RU")

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
# # REPLICA IDENTITY: что известно о старой строке
#
# `before` в событии — не решение Debezium. Там ровно то, что сервер записал в WAL. Смотрим все четыре вида на таблице
# `products` и меряем, сколько журнала стоит каждый.

# %%
import json
import textwrap

from cdclab import connect, fresh, kafka, shop, show, slots
from cdclab.values import UNAVAILABLE, decimal

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
connect.run(connect.load("connector.json"))
slots.wait_active(db, "shop_slot")
products = kafka.Topic("shop.public.products")
products.skip(25)

# %% tags=["out:identity-now"]
show.table(db.ask("sql/identity.sql", "which"))

# %% [markdown]
# ## UPDATE и DELETE в каждом виде
#
# Действует вид, который стоял в момент изменения: события до ALTER остаются прежними.

# %% tags=["out:identity-events"]
kinds = {"DEFAULT": "default", "FULL": "full", "USING INDEX": "using_index"}
seen = []
for product_id, (kind, region) in enumerate(kinds.items(), start=101):
    db.script("sql/identity.sql", region)
    db.execute(
        "insert into products (id, sku, name, description, price) values (%(id)s, %(sku)s, 'Плед', 'Шерсть.', 990)",
        id=product_id,
        sku=f"NEW-{product_id}",
    )
    db.execute("update products set price = 1090 where id = %(id)s", id=product_id)
    db.execute("delete from products where id = %(id)s", id=product_id)
    _, update, delete, tombstone = products.take(4)
    seen.append((kind, update, delete))

columns = list(seen[0][1].value["after"])


def before_cells(event):
    """Строка таблицы: операция, ключ и `before` по столбцам; если `before` — null, клетки пусты."""
    before = event.value["before"] or {}
    cells = {name: json.dumps(before[name], ensure_ascii=False) if before else None for name in columns}
    return {"op": event.value["op"], "key": event.key} | cells


for kind, update, delete in seen:
    print(kind)
    show.table([before_cells(update), before_cells(delete)])

# %% [markdown]
# - `DEFAULT`: у UPDATE `before` пуст, у DELETE известен только ключ. Нули и пустые строки — не данные: Debezium ставит их в
#   столбцы `NOT NULL`, которых сервер не прислал.
# - `FULL`: старая строка целиком, в обоих событиях.
# - `USING INDEX`: у DELETE известен столбец индекса, а первичный ключ — **ноль**. И этот ноль попал в ключ сообщения.

# %% tags=["out:identity-before"]
(_, full_update, full_delete) = seen[1]
print("было: ", decimal(full_update.value["before"]["price"], 2))
print("стало:", decimal(full_update.value["after"]["price"], 2))
assert seen[0][1].value["before"] is None
assert full_delete.value["before"]["name"] == "Плед"

# %% [markdown]
# ## Ловушка USING INDEX
#
# Ключ сообщения Debezium берёт из первичного ключа таблицы, а старые значения есть только у столбцов индекса. Поэтому все
# удаления приходят с ключом `{"id": 0}`: приёмник удалит не ту строку. А смена значения индекса выглядит как смена ключа:
# удаление нуля и создание заново.

# %% tags=["out:identity-index-trap"]
db.execute("insert into products (id, sku, name, description, price) values (110, 'OLD', 'Плед', 'Шерсть.', 990)")
db.execute("update products set sku = 'NEW' where id = 110")
_, *trap = products.take(4)
for message in trap:
    print("tombstone" if message.tombstone else message.value["op"], json.dumps(message.key))
assert seen[2][2].key == {"id": 0}
assert [message.key["id"] for message in trap] == [0, 0, 110]

# %% [markdown]
# Лечение: ключ сообщения должен состоять из столбцов индекса (`message.key.columns`) или вид должен быть `FULL`.

# %% tags=["out:identity-index-cure"]
connect.run(connect.load("connector.json") | {"message.key.columns": "public.products:sku"})
slots.wait_active(db, "shop_slot")
db.execute("delete from products where id = 110")
delete, tombstone = products.take(2)
print(delete.value["op"], json.dumps(delete.key))
print("tombstone", json.dumps(tombstone.key))
assert delete.key == {"sku": "NEW"}

# %% [markdown]
# ## NOTHING: отказ получает приложение
#
# Строку нельзя опознать, поэтому сервер запрещает её менять: ошибку видит не Debezium, а тот, кто выполнил UPDATE. То же
# самое с таблицей без первичного ключа, как только она попала в публикацию. Вставки при этом работают.


# %% tags=["out:identity-nothing"]
def wrapped(text):
    """Длинное сообщение сервера в несколько строк."""
    return "\n".join(textwrap.fill(line, 76, subsequent_indent=8 * " ") for line in text.splitlines())


db.script("sql/identity.sql", "nothing")
print(wrapped(db.refused("update products set price = 1 where id = 1")))
print()

db.execute("create table visits (page text, at timestamptz default now())")
db.execute("insert into visits values ('/'), ('/cart')")
db.execute("alter publication shop_pub add table visits")
db.execute("insert into visits values ('/pay')")
print(wrapped(db.refused("delete from visits where page = '/'")))
db.execute("alter publication shop_pub drop table visits")
db.script("sql/identity.sql", "default")

# %% [markdown]
# ## Таблица без первичного ключа
#
# `FULL` возвращает таблице право меняться и даёт `before`, но ключа у сообщения нет: ни порядка по ключу, ни уплотнения, а
# tombstone не называет, что удалять. Уникальный индекс по столбцам `NOT NULL` лечит и то и другое: Debezium возьмёт его
# столбцы в ключ. Перезапуск не нужен: после ALTER сервер описывает таблицу заново, и Debezium перечитывает её ключи.

# %% tags=["out:identity-no-key"]
config = connect.load("connector.json")
config["table.include.list"] += ",public.searches"
searches = kafka.Topic("shop.public.searches")
db.execute("""
    create table searches (word text not null, n integer not null);
    insert into searches values ('чай', 1), ('лён', 1);
    grant select on searches to cdc_reader;
    alter publication shop_pub add table searches;
    alter table searches replica identity full;
""")
connect.run(config)
slots.wait_active(db, "shop_slot")


def change_search(word):
    db.execute("update searches set n = 2 where word = %(word)s", word=word)
    db.execute("delete from searches where word = %(word)s", word=word)
    return searches.take(3)


without_key = change_search("чай")
db.execute("""
    create unique index searches_word on searches (word);
    alter table searches replica identity using index searches_word;
""")
with_index = change_search("лён")

for identity, messages in (("FULL", without_key), ("USING INDEX", with_index)):
    print(identity)
    show.changes(messages)
assert [message.key for message in without_key] == [None] * 3
assert [message.key for message in with_index] == [{"word": "лён"}] * 3

# %% [markdown]
# Какой индекс назван в `USING INDEX`, Debezium не смотрит: он берёт первый уникальный индекс по имени. Появился второй, раньше
# по алфавиту, — и ключ собран из столбца, которого в старой строке нет.

# %% tags=["out:identity-first-index"]
db.execute("create unique index a_searches on searches (n)")
db.execute("insert into searches values ('мёд', 7)")
db.execute("delete from searches where word = 'мёд'")
first_index = searches.take(3)
show.changes(first_index)
assert [message.key for message in first_index] == [{"n": 7}, {"n": 0}, {"n": 0}]

# %% [markdown]
# ## FULL и вычисляемые столбцы
#
# `FULL` включает в старую строку все столбцы. Вычисляемый столбец публикация по умолчанию не отдаёт, и PostgreSQL 18
# отказывает приложению в UPDATE. Хранимый столбец лечит `publish_generated_columns = stored`, виртуальный — ничто. Список
# столбцов в публикации с `FULL` не уживается вовсе, даже полный.

# %% tags=["out:identity-generated"]
db.execute("""
    create table quotes (
      id integer primary key, price numeric(10, 2),
      with_tax numeric(10, 2) generated always as (price * 1.2) stored
    );
    insert into quotes (id, price) values (1, 100);
    alter publication shop_pub add table quotes;
    update quotes set price = 110;
    alter table quotes replica identity full;
""")
print(wrapped(db.refused("update quotes set price = 120")))
print()

db.execute("alter publication shop_pub set (publish_generated_columns = stored)")
db.execute("update quotes set price = 120")
print("stored в публикации:", db.value("select price from quotes"))
print()

db.execute("alter table quotes add column discounted numeric(10, 2) generated always as (price * 0.9) virtual")
print(wrapped(db.refused("update quotes set price = 130")))
print()

db.execute("""
    alter table quotes drop column discounted, drop column with_tax;
    alter publication shop_pub drop table quotes;
    alter publication shop_pub add table quotes (id, price);
""")
print(wrapped(db.refused("update quotes set price = 140")))
db.execute("drop table quotes; alter publication shop_pub set (publish_generated_columns = none)")

# %% [markdown]
# ## Debezium ставит вид сам
#
# `replica.identity.autoset.values` выполняет ALTER TABLE от имени роли коннектора, а это может только владелец таблицы.
# Чужую таблицу Debezium пропускает: ошибка есть только в журнале воркера, коннектор работает.

# %% tags=["out:identity-autoset"]
autoset = connect.load("connector.json") | {"replica.identity.autoset.values": "public.products:FULL"}
products.rest()
before = []
for who in ("не владелец", "владелец"):
    connect.run(autoset)
    slots.wait_active(db, "shop_slot")
    db.execute("update products set stock = stock + 1 where id = 2")
    before.append(products.take(1)[0].value["before"])
    kind = next(row["identity"] for row in db.ask("sql/identity.sql", "which") if row["table"] == "products")
    print(
        f"{who + ':':12} таск {connect.states('shop-connector')[1]}, {kind}, before {'есть' if before[-1] else 'null'}"
    )
    db.execute("alter table products owner to cdc_reader")
db.execute("alter table products owner to current_user; alter table products replica identity default")
assert before[0] is None and before[1] is not None

# %% [markdown]
# ## Цена в WAL
#
# Тысяча UPDATE одного столбца в копии `orders`. Первый проход сразу после контрольной точки: в журнал попадают ещё и полные
# образы страниц. Второй — без них, он и показывает цену вида.

# %% tags=["out:identity-wal", "mask:first_pass", "mask:second_pass", "mask:per_update", "mask:vs_default"]
db.script("sql/identity.sql", "wal_table")


def wal_of(statement):
    """Сколько байт WAL записал сервер."""
    start = db.value("select pg_current_wal_insert_lsn()")
    db.execute(statement)
    return int(db.value("select pg_current_wal_insert_lsn() - %(start)s::pg_lsn", start=start))


measured = []
for identity in ("default", "nothing", "using index wal_probe_code", "full"):
    db.execute(f"alter table wal_probe replica identity {identity}")
    db.execute("vacuum full wal_probe")
    db.execute("checkpoint")
    first, second = (wal_of("update wal_probe set total = total + 1") for _ in range(2))
    measured.append(
        {
            "identity": identity.split(" wal_")[0].upper(),
            "first_pass": first,
            "second_pass": second,
            "per_update": second // 1000,
            "vs_default": f"{round(100 * (second / measured[0]['second_pass'] - 1)):+}%" if measured else "",
        }
    )
show.table(measured)

by_identity = {row["identity"]: row["second_pass"] for row in measured}
assert by_identity["FULL"] > 1.1 * by_identity["DEFAULT"]

# %% [markdown]
# ## Цена в WAL, когда в строке длинный текст
#
# Сто строк, в каждой 64 КБ текста, UPDATE меняет счётчик. С `DEFAULT` текст в журнал не попадает. С `FULL` сервер достаёт его
# из TOAST и вкладывает в старую строку целиком.

# %% tags=["out:identity-wal-toast", "mask:bytes", "mask:per_update"]
db.execute("""
    create table story_probe (id integer primary key, views integer, story text);
    insert into story_probe
    select n, 0, (select string_agg(md5(n || '-' || part), '') from generate_series(1, 2048) as part)
    from generate_series(1, 100) as n;
""")
measured = []
for identity in ("default", "full"):
    db.execute(f"alter table story_probe replica identity {identity}")
    db.execute("vacuum full story_probe")
    db.execute("checkpoint")
    _, second = (wal_of("update story_probe set views = views + 1") for _ in range(2))
    measured.append({"identity": identity.upper(), "bytes": second, "per_update": second // 100})
show.table(measured)
assert measured[1]["bytes"] > 100 * measured[0]["bytes"]

# %% [markdown]
# ## TOAST: значение, которого нет
#
# Длинный текст лежит вне строки. Если UPDATE его не тронул, сервер не пишет его в WAL, и Debezium ставит заглушку. Записать
# её в приёмник — значит затереть текст.

# %% tags=["out:toast"]
db.execute(
    "update products set description = (select string_agg(md5(n::text), '') from generate_series(1, 300) as n) where id = 1"
)
products.skip(1)
for kind in ("default", "full"):
    db.script("sql/identity.sql", kind)
    db.execute("update products set price = price + 1 where id = 1")
    after = products.take(1)[0].value["after"]
    text = after["description"]
    print(
        f"{kind.upper():8} price {decimal(after['price'], 2)}  description {text if len(text) < 40 else f'{len(text)} символов'}"
    )
    assert (text == UNAVAILABLE) == (kind == "default")

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
# # PostgreSQL: первый коннектор
#
# От пустой базы до потока событий в Python: настройки сервера, роль с минимальными правами, публикация, слот, коннектор —
# и каждое событие, которое умеет прислать Debezium. Каждая ячейка проверяет то, что утверждает: если стенд ответит иначе,
# она упадёт.
#
# Первая ячейка опустошает стенд, поэтому блокнот можно выполнять сколько угодно раз.

# %%
from cdclab import connect, fresh, kafka, lsn, postgres, shop, show, slots
from cdclab.events import change

db = fresh.start()

# %% [markdown]
# ## 1. Сервер
#
# `wal_level` должен быть `logical`: с `replica` в журнал не пишется то, что нужно декодированию. Столбец `context` говорит,
# чего стоит изменить настройку: `postmaster` — только перезапуск, `sighup` — перечитать конфигурацию.

# %% tags=["out:settings"]
print(db.value("show server_version"))
show.table(db.ask("sql/slots.sql", "settings"))
assert db.value("show wal_level") == "logical"

# %% [markdown]
# ## 2. Магазин
#
# Пять таблиц, у каждой первичный ключ. Данные без случайных чисел: у всех получатся одни и те же строки.

# %% tags=["out:tables"]
db.script("../shop/schema.sql")
db.script("../shop/seed.sql")
show.table(
    {"table": name, "rows": db.value(f"select count(*) from {name}")}
    for name in ("customers", "products", "orders", "order_lines", "payments")
)

# %% [markdown]
# ## 3. Роль
#
# Коннектору хватает четырёх прав: войти (`LOGIN`), открыть поток репликации (`REPLICATION`), видеть схему (`USAGE`), читать
# таблицы для снапшота (`SELECT`). Ни владельцем, ни суперпользователем он не становится. Что бывает с меньшими правами и
# почему членство в роли не заменяет атрибут — в блокноте `02_roles.py`.

# %%
db.script("sql/role.sql", "role", **shop.reader())
db.script("sql/role.sql", "grants", **shop.reader())

# %% tags=["out:role"]
show.record(db.ask("sql/role.sql", "attributes", **shop.reader())[0])
print()
show.table(db.ask("sql/role.sql", "privileges", **shop.reader()))

# %% [markdown]
# ## 4. Публикация
#
# Публикация — это список таблиц и операций, который сервер отдаёт в поток. Создаёт её владелец таблиц, а в коннекторе стоит
# `publication.autocreate.mode=disabled`: коннектор публикацию только читает.

# %% tags=["out:publication"]
db.script("sql/publication.sql", "publication")
show.table(db.ask("sql/publication.sql", "content"))
print()
show.record(db.ask("sql/publication.sql", "operations")[0])

# %% [markdown]
# ## 5. Конфигурация коннектора
#
# В JSON нет ни адреса, ни пароля: их подставит воркер из своего окружения (`${env:…}`).

# %% tags=["out:connector-config"]
config = connect.load("connector.json")
show.document(config)

# %% [markdown]
# Пять опций названы явно, потому что их значения по умолчанию опасны. Вот они: из описания, которое отдаёт сам воркер.
# Плагина `decoderbufs` нет в поставке PostgreSQL, а в облаках его не поставить; общие имена слота и публикации столкнутся со вторым
# коннектором; `all_tables` требует суперпользователя и ломает UPDATE в таблицах без ключа; `t` прячет TRUNCATE.

# %% tags=["out:defaults"]
risky = ("plugin.name", "slot.name", "publication.name", "publication.autocreate.mode", "skipped.operations")
declared = {option["name"]: option["default_value"] for option in connect.config_def("PostgresConnector")}
show.table({"option": name, "default": declared[name], "here": config[name]} for name in risky)

# %% [markdown]
# Проверка до запуска. `config/validate` находит неверные значения и даже пробует подключиться к базе. Но неизвестное имя
# опции он пропускает молча: опечатка в имени — это значение по умолчанию.

# %% tags=["out:validate"]
broken = config | {
    "slot.name": "Shop-Slot",
    "publication.autocreate.mode": "dissabled",
    "skiped.operations": "none",
}
for problem in connect.validate(broken):
    print(problem["name"])
    for text in problem["errors"]:
        print("   ", text)
assert connect.validate(config) == []

# %% [markdown]
# ## 6. Запуск
#
# Слота до запуска нет. Коннектор создаёт его сам, снимает снапшот и переходит к потоку. Ждём не секунды, а состояние: таск
# `RUNNING` и у слота есть читатель.

# %% tags=["out:slot"]
assert slots.get(db, "shop_slot") is None

connect.run(config)
slots.wait_active(db, "shop_slot")
show.record(db.ask("sql/slots.sql", "all_columns", slot="shop_slot")[0])

# %% tags=["out:slot-reader"]
slots.wait_streaming(db, "shop_slot")
show.record(db.ask("sql/slots.sql", "reader", slot="shop_slot")[0])

# %% [markdown]
# ## 7. Снапшот: события `r`
#
# Топик — это `topic.prefix` + схема + таблица. Все строки снапшота несут один LSN: точку, в которой создан слот.

# %% tags=["out:event-snapshot"]
orders = kafka.Topic("shop.public.orders")
snapshot = orders.take(120)
show.message(snapshot[0])

# %% [markdown]
# Поле `source.snapshot` — не «да/нет»: по нему видно начало и конец всего снапшота и каждой таблицы.

# %% tags=["out:snapshot-marks"]
tables = ("customers", "order_lines", "orders", "payments", "products")
topics = {name: kafka.Topic(f"shop.public.{name}") for name in tables if name != "orders"}
marks = {"orders": snapshot} | {
    name: topic.take(db.value(f"select count(*) from {name}")) for name, topic in topics.items()
}
show.table(
    {
        "table": name,
        "events": len(marks[name]),
        "first": marks[name][0].value["source"]["snapshot"],
        "middle": marks[name][1].value["source"]["snapshot"],
        "last": marks[name][-1].value["source"]["snapshot"],
    }
    for name in tables
)
assert len({m.value["source"]["lsn"] for found in marks.values() for m in found}) == 1

# %% [markdown]
# ## 8. Поток: `c`, `u`, `d` и tombstone

# %% tags=["out:event-create"]
db.execute("insert into orders (id, customer_id, total, comment) values (1001, 7, 99.90, 'Домофон 12')")
create = orders.take(1)[0]
show.message(create)

# %% [markdown]
# `before` у UPDATE — `null`. Старую строку сервер в журнал не писал: `REPLICA IDENTITY DEFAULT` сохраняет только ключ, и то
# когда он меняется.

# %% tags=["out:event-update"]
db.execute("update orders set status = 'paid' where id = 1001")
update = orders.take(1)[0]
show.message(update)
assert update.value["before"] is None

# %% [markdown]
# DELETE — это два сообщения: событие `d` и tombstone, ключ с пустым значением. Tombstone нужен уплотнению топика.
#
# Присмотритесь к `before`. Известен только `id`, остальное сервер не прислал. Но столбцы объявлены `NOT NULL`, и Debezium
# ставит в них **нули и 1970 год**, а не `null`. Брать из `before` удаления что-нибудь, кроме ключа, нельзя.

# %% tags=["out:event-delete"]
db.execute("delete from orders where id = 1001")
delete, tombstone = orders.take(2)
show.message(delete)
show.message(tombstone)
# region deleted-before
assert delete.value["before"] | {"id": 0} == {
    "id": 0,
    "customer_id": 0,
    "status": "new",
    "total": "AA==",
    "comment": None,
    "placed_at": "1970-01-01T00:00:00.000000Z",
    "updated_at": "1970-01-01T00:00:00.000000Z",
}
# endregion
assert tombstone.tombstone

# %% [markdown]
# ## 9. Смена первичного ключа
#
# Один UPDATE превращается в три сообщения: удаление старого ключа, tombstone, создание нового. Связь между ними — в
# заголовках.

# %% tags=["out:event-key-change"]
customers = topics["customers"]
db.execute("insert into customers (id, email, full_name) values (501, 'anna@example.com', 'Анна Лис')")
db.execute("update customers set id = 502 where id = 501")
_, *moved = customers.take(4)
for message in moved:
    show.document(
        {
            "op": None if message.tombstone else message.value["op"],
            "key": message.key,
            "headers": {name: text for name, text in message.headers.items() if name.endswith("key")},
            "after": None if message.tombstone else message.value["after"],
        }
    )

# %% [markdown]
# ## 10. TRUNCATE: `t`
#
# По умолчанию Debezium его пропускает (`skipped.operations=t`); в нашей конфигурации `none`. Ключа у события нет: оно
# относится ко всей таблице.

# %% tags=["out:event-truncate"]
db.execute("truncate payments")
truncate = topics["payments"].take(1)[0]
show.message(truncate)
assert truncate.key is None

# %% [markdown]
# ## 11. Логическое сообщение: `m`
#
# `pg_logical_emit_message` пишет в WAL без таблицы. Транзакционное сообщение выходит вместе с COMMIT и исчезает при откате,
# нетранзакционное — сразу и навсегда.

# %% tags=["out:event-message"]
# region messages
with postgres.connect(autocommit=False) as session:
    session.execute("select pg_logical_emit_message(true, 'shop', 'в транзакции')")
    session.execute("select pg_logical_emit_message(false, 'shop', 'вне транзакции')")
    session.connection.rollback()
db.execute("""select pg_logical_emit_message(true, 'shop', '{"order_id": 1}')""")
# endregion

notes = kafka.Topic("shop.message").take(2)
show.message(notes[1])

# %% tags=["out:messages-decoded"]
import base64

for note in notes:
    content = base64.b64decode(note.value["message"]["content"]).decode()
    print(note.key, content, "| txId:", "есть" if note.value["source"]["txId"] else "нет")

# %% [markdown]
# Из отменённой транзакции дошло только нетранзакционное сообщение.

# %% [markdown]
# ## 12. Откат не даёт событий
#
# Отменяем вставку и сразу делаем другую. Первым приходит второй заказ: событий отката не было вовсе. Номер 121 потерян:
# последовательности не откатываются.

# %% tags=["out:rollback"]
with postgres.connect(autocommit=False) as session:
    session.execute("insert into orders (customer_id, total) values (7, 1.00)")
    session.connection.rollback()
db.execute("insert into orders (customer_id, total) values (7, 2.00)")
show.changes(orders.take(1))

# %% [markdown]
# ## 13. Порядок: две переплетённые транзакции
#
# Первая пишет раньше, но коммитится позже. События приходят в порядке коммитов, поэтому `source.lsn` **идёт назад**.
# Сравнивать события разных транзакций можно по `source.sequence`: пара «последний коммит, свой LSN» в одном потоке не убывает.

# %% tags=["out:interleaved", "mask:last_commit", "mask:lsn"]
# region interleaved
first, second = postgres.connect(autocommit=False), postgres.connect(autocommit=False)
first.execute("update orders set comment = 'первая начала' where id = 1")
second.execute("update orders set comment = 'вторая' where id = 2")
second.connection.commit()
first.execute("update orders set comment = 'первая закончила' where id = 3")
first.connection.commit()
# endregion

events = [change(message) for message in orders.take(3)]
show.table(
    {
        "id": event.key["id"],
        "comment": event.after["comment"],
        "lsn": event.lsn,
        "last_commit": lsn.render(lsn.position(event.source)[0]),
    }
    for event in events
)
first.close()
second.close()

assert [event.key["id"] for event in events] == [2, 1, 3]
assert events[0].source["lsn"] > events[1].source["lsn"], "lsn пошёл назад"
assert [lsn.position(e.source) for e in events] == sorted(lsn.position(e.source) for e in events)

# %% [markdown]
# ## 14. Где мы остановились
#
# Оффсет коннектора лежит в Kafka, позиция слота — в PostgreSQL. Connect сохраняет оффсет раз в `offset.flush.interval.ms`
# (на стенде 5 секунд, по умолчанию минута) и только после этого подтверждает LSN слоту.

# %% tags=["out:offset"]
last_commit, _ = lsn.position(events[-1].source)
slots.wait_flushed(db, "shop_slot", lsn.render(last_commit))
show.document(connect.offsets("shop-connector"))

# %% tags=["out:slot-after"]
show.table(db.ask("sql/slots.sql", "monitor"))

# %% [markdown]
# Конвейер работает. Проверьте его: `cdclab check postgres`. Коннектор и слот остаются на стенде; как правильно их убрать —
# в блокноте `07_offsets.py`.

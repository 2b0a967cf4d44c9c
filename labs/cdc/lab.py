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
# # Четыре наблюдателя за одной таблицей
#
# За таблицей `orders` следят четверо: опрос по номеру, опрос по `updated_at`, триггер и Debezium. Магазин делает шесть
# обычных вещей: вставляет, меняет, удаляет, откатывает. В конце сверяем, кто что увидел. Каждая ячейка проверяет то, что
# утверждает: если стенд ответит иначе, она упадёт.
#
# Первая ячейка опустошает стенд, поэтому блокнот можно выполнять сколько угодно раз.

# %%
from cdclab import connect, fresh, kafka, postgres, shop, show, slots
from cdclab.polling import Poller, ids

db = fresh.start()

# %% [markdown]
# ## 1. Магазин и наблюдатели
#
# Триггер копирует каждое изменение в таблицу `order_log`. Debezium читает журнал базы: роль и публикация для него уже готовы
# (`shop.admit_reader`), как их делают — тема модуля о PostgreSQL.

# %%
shop.create(db)
db.script("sql/trigger.sql", "log")
db.script("sql/trigger.sql", "trigger")

shop.admit_reader(db)
connect.run(connect.load("connector.json"))
slots.wait_streaming(db, "orders_slot")
topic = kafka.Topic("shop.public.orders")
topic.skip(120)

by_id = Poller(db, "id")
by_time = Poller(db, "updated_at")

# %% tags=["out:observers"]
print("опрос по id:        отметка", by_id.mark)
print("опрос по updated_at: отметка", by_time.mark.isoformat(" "))
print("триггер:            строк в order_log", db.value("select count(*) from order_log"))
print("Debezium:           таск", connect.states("orders-connector")[1])

# %% [markdown]
# ## 2. Обычная вставка
#
# Никто никому не мешает: видят все.

# %% tags=["out:ordinary"]
first = db.value("insert into orders (customer_id, total, comment) values (1, 100, 'обычный') returning id")
seen = {"id": ids(by_id.poll()), "updated_at": ids(by_time.poll())}
show.record(seen)
assert seen == {"id": [first], "updated_at": [first]}

# %% [markdown]
# ## 3. Две переплетённые транзакции
#
# Первый сеанс взял номер и время, но не закончил. Второй начал позже и успел раньше. Между их COMMIT оба опроса выполнились.

# %% tags=["out:race"]
# region race
slow, quick = postgres.connect(autocommit=False), postgres.connect(autocommit=False)
INSERT = "insert into orders (customer_id, total, comment) values (2, 200, %(comment)s) returning id, updated_at"

late = slow.one(INSERT, comment="медленный")
early = quick.one(INSERT, comment="быстрый")
quick.connection.commit()

polls = [("после COMMIT быстрого", ids(by_id.poll()), ids(by_time.poll()))]

slow.connection.commit()
polls += [("после COMMIT медленного", ids(by_id.poll()), ids(by_time.poll()))]
# endregion

print("медленный: id", late["id"], "  быстрый: id", early["id"])
show.table({"опрос": when, "по id": by, "по updated_at": at} for when, by, at in polls)
print("в таблице:", [row["id"] for row in db.rows("select id from orders where id > 121 order by id")])
assert late["id"] < early["id"] and late["updated_at"] < early["updated_at"]
assert polls[0][1:] == ([early["id"]], [early["id"]]) and polls[1][1:] == ([], [])

# %% [markdown]
# Заказ медленного сеанса лежит в таблице, а оба опроса его не увидят никогда: их отметка уже впереди.

# %% [markdown]
# ## 4. Три изменения между двумя опросами

# %% tags=["out:between"]
for status in ("paid", "shipped", "delivered"):
    db.execute(
        "update orders set status = %(status)s::order_status, updated_at = now() where id = %(id)s",
        status=status,
        id=first,
    )
found = {"по id": by_id.poll(), "по updated_at": by_time.poll()}
show.record({name: [(row["id"], row["status"]) for row in rows] for name, rows in found.items()})
assert found["по id"] == [] and [row["status"] for row in found["по updated_at"]] == ["delivered"]

# %% [markdown]
# ## 5. Удаление

# %% tags=["out:deletion"]
db.execute("delete from orders where id = %(id)s", id=early["id"])
deletion = {"по id": ids(by_id.poll()), "по updated_at": ids(by_time.poll())}
show.record(deletion)
assert not any(deletion.values())

# %% [markdown]
# ## 6. Откат

# %% tags=["out:undone"]
with postgres.connect(autocommit=False) as session:
    undone = session.one(INSERT, comment="отменён")["id"]
    session.connection.rollback()
undoing = {"по id": ids(by_id.poll()), "по updated_at": ids(by_time.poll())}
show.record({"номер отменённого": undone, **undoing})
assert not any(undoing.values())

# %% [markdown]
# ## 7. Что записал триггер

# %% tags=["out:trigger-saw"]
log = db.rows(
    "select op, order_id, after ->> 'status' as status, after ->> 'comment' as comment from order_log order by id"
)
show.table(log)
assert undone not in {row["order_id"] for row in log}

# %% [markdown]
# ## 8. Что пришло от Debezium
#
# Те же изменения, только прочитаны из журнала базы. Порядок — порядок COMMIT: быстрый раньше медленного, хотя номер у него
# больше. Последнее сообщение без значения — tombstone, спутник удаления.

# %% tags=["out:debezium-saw"]
events = topic.take(8)
show.table(
    {
        "op": "—" if m.tombstone else m.value["op"],
        "order_id": m.key["id"],
        "status": "" if m.tombstone or m.value["op"] == "d" else m.value["after"]["status"],
        "comment": "" if m.tombstone or m.value["op"] == "d" else m.value["after"]["comment"],
    }
    for m in events
)
assert [m.key["id"] for m in events[:3]] == [first, early["id"], late["id"]]
assert not topic.rest()

# %% [markdown]
# ## 9. Итог
#
# Одна история, один запуск. Ячейка считает, какие изменения увидел каждый.

# %% tags=["out:verdict"]
# region verdict
facts = {
    "вставка": ("INSERT", first),
    "вставка быстрого": ("INSERT", early["id"]),
    "вставка медленного": ("INSERT", late["id"]),
    "промежуточные статусы": ("UPDATE", "paid", "shipped"),
    "последний статус": ("UPDATE", "delivered"),
    "удаление": ("DELETE", early["id"]),
}
polled_id = {("INSERT", i) for i in seen["id"] + polls[0][1] + polls[1][1]}
polled_time = {("INSERT", i) for i in seen["updated_at"] + polls[0][2] + polls[1][2]} | {
    ("UPDATE", row["status"]) for row in found["по updated_at"]
}
logged = {(row["op"], row["status"] if row["op"] == "UPDATE" else row["order_id"]) for row in log}
NAMES = {"c": "INSERT", "u": "UPDATE", "d": "DELETE"}
streamed = {
    (NAMES[m.value["op"]], m.value["after"]["status"] if m.value["op"] == "u" else m.key["id"])
    for m in events
    if not m.tombstone
}
# endregion


def saw(observed, fact):
    op, *values = fact
    return "+" if {(op, value) for value in values} <= observed else "нет"


verdict = [
    {
        "изменение": name,
        "опрос по id": saw(polled_id, fact),
        "опрос по updated_at": saw(polled_time, fact),
        "триггер": saw(logged, fact),
        "Debezium": saw(streamed, fact),
    }
    for name, fact in facts.items()
]
show.table(verdict)
assert [row["опрос по id"] for row in verdict] == ["+", "+", "нет", "нет", "нет", "нет"]
assert [row["опрос по updated_at"] for row in verdict] == ["+", "+", "нет", "нет", "+", "нет"]
assert {row["триггер"] for row in verdict} == {row["Debezium"] for row in verdict} == {"+"}

# %% [markdown]
# Откат не увидел никто, и это правильно: изменения не было.
#
# Триггер и коннектор остаются на стенде. Проверьте их: `cdclab check cdc`.

# %%
slow.close()
quick.close()

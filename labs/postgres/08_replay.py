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
# # Прогоны для плеера событий
#
# Каждая ячейка ниже — прогон: несколько шагов на живом стенде. После каждого шага записано, что осталось в WAL, что отдал
# pgoutput, где слот и оффсет, какие сообщения пришли в топики и что держит консьюмер на Python. Плеер в главах и на слайдах
# показывает ровно эти записи.
#
# Коннектор настроен как для приёмника: `decimal.handling.mode=string`, чтобы суммы читались глазами.

# %%
from cdclab import connect, fresh, kafka, lsn, replay, shop, sink, slots, stand
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create extension pg_walinspect; create table audit_log (note text)")
config = connect.load("connector.json") | sink.OPTIONS
connect.run(config)
slots.wait_streaming(db, config["slot.name"])
recorder = replay.Recorder(db, config)


def order(number, comment):
    """Заказ с известным номером."""
    return f"insert into orders (id, customer_id, total, comment) values ({number}, 7, 99.90, '{comment}')"


# %% [markdown]
# ## Порядок COMMIT
#
# Две транзакции пишут вперемешку, третья откатывается.

# %% tags=["out:replay-commit-order", "mask:bytes"]
recorder.transaction(
    "Первая транзакция начала: событий нет",
    "update orders set comment = 'первая начала' where id = 1",
    session="первая",
    end=None,
)
recorder.transaction(
    "Вторая начала позже и сразу закончила",
    "update orders set comment = 'вторая' where id = 2",
    "update products set stock = 7 where id = 3",
    session="вторая",
    events={"orders": 1, "products": 1},
)
recorder.transaction(
    "Первая закончила: её строки пришли последними",
    "update orders set comment = 'первая закончила' where id = 3",
    session="первая",
    events={"orders": 2},
)
recorder.transaction(
    "Третья откатилась: в журнале она есть, в топиках её нет",
    "insert into orders (id, customer_id, total) values (1010, 7, 5.00)",
    session="третья",
    end="rollback",
)
run = recorder.run()
print(replay.text(run))

sources = [message["value"]["source"] for step in run["steps"] for message in step["kafka"]]
assert [source["table"] for source in sources] == ["orders", "products", "orders", "orders"]
assert sources[0]["lsn"] > sources[2]["lsn"], "lsn пошёл назад"
assert run["steps"][3]["wal"] and not run["steps"][3]["pgoutput"]

# %% [markdown]
# ## Жизнь строки
#
# Вставка, изменение, удаление, смена ключа, TRUNCATE: сколько сообщений у каждой операции и что остаётся у консьюмера.

# %% tags=["out:replay-events", "mask:bytes"]
recorder.transaction("INSERT: событие c", order(1020, "Домофон 12"), events={"orders": 1})
recorder.transaction("UPDATE: событие u", "update orders set status = 'paid' where id = 1020", events={"orders": 1})
recorder.transaction("DELETE: событие d и tombstone", "delete from orders where id = 1020", events={"orders": 2})
recorder.transaction(
    "Новый клиент: событие c",
    "insert into customers (id, email, full_name) values (501, 'anna@example.com', 'Анна Лис')",
    events={"customers": 1},
)
recorder.transaction(
    "Смена ключа: d, tombstone и c", "update customers set id = 502 where id = 501", events={"customers": 3}
)
recorder.transaction("TRUNCATE: событие t без ключа", "truncate payments", events={"payments": 1})
run = recorder.run()
print(replay.text(run))

ops = [[message["value"] and message["value"]["op"] for message in step["kafka"]] for step in run["steps"]]
assert ops == [["c"], ["u"], ["d", None], ["c"], ["d", None, "c"], ["t"]]

# %% [markdown]
# ## REPLICA IDENTITY и TOAST
#
# Одно и то же изменение цены при `DEFAULT` и при `FULL`. Описание длинное и лежит в TOAST.

# %% tags=["out:replay-identity", "mask:bytes"]
recorder.transaction(
    "Товар с длинным описанием",
    "insert into products (id, sku, name, description, price)"
    " select 101, 'NEW-101', 'Плед', string_agg(md5(n::text), ''), 990 from generate_series(1, 128) as n",
    events={"products": 1},
)
recorder.transaction("DEFAULT: меняем цену", "update products set price = 1090 where id = 101", events={"products": 1})
recorder.transaction("Таблица переведена на FULL", "alter table products replica identity full")
recorder.transaction("FULL: меняем цену", "update products set price = 1190 where id = 101", events={"products": 1})
recorder.transaction("FULL: удаляем", "delete from products where id = 101", events={"products": 2})
run = recorder.run()
print(replay.text(run))

default, full = (run["steps"][i] for i in (1, 3))
assert default["kafka"][0]["value"]["before"] is None
assert default["kafka"][0]["value"]["after"]["description"] == "__debezium_unavailable_value"
assert full["kafka"][0]["value"]["before"]["price"] == "1090.00"
assert full["kafka"][0]["value"]["after"]["description"].endswith("(4096 символов)")
assert all(step["state"]["rows"][0]["row"]["description"].endswith("(4096 символов)") for step in run["steps"][:4])
db.execute("alter table products replica identity default")

# %% [markdown]
# ## Подтверждение
#
# Чужая транзакция открыта, заказы идут, Connect сохраняет оффсеты. Две позиции слота двигаются в разное время и по разным
# причинам. Список открытых транзакций сервер пишет сам, на контрольной точке и раз в 15 секунд; здесь его просят об этом,
# чтобы не ждать. Перед записью — разминка, пока слот не дойдёт до последнего списка.

# %%
OPEN_LIST = "select pg_log_standby_snapshot()"


def caught_up():
    """Разминка: слот дошёл до списка открытых транзакций, который записан в ней, и других не ждёт."""
    recorder.server("Список", OPEN_LIST)
    for _ in range(2):
        recorder.transaction("Клиент", "update customers set phone = null where id = 1", events={"customers": 1})
    recorder.flushed()
    steps = recorder.run()["steps"]
    return slots.get(db, config["slot.name"])["restart_lsn"] == steps[0]["wal"][0]["lsn"]


def begun():
    """Первые два шага прогона. Не считается, если сервер успел вставить ещё один свой список: слот ждал бы его."""
    until(caught_up, "слота без незавершённых дел", 60)
    since = db.value("select pg_current_wal_insert_lsn()::text")
    recorder.server("Сервер записал список открытых транзакций: он пуст", OPEN_LIST)
    recorder.transaction(
        "Чужой сеанс начал транзакцию и не закончил",
        "insert into audit_log values ('открыта и забыта')",
        session="отчёты",
        end=None,
    )
    lists = "select count(*) from pg_get_wal_records_info(%(since)s, 'FFFFFFFF/FFFFFFFF') where record_type = 'RUNNING_XACTS'"
    if db.value(lists, since=since) == 1:
        return True
    recorder.transaction("Ещё раз", session="отчёты", end="rollback")
    recorder.run()
    return False


# %% tags=["out:replay-confirmation", "mask:bytes"]
until(begun, "начала прогона без чужих списков", 90)
recorder.transaction("Заказ 1101: событие уже в топике", order(1101, "первый"), events={"orders": 1})
recorder.transaction("Заказ 1102: слот всё там же", order(1102, "второй"), events={"orders": 1})
recorder.flush("Connect сохранил оффсет, слот подтверждён")
recorder.server("Ещё список: чужая транзакция в нём есть", OPEN_LIST)
recorder.transaction("Заказ 1103", order(1103, "третий"), events={"orders": 1})
recorder.transaction("Заказ 1104", order(1104, "четвёртый"), events={"orders": 1})
recorder.flush("Оффсет сохранён: сдвинулась только одна позиция")
recorder.transaction("Чужой сеанс закончил транзакцию", session="отчёты")
recorder.server("Список снова пуст", OPEN_LIST)
recorder.transaction("Заказ 1105", order(1105, "пятый"), events={"orders": 1})
recorder.transaction("Заказ 1106", order(1106, "шестой"), events={"orders": 1})
recorder.flush("Оффсет сохранён: restart_lsn прыгнул")
run = recorder.run()
print(replay.text(run))

steps = run["steps"]
restart = [lsn.parse(step["slot"]["restart_lsn"]) for step in steps]
confirmed = [lsn.parse(step["slot"]["confirmed_flush_lsn"]) for step in steps]
written = [lsn.parse(step["wal"][0]["lsn"]) if step["wal"] else None for step in steps]
assert written[2] < confirmed[4] < written[3] < confirmed[8], "слот отстаёт на одну транзакцию"
assert confirmed[8] > written[5] and restart[4] == restart[8] == restart[12] == written[0], "открытая транзакция держит"
assert restart[13] > written[9], "после неё restart_lsn прыгнул"

# %% [markdown]
# ## kill -9 воркера
#
# Оффсет сохраняется только за тем, что приняла Kafka, и по порядку. Поэтому застрявший платёж не даёт сохранить оффсет
# заказа, который уже в топике. Воркер убивают, и заказ приходит второй раз.

# %% tags=["out:replay-restart", "mask:bytes"]
PAYMENTS = "shop.public.payments"
recorder.act("Топик payments перестал принимать запись", kafka.configure, PAYMENTS, "min.insync.replicas", "2")
recorder.transaction(
    "Платёж: событие застряло в воркере",
    "insert into payments (id, order_id, external_id, method, amount)"
    " values (900, 1, md5('платёж')::uuid, 'sbp', 99.90)",
)
recorder.transaction(
    "Заказ 1107 уже в топике, но оффсет ждёт платежа", order(1107, "перед аварией"), events={"orders": 1}
)
recorder.act("Воркер Connect убит", stand.kill, "connect", wait=slots.wait_released)
recorder.act("Топик payments снова принимает запись", kafka.configure, PAYMENTS, "min.insync.replicas", "1")
recorder.act(
    "Воркер поднят: платёж пришёл впервые, заказ 1107 — второй раз",
    stand.start,
    "connect",
    wait=slots.wait_active,
    events={"payments": 1, "orders": 1},
)
run = recorder.run()
print(replay.text(run))

twice = [message for step in run["steps"] for message in step["kafka"] if message["key"] == {"id": 1107}]
assert len(twice) == 2 and twice[0]["value"]["source"]["lsn"] == twice[1]["value"]["source"]["lsn"]
assert run["steps"][-1]["state"]["repeats"] == 1
assert [step["slot"]["active"] for step in run["steps"]] == [True, True, True, False, False, True]
assert len({step["offset"]["lsn"] for step in run["steps"][:5]}) == 1, "оффсет не двигался"

# %%
recorder.close()

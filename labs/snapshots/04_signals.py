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
# # Сигналы: четыре канала
#
# Один и тот же сигнал уходит через таблицу, топик Kafka, файл и JMX. Потом пауза, продолжение, отмена, блокирующий снапшот и
# сигналы, которых никто не услышал.

# %%
from cdclab import connect, fresh, jolokia, kafka, shop, show, signals, slots
from cdclab.gate import Gate
from cdclab.sink import OPTIONS

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
signals.create_table(db)
db.execute(
    "create table notes (note text); insert into notes values ('без ключа'); grant select on notes to cdc_reader"
)
gate = Gate(db)
signals.file().unlink(missing_ok=True)
config = connect.load("connector.json") | OPTIONS | signals.channels() | {"incremental.snapshot.chunk.size": "10"}
config["table.include.list"] += ",public.notes"

# %% tags=["out:signals-config"]
# Адрес брокера и путь к файлу у каждого стенда свои.
own = ("signal.kafka.bootstrap.servers", "signal.file")
show.document(
    {
        name: "…" if name in own else value
        for name, value in config.items()
        if name.startswith(("signal", "notification"))
    }
)
connect.run(config)
slots.wait_streaming(db, "shop_slot", 60)
notices = signals.Notices()
orders = kafka.Topic("shop.public.orders")


def first_orders(count):
    """Данные сигнала: перечитать первые заказы."""
    return signals.snapshot("public.orders", filters={"public.orders": f"id <= {count}"})


def came():
    """Операции, которые пришли об orders до этой секунды.

    Уведомление лежит в другом топике и может опередить строки; изменение-метка в том же топике — не может.
    """
    mark = db.value("update orders set comment = 'метка ' || clock_timestamp() where id = 120 returning comment")
    *before, _ = orders.take_until(lambda m: m.value["op"] == "u" and m.value["after"]["comment"] == mark, "метки", 60)
    return [m.value["op"] for m in before]


def finished(name):
    """Дождаться конца снапшота и посчитать, что пришло."""
    notices.until("COMPLETED", name, 60)
    return came()


# %% [markdown]
# ## Таблица, топик, файл, JMX
#
# Тип и данные одинаковы. Отличается дорога: таблица приходит через журнал, остальные коннектор опрашивает сам, раз в
# `signal.poll.interval.ms`.

# %% tags=["out:signals-channels"]
# region channels
signals.by_table(db, "execute-snapshot", first_orders(1), id="из таблицы")
table = finished("из таблицы")
signals.by_kafka("execute-snapshot", first_orders(2), id="из топика")
topic = finished("из топика")
signals.by_file("execute-snapshot", first_orders(3), id="из файла")
file = finished("из файла")
signals.by_jmx("execute-snapshot", first_orders(4), id="через JMX")
jmx = finished("через JMX")
# endregion
show.table(
    {"канал": name, "события": " ".join(ops)}
    for name, ops in (("source", table), ("kafka", topic), ("file", file), ("jmx", jmx))
)
assert [len(ops) for ops in (table, topic, file, jmx)] == [1, 2, 3, 4] and {*table, *topic, *file, *jmx} == {"r"}

# %% [markdown]
# Прочитанный файл коннектор опустошает. Ключ сообщения в топике сигналов обязан совпасть с `topic.prefix`.

# %% tags=["out:signals-traces"]
print("байт в файле сигналов:", signals.file().stat().st_size)
print("в топике сигналов:", len(kafka.Topic(signals.TOPIC).raw_rest()))
print("MBean:", *[name for name in jolokia.search("debezium.postgres:*") if "signals" in name])

# %% [markdown]
# ## Что коннектор ответил
#
# Уведомления одного снапшота, по порядку.

# %% tags=["out:signals-notices"]
signals.by_kafka("execute-snapshot", first_orders(12), id="двенадцать")
told = notices.until("COMPLETED", "двенадцать", 60)
show.table(
    {
        "type": it["type"],
        "last_processed_key": it["additional_data"].get("last_processed_key"),
        "maximum_key": it["additional_data"].get("maximum_key"),
        "total_rows_scanned": it["additional_data"].get("total_rows_scanned"),
        "status": it["additional_data"].get("status"),
    }
    for it in told
)
came()
assert [it["type"] for it in told][-2:] == ["TABLE_SCAN_COMPLETED", "COMPLETED"]

# %% [markdown]
# ## Пауза, продолжение, отмена
#
# Ворота держат чанк, чтобы снапшот не кончился раньше, чем мы его остановим.

# %% tags=["out:signals-pause"]
everything = signals.snapshot("public.orders", filters={"public.orders": "gate(id, 25, 2)"})
signals.by_table(db, "execute-snapshot", everything, id="с паузой")
gate.waiting()
signals.by_table(db, "pause-snapshot", {"type": "incremental"}, id="пауза")
gate.open()
paused = notices.until("PAUSED", seconds=60)[-1]
ops = came()
signals.by_table(db, "resume-snapshot", {"type": "incremental"}, id="дальше")
notices.until("COMPLETED", "с паузой", 60)
ops += came()
print("уведомление:", paused["type"], "| после паузы дочитано до конца:", len(ops) == 120)
assert len(ops) == 120

# %% tags=["out:signals-stop"]
gate.close()
signals.by_table(db, "execute-snapshot", everything, id="отменённый")
gate.waiting()
signals.by_table(db, "stop-snapshot", {"type": "incremental", "data-collections": ["public.orders"]}, id="стоп")
gate.open()
ended = [it["type"] for it in notices.until("ABORTED", seconds=60)]
ops = came()
print("уведомления:", " ".join(ended))
print("успело прийти строк меньше, чем в таблице:", 0 < len(ops) < 120)
assert 0 < len(ops) < 120

# %% [markdown]
# ## Сигналы, которых никто не услышал
#
# Ошибка в сигнале не роняет коннектор: она остаётся строкой WARN или INFO в журнале воркера. Шесть
# неверных сигналов, а за ними один верный.

# %% tags=["out:signals-unheard"]
db.execute(
    "create table audit (id bigint primary key); insert into audit values (1); grant select on audit to cdc_reader"
)
signals.by_kafka("execute-snapshot", first_orders(5), id="чужой ключ сообщения", key="warehouse")
signals.by_kafka("execute-snapshots", first_orders(5), id="опечатка в типе")
signals.by_kafka("execute-snapshot", {"data-collection": ["public.orders"]}, id="опечатка в поле")
signals.by_kafka("execute-snapshot", signals.snapshot("public.visits"), id="таблицы нет")
signals.by_kafka("execute-snapshot", signals.snapshot("public.audit"), id="таблицы нет в списке")
signals.by_kafka("execute-snapshot", signals.snapshot("public.notes"), id="таблица без ключа")
signals.by_kafka("execute-snapshot", first_orders(1), id="верный")
told = notices.until("COMPLETED", "верный", 60)


def answer(name):
    """Уведомления об одном сигнале: чем кончился просмотр таблицы и чем всё."""
    mine = [it for it in told if it["id"] == name]
    status = [it["additional_data"]["status"] for it in mine if it["type"] == "TABLE_SCAN_COMPLETED"]
    return {
        "сигнал": name,
        "статус таблицы": " ".join(status),
        "последнее уведомление": mine[-1]["type"] if mine else "",
    }


names = ("чужой ключ сообщения", "опечатка в типе", "опечатка в поле")
names += ("таблицы нет", "таблицы нет в списке", "таблица без ключа", "верный")
show.table(map(answer, names))
print("таск:", connect.states(config["name"])[1])
print("топики audit и notes есть:", {"shop.public.audit", "shop.public.notes"} & set(kafka.topics()) != set())
_ = came()

# %% [markdown]
# ## Блокирующий снапшот
#
# Пока он идёт, поток стоит: изменение, сделанное за это время, приходит после последней строки снапшота. Фильтр здесь — целый SELECT.

# %% tags=["out:signals-blocking"]
gate.close()
whole = {"public.orders": "select * from public.orders where gate(id, 50)"}
signals.by_kafka(
    "execute-snapshot", signals.snapshot("public.orders", kind="blocking", filters=whole), id="блокирующий"
)
gate.waiting()
db.execute("update orders set comment = 'во время снапшота' where id = 1")
arrived = [m.value["op"] for m in orders.rest() if m.value]
print("пока снапшот стоит, изменений пришло:", arrived.count("u"))
gate.open()
rest = orders.take_until(lambda m: m.value["op"] == "u", "изменения", 60)
ops = arrived + [m.value["op"] for m in rest]
print("всего:", ops.count("r"), "строк снапшота, потом", ops.count("u"), "изменение")
assert arrived.count("u") == 0 and ops == ["r"] * 120 + ["u"]
gate.end()

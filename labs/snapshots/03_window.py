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
# # Окно водяных знаков
#
# Один инкрементальный снапшот таблицы `orders` под микроскопом: что коннектор пишет в таблицу сигналов, что попадает в окно и что из
# него выпадает. Ворота держат второй чанк раскрытым, пока мы меняем его строки.

# %%
from cdclab import connect, fresh, kafka, replay, shop, show, signals, slots
from cdclab.gate import Gate
from cdclab.sink import OPTIONS

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
signals.create_table(db)
gate = Gate(db)
db.execute("delete from order_lines where order_id > 60; delete from payments where order_id > 60")
config = connect.load("connector.json") | OPTIONS | {"incremental.snapshot.chunk.size": "40"}
connect.run(config)
slots.wait_streaming(db, "shop_slot", 60)

# %% [markdown]
# ## Три чанка, восемь водяных знаков
#
# Второй чанк (заказы 41–80) остановится на строке 50: SELECT начат, срез данных взят, окно открыто.

# %% tags=["out:window-open"]
data = signals.snapshot("public.orders", filters={"public.orders": "gate(id, 50, 2)"})
signals.by_table(db, "execute-snapshot", data, id="orders")
gate.waiting()
marks = """
    select case when id like '%-open' then 'нижний' else 'верхний' end as знак, type
    from debezium_signal where type <> 'execute-snapshot' order by ctid
"""
show.table(db.rows(marks))
assert [row["знак"] for row in db.rows(marks)] == ["нижний", "верхний", "нижний"]

# %% [markdown]
# ## Строки чанка меняются, пока окно открыто

# %% tags=["out:window-events"]
db.execute("update orders set comment = 'новый' where id = 60")
db.execute("delete from orders where id = 70")
db.execute("update orders set comment = 'вне чанка' where id = 100")
gate.open()
notices = signals.Notices()
notices.until("COMPLETED", "orders", 60)
orders = kafka.Topic("shop.public.orders")


def came():
    """Всё, что пришло об orders до этой секунды.

    Уведомление лежит в другом топике и может опередить строки; изменение-метка в том же топике — не может.
    """
    mark = db.value("update orders set comment = 'метка ' || clock_timestamp() where id = 120 returning comment")

    def marked(message):
        return not message.tombstone and (message.value["after"] or {}).get("comment") == mark

    *before, _ = orders.take_until(lambda m: marked(m) and m.value["op"] == "u", "метки", 60)
    return before


messages = came()


def ops(key):
    """Что пришло об одном заказе, по порядку."""
    return " → ".join("tombstone" if m.tombstone else m.value["op"] for m in messages if m.key == {"id": key})


show.table(
    [
        {"заказ": 50, "чанк": 2, "что было в окне": "", "события": ops(50)},
        {"заказ": 60, "чанк": 2, "что было в окне": "UPDATE", "события": ops(60)},
        {"заказ": 70, "чанк": 2, "что было в окне": "DELETE", "события": ops(70)},
        {"заказ": 100, "чанк": 3, "что было в окне": "UPDATE, чанк ещё не читали", "события": ops(100)},
    ]
)
kinds = [m.value["op"] for m in messages if not m.tombstone]
print("строк снапшота:", kinds.count("r"))
assert (ops(50), ops(60), ops(70), ops(100)) == ("r", "u", "d → tombstone", "u → r") and kinds.count("r") == 118

# %% [markdown]
# SELECT второго чанка начался до изменений и вернул заказы 60 и 70 старыми. Отправить их нельзя: старая строка пришла бы после новой
# и затёрла её. Поэтому ключ, который встретился в журнале между двумя знаками, из окна выбрасывается: о нём уже сказал поток.

# %% [markdown]
# ## Что лежит в таблице сигналов
#
# Каждый чанк оставил две строки. Никто их не удаляет: это работа того, кто завёл таблицу.

# %% tags=["out:window-signals"]
show.table(db.rows("select type, count(*) as rows from debezium_signal group by type order by type"))
mark = db.one("select type, data from debezium_signal where type = 'snapshot-window-close' order by ctid limit 1")
show.record(mark)

# %% [markdown]
# ## Строка снапшота как событие

# %% tags=["out:window-event", "mask:lsn"]
event = next(m for m in messages if m.key == {"id": 50})
show.document(event.value["source"])
assert event.value["source"]["lsn"] is None and event.value["source"]["snapshot"] == "incremental"

# %% [markdown]
# ## Сначала COUNT
#
# Перед первым чанком Debezium 3.7 узнаёт последний ключ и число строк: уведомлениям нужен общий размер. Без фильтра хватает оценки из
# `pg_class.reltuples`, с фильтром, как здесь, он считает: это ещё один проход.

# %% tags=["out:window-count"]
gate.close()
few = signals.snapshot("public.orders", filters={"public.orders": "id <= 3 and gate(id, 2)"})
signals.by_table(db, "execute-snapshot", few, id="few")
stopped = gate.waiting()
print(db.value("select query from pg_stat_activity where pid = any(%(pids)s)", pids=stopped))
gate.open()
_ = notices.until("COMPLETED", "few", 60)

# %% [markdown]
# ## insert_delete: один знак вместо двух
#
# `incremental.snapshot.watermarking.strategy=insert_delete` закрывает окно удалением нижнего знака. Таблица не растёт, но роли нужен
# DELETE.

# %% tags=["out:window-insert-delete"]
db.execute("delete from debezium_signal; grant delete on debezium_signal to cdc_reader")
connect.run(config | {"incremental.snapshot.watermarking.strategy": "insert_delete"})
slots.wait_streaming(db, "shop_slot", 60)
signals.by_table(db, "execute-snapshot", signals.snapshot("public.orders"), id="again")
notices.until("COMPLETED", "again", 60)
show.table(db.rows("select type, count(*) as rows from debezium_signal group by type order by type"))
connect.delete(config["name"])

# %% [markdown]
# ## read.only: без записи в базу
#
# Таблицы сигналов у этого коннектора нет, права INSERT у роли тоже. Сигнал приходит через Kafka, окно закрывает пульс.

# %% tags=["out:window-read-only"]
db.execute("delete from debezium_signal; revoke all on debezium_signal from cdc_reader")
quiet = {name: value for name, value in config.items() if name != "signal.data.collection"}
own = {
    "name": "reader",
    "topic.prefix": "reader",
    "slot.name": "reader_slot",
    "notification.sink.topic.name": "reader-notices",
}
channel = signals.channels() | {"signal.enabled.channels": "kafka", "read.only": "true"}
connect.run(quiet | own | channel)
slots.wait_streaming(db, "reader_slot", 60)
signals.by_kafka("execute-snapshot", signals.snapshot("public.orders"), id="read-only", key="reader")
signals.Notices("reader-notices").until("COMPLETED", "read-only", 60)
rows = db.value("select count(*) from orders")
read = kafka.Topic("reader.public.orders").take(rows, 60)
print("строк снапшота столько же, сколько в таблице:", len(read) == rows)
print("строк в debezium_signal:", db.value("select count(*) from debezium_signal"))
connect.delete("reader")
assert {m.value["op"] for m in read} == {"r"}

# %% [markdown]
# ## Прогон для плеера событий
#
# То же окно по шагам, на четырёх новых заказах. Коннектор начинает с обычного снапшота, чтобы копия на Python знала все строки.

# %%
db = fresh.start()
shop.create(db)
shop.admit_reader(db)
signals.create_table(db)
db.execute("create extension pg_walinspect")
gate = Gate(db)
connect.run(config | {"snapshot.mode": "initial", "heartbeat.interval.ms": "0"})
slots.wait_streaming(db, "shop_slot", 60)
recorder = replay.Recorder(db, config)

# %% tags=["out:replay-window", "mask:bytes", "mask:ts", "mask:data"]
recorder.transaction(
    "Четыре заказа: события c",
    "insert into orders (id, customer_id, total, comment) select n, 7, 10, 'старый' from generate_series(1001, 1004) as n",
    events={"orders": 4},
)
recorder.server(
    "Сигнал: перечитать эти заказы",
    "insert into debezium_signal values ('demo', 'execute-snapshot',"
    ' \'{"data-collections": ["public.orders"], "additional-conditions":'
    ' [{"data-collection": "public.orders", "filter": "id > 1000 and gate(id, 1002, 2)"}]}\')',
)
recorder.act("Нижний знак записан, SELECT чанка начат и стоит на строке 1002", gate.waiting)
recorder.transaction("Заказ 1003 изменён: поток ждёт чанка", "update orders set comment = 'новый' where id = 1003")
recorder.transaction("Заказ 1004 удалён", "delete from orders where id = 1004")
recorder.act(
    "SELECT вернул четыре старые строки, из окна ушли две: поток о них уже сказал", gate.open, events={"orders": 5}
)
run = recorder.run()
print(replay.text(run))
recorder.close()
gate.end()

last = [(m["key"]["id"], m["value"] and m["value"]["op"]) for m in run["steps"][-1]["kafka"]]
assert last == [(1003, "u"), (1004, "d"), (1004, None), (1001, "r"), (1002, "r")], last
state = {row["key"]["id"]: row["row"] and row["row"]["comment"] for row in run["steps"][-1]["state"]["rows"]}
assert state == {1001: "старый", 1002: "старый", 1003: "новый", 1004: None}, state

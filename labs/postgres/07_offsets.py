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
# # Оффсет против слота
#
# Позиция чтения записана в двух местах: оффсет — в Kafka, `confirmed_flush_lsn` — в PostgreSQL. Пока они согласны, всё
# просто. Смотрим, что бывает, когда они разошлись, и как коннектор убирают навсегда.

# %%
import httpx

from cdclab import connect, fresh, kafka, lsn, postgres, shop, show, slots
from cdclab.settings import settings
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
config = connect.load("connector.json")
NAME, SLOT = config["name"], config["slot.name"]

# %% [markdown]
# ## Слот ждёт чужую транзакцию
#
# Кто-то записал строку и не завершил транзакцию. Коннектор запускается, слот уже виден, а согласованной точки нет: сервер
# ждёт номер чужой транзакции. `pg_blocking_pids` называет того, кто её держит.

# %% tags=["out:slot-blocked"]
stranger = postgres.connect(autocommit=False, application_name="billing")
stranger.execute("update customers set phone = null where id = 1")

SLOW = "select * from orders where pg_sleep(0.03) is not null"  # снапшот на четыре секунды: пригодится ниже
connect.put(
    config
    | {
        "snapshot.select.statement.overrides": "public.orders",
        "snapshot.select.statement.overrides.public.orders": SLOW,
    }
)
blocked = until(lambda: db.ask("sql/slots.sql", "creation"), "слота, который ждёт чужую транзакцию")
status = connect.status(NAME)
print("коннектор:", status["connector"]["state"])
print("таски:    ", status["tasks"])
show.record(blocked[0])
assert status["connector"]["state"] == "RUNNING" and not status["tasks"]
assert blocked[0]["active"] and blocked[0]["confirmed_flush_lsn"] is None and blocked[0]["blocked_by"] == "billing"

# %% [markdown]
# Два тайм-аута заданы сразу, срабатывает один: команда репликации — не запрос SQL, а вот номер транзакции ждут как
# обычную блокировку.
#
# Если клиент исчез, сервер об этом не узнает: он ждёт блокировку, а не сокет. Недоделанный слот остаётся и держит WAL, пока
# его walsender не завершат.

# %% tags=["out:slot-blocked-limits"]
CREATE = 'CREATE_REPLICATION_SLOT "probe" LOGICAL pgoutput'

limited = postgres.connect("cdc_reader", replication="database", options="-c statement_timeout=300 -c lock_timeout=900")
refusal = limited.refused(CREATE)
print("statement_timeout=300, lock_timeout=900:", refusal)
assert "lock timeout" in refusal
assert slots.get(db, "probe") is None

gone = postgres.connect("cdc_reader", replication="database")
gone.connection.pgconn.send_query(CREATE.encode())
waiting = "select count(*) from pg_locks where not granted and pid = %(pid)s"
until(lambda: db.value(waiting, pid=gone.connection.info.backend_pid), "ожидания чужой транзакции")
gone.close()
orphan = slots.get(db, "probe")
print("клиент исчез, слот:", {name: orphan[name] for name in ("active", "confirmed_flush_lsn")})
db.rows("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'probe'")
until(lambda: slots.get(db, "probe") is None, "исчезновения недоделанного слота")
print("после pg_terminate_backend:", slots.get(db, "probe"))
assert orphan["active"] and orphan["confirmed_flush_lsn"] is None

# %% [markdown]
# Транзакция закончилась — и коннектор стартовал сам. Но теперь чужая транзакция — его снапшот: Debezium берёт в нём номер
# (`txid_current()`), и новый слот на этом сервере ждёт, пока снапшот закончится.

# %% tags=["out:slot-blocked-by-snapshot"]
stranger.connection.rollback()
connect.wait_running(NAME)
second = postgres.connect("cdc_reader", replication="database")
reading = "select count(*) from pg_stat_activity where state = 'active' and query = %(text)s"
until(lambda: db.value(reading, text=SLOW), "снапшота таблицы orders")
second.connection.pgconn.send_query(CREATE.encode())
blocked = until(lambda: db.ask("sql/slots.sql", "creation"), "слота, который ждёт снапшот")
show.record(blocked[0])
until(lambda: slots.get(db, "probe")["confirmed_flush_lsn"], "создания слота после снапшота")
print("снапшот кончился, событий в топике:", len(kafka.Topic("shop.public.orders").take(120)))
second.close()
slots.wait_released(db, "probe")
db.execute("select pg_drop_replication_slot('probe')")
assert blocked[0]["slot_name"] == "probe" and blocked[0]["query"] == SLOW

# %%
slots.wait_active(db, SLOT)
orders = kafka.Topic("shop.public.orders")
orders.skip(120)


def new_order(comment):
    db.execute("insert into orders (customer_id, total, comment) values (1, 10, %(comment)s)", comment=comment)


def flushed_order(comment):
    """Заказ, событие которого прочитано и подтверждено слоту."""
    new_order(comment)
    event = orders.take(1)[0].value["source"]
    slots.wait_flushed(db, SLOT, lsn.render(lsn.position(event)[0] or event["lsn"]))
    return event


# %% [markdown]
# ## Что лежит в оффсете
#
# Ключ оффсета — имя коннектора и `topic.prefix`: переименование любого из них начинает всё заново. `lsn_commit` — последний
# завершённый COMMIT, `lsn_events_processed` (с Debezium 3.7) — сколько событий с этим LSN уже отправлено.

# %% tags=["out:offset-and-slot"]
flushed_order("первый")
event = flushed_order("второй")
offset = connect.offsets(NAME)[0]
show.document(offset)
slot = slots.get(db, SLOT)
show.table(
    [
        {"где": "событие, source.lsn", "lsn": lsn.render(event["lsn"])},
        {"где": "оффсет, lsn", "lsn": lsn.render(offset["offset"]["lsn"])},
        {"где": "оффсет, lsn_commit", "lsn": lsn.render(offset["offset"]["lsn_commit"])},
        {"где": "слот, confirmed_flush_lsn", "lsn": slot["confirmed_flush_lsn"]},
        {"где": "слот, restart_lsn", "lsn": slot["restart_lsn"]},
    ]
)
assert lsn.parse(slot["confirmed_flush_lsn"]) == offset["offset"]["lsn_commit"] <= offset["offset"]["lsn"]

# %% [markdown]
# ## Пауза и остановка
#
# `pause` оставляет таск и соединение: слот занят, Debezium читает поток в свою очередь, в топик не уходит ничего. `stop`
# убирает таск: слот свободен, и только теперь Connect разрешает менять оффсеты.

# %% tags=["out:pause-and-stop"]
rest = f"{settings().connect_url}/connectors/{NAME}"


def seen(command):
    return {"команда": command, "коннектор и таски": connect.states(NAME), "слот читают": slots.get(db, SLOT)["active"]}


httpx.put(f"{rest}/pause").raise_for_status()
until(lambda: connect.states(NAME) == ["PAUSED", "PAUSED"], "паузы")
new_order("создан на паузе")
written = db.value("select pg_current_wal_lsn()::text")
sent = "select coalesce(max(sent_lsn), '0/0') >= %(written)s::pg_lsn from pg_stat_replication"
until(lambda: db.value(sent, written=written), "отправки заказа читателю")
paused = seen("pause")
arrived = orders.rest()
try:
    connect.delete_offsets(NAME)
    raise AssertionError("Connect стёр оффсеты работающего коннектора")
except connect.ConnectError as error:
    refusal = str(error).partition(": ")[2].partition(".")[0]

connect.stop(NAME)
slots.wait_released(db, SLOT)
show.table([paused, seen("stop")])
print("сервер отправил заказ, в топике новых событий:", len(arrived))
print("стереть оффсеты на паузе:", refusal)
assert paused["слот читают"] and not arrived

# %% [markdown]
# После `resume` заказ приходит: слот его держал.

# %%
connect.resume(NAME)
assert orders.take(1)[0].value["after"]["comment"] == "создан на паузе"

# %% [markdown]
# ## Слот ушёл вперёд: тихая дыра
#
# Коннектор остановлен, кто-то подвинул слот, чтобы освободить место. Заказ, созданный перед этим, остался позади слота.
#
# При запуске Debezium сравнивает оффсет только с `restart_lsn`. А его держит на месте открытая транзакция — здесь это
# чужой незакрытый сеанс, обычное дело в живой базе. Проверка проходит, сервер молча начинает с `confirmed_flush_lsn`.

# %% tags=["out:mismatch-silent"]
db.execute("create table audit_log (note text)")
session = postgres.connect(autocommit=False)
session.execute("insert into audit_log values ('транзакция открыта и забыта')")


def skip_an_order(comment):
    """Остановить коннектор, создать заказ и подвинуть слот за него."""
    flushed_order("перед остановкой")
    connect.stop(NAME)
    slots.wait_released(db, SLOT)
    new_order(comment)
    db.execute("select pg_replication_slot_advance('shop_slot', pg_current_wal_lsn())")


def positions():
    stored = connect.offsets(NAME)[0]["offset"]["lsn_proc"]
    slot = slots.get(db, SLOT)
    return {
        "restart_lsn": slot["restart_lsn"],
        "offset": lsn.render(stored),
        "confirmed_flush_lsn": slot["confirmed_flush_lsn"],
    }


def start_and_order(comment, **options):
    """Запустить коннектор, создать заказ и вернуть комментарий первого пришедшего события."""
    connect.run(config | {name.replace("_", "."): value for name, value in options.items()})
    slots.wait_active(db, SLOT)
    new_order(comment)
    return orders.take(1)[0].value["after"]["comment"]


skip_an_order("пропавший")
show.record(positions())
arrived = start_and_order("после запуска")
print("таск:          ", connect.states(NAME)[1])
print("в топик пришло:", arrived)
print("в таблице:     ", [row["comment"] for row in db.rows("select comment from orders order by id desc limit 2")])
assert arrived == "после запуска"

# %% [markdown]
# Ошибки нет, метрики здоровы, строки нет. Найдёт её только сверка таблицы с приёмником.

# %% [markdown]
# ## trust_offset: обещание и действительность
#
# По документации `offset.mismatch.strategy=trust_offset` в этом положении останавливает коннектор. В Debezium 3.7.0.Final —
# нет: с правки dbz#1863 (апрель 2026) стратегия двигает слот вперёд к оффсету, но слот, который уже впереди, не замечает.
# И ещё: опции нет в описании, которое отдаёт воркер, поэтому опечатку в её значении не найдёт никто.

# %% tags=["out:mismatch-trust-offset"]
skip_an_order("пропал ещё один")
show.record(positions())
arrived = start_and_order("после trust_offset", offset_mismatch_strategy="trust_offset")
print("таск:          ", connect.states(NAME)[1])
print("в топик пришло:", arrived)
print("validate с опечаткой:", connect.validate(config | {"offset.mismatch.strategy": "trust_offfset"}))
assert arrived == "после trust_offset"

# %% [markdown]
# ## Своя проверка перед запуском
#
# Сравнить два числа можно самим: оффсет остановленного коннектора отдаёт REST, позицию слота — PostgreSQL.


# %% tags=["out:mismatch-preflight"]
# region preflight
def gap_bytes(name, slot_name):
    """Сколько байт WAL слот перескочил: больше нуля — события между оффсетом и слотом уже не придут."""
    stored = connect.offsets(name)[0]["offset"]["lsn_proc"]
    confirmed = lsn.parse(slots.get(db, slot_name)["confirmed_flush_lsn"])
    return confirmed - stored


# endregion

flushed_order("целый")
connect.stop(NAME)
slots.wait_released(db, SLOT)
print("слот не трогали:", "запускать можно" if gap_bytes(NAME, SLOT) <= 0 else "дыра")
connect.resume(NAME)
slots.wait_active(db, SLOT)
skip_an_order("пойман проверкой")
print("слот подвинули: ", "запускать можно" if gap_bytes(NAME, SLOT) <= 0 else "дыра")
assert gap_bytes(NAME, SLOT) > 0
session.close()

# %% [markdown]
# Проверка годится для `lsn.flush.mode=connector`. С `connector_and_driver` слот впереди оффсета — норма.

# %% [markdown]
# ## Слот пропал: громкий отказ
#
# Слот удалили. Прочитать журнал с места оффсета нельзя, и коннектор отказывается работать — с любой из стратегий, кроме
# `trust_slot` и `trust_greater_lsn`. То же самое, если слот создали заново: его `restart_lsn` позже оффсета.

# %% tags=["out:slot-dropped"]
db.execute("select pg_drop_replication_slot('shop_slot')")
new_order("без слота")
connect.put(config)
try:
    connect.resume(NAME)
except connect.ConnectError as error:
    print("…" + str(error).rpartition("]], but")[2])
assert slots.get(db, SLOT) is None

# %% [markdown]
# `trust_slot` послушно создаёт слот и идёт дальше: заказ «без слота» потерян сознательно.

# %% tags=["out:slot-dropped-trust-slot"]
arrived = start_and_order("после trust_slot", offset_mismatch_strategy="trust_slot")
print("в топик пришло:", arrived)
assert arrived == "после trust_slot"

# %% [markdown]
# `snapshot.mode=when_needed` лечит: слота или журнала нет — снапшот снимается заново. Вернулись все пропавшие строки, но
# событиями `r`, а удаления за это время снапшот не покажет.

# %% tags=["out:slot-dropped-when-needed"]
connect.stop(NAME)
slots.wait_released(db, SLOT)
db.execute("select pg_drop_replication_slot('shop_slot')")
connect.run(config | {"snapshot.mode": "when_needed"})
slots.wait_active(db, SLOT)
again = orders.take(db.value("select count(*) from orders"))
lost = ("пропавший", "пропал ещё один", "пойман проверкой", "без слота")
show.table(
    {"op": m.value["op"], "comment": m.value["after"]["comment"]} for m in again if m.value["after"]["comment"] in lost
)
assert {m.value["after"]["comment"] for m in again} >= set(lost)

# %% [markdown]
# ## Убрать коннектор навсегда
#
# DELETE удаляет конфигурацию. Слот, публикация и оффсеты остаются: слот держит WAL, а новый коннектор с тем же именем
# продолжит со старого места и снапшота не снимет.

# %% tags=["out:deleted-leaves"]
connect.delete(NAME)
slots.wait_released(db, SLOT)
print("коннекторы:", connect.names())
show.table(db.ask("sql/slots.sql", "monitor"))
print("публикации:", [row["pubname"] for row in db.rows("select pubname from pg_publication")])

connect.run(config)
slots.wait_active(db, SLOT)
again = [message for message in orders.rest() if message.value["op"] == "r"]
print("новый коннектор с тем же именем: событий снапшота", len(again))
assert not again

# %% [markdown]
# Порядок, после которого не остаётся ничего: остановить, стереть оффсеты, удалить коннектор, удалить слот, публикацию и роль.

# %% tags=["out:decommissioned"]
# region decommission
connect.stop(NAME)
slots.wait_released(db, SLOT)
connect.delete_offsets(NAME)
connect.delete(NAME)
db.script("sql/decommission.sql", **shop.reader())
# endregion
print("коннекторы:", connect.names())
print("слоты:     ", db.rows("select slot_name from pg_replication_slots"))
print("публикации:", db.rows("select pubname from pg_publication"))
print("роли:      ", db.rows("select rolname from pg_roles where rolname = 'cdc_reader'"))

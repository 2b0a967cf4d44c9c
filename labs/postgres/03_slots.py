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
# # Слот в движении
#
# Что означает каждое число `pg_replication_slots`, когда оно меняется и почему здоровый коннектор держит WAL.

# %%
from cdclab import connect, fresh, kafka, lsn, shop, show, slots
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
config = connect.load("connector.json")
SLOT = "shop_slot"


def position():
    """Где слот сейчас."""
    return db.ask("sql/slots.sql", "position", slot=SLOT)[0]


SHORT = ["restart_lsn", "confirmed_flush_lsn", "current_lsn", "retained_bytes", "lag_bytes"]


def load_other_table(rows=20_000):
    """Нагрузка мимо публикации: строки по килобайту в таблице, которую никто не захватывает."""
    db.execute(f"insert into audit_log select n, repeat('x', 1000) from generate_series(1, {rows}) as n")


# %% [markdown]
# ## До коннектора: слот руками
#
# Слот можно создать заранее: тогда события копятся ещё до первого запуска. Но снапшот при готовом слоте снимается отдельной
# транзакцией, а не точно в точке слота, и на стыке возможны повторы.

# %% tags=["out:slot-by-hand"]
made = db.one("select * from pg_create_logical_replication_slot('by_hand', 'pgoutput')")
show.record(made)
print()
show.record(db.ask("sql/slots.sql", "all_columns", slot="by_hand")[0])
db.execute("select pg_drop_replication_slot('by_hand')")

# %% [markdown]
# `inactive_since` (PostgreSQL 17) — с какого времени слот никто не читает. `restart_lsn` чуть раньше `confirmed_flush_lsn`:
# сервер читает журнал с более ранней точки, чтобы восстановить состояние транзакций.

# %% [markdown]
# ## Три столбца в движении
#
# Запускаем коннектор, меняем строку и смотрим на слот до и после сохранения оффсета.

# %%
connect.run(config)
slots.wait_active(db, SLOT)
orders = kafka.Topic("shop.public.orders")
orders.skip(120)


def new_order():
    """Создать заказ и дождаться его события; вернуть LSN события."""
    db.execute("insert into orders (customer_id, total) values (1, 10)")
    return orders.take(1)[0].value["source"]["lsn"]


# %% tags=["out:slot-before-flush"]
before = position()
event = new_order()
show.record({"event_lsn": lsn.render(event)} | position())
assert position()["confirmed_flush_lsn"] == before["confirmed_flush_lsn"], "событие в Kafka, слот ещё не знает"

# %% tags=["out:slot-after-flush"]
slots.wait_flushed(db, SLOT, lsn.render(event))
show.record({"event_lsn": lsn.render(event)} | position())
assert lsn.parse(position()["confirmed_flush_lsn"]) == event

# %% [markdown]
# Событие уже в Kafka, а слот узнаёт о нём позже: сначала Connect сохраняет оффсет (на стенде раз в 5 секунд, по умолчанию
# раз в минуту), потом подтверждает LSN. Если воркер умрёт между этими моментами, событие придёт ещё раз.
#
# `restart_lsn` не сдвинулся: сервер двигает его лениво. Место на диске освобождает именно он, а не `confirmed_flush_lsn`.

# %% [markdown]
# ## Подтверждается предыдущая транзакция
#
# Таблицы магазина молчат, а рядом пишется 20 МБ. Одна новая строка в `orders` должна бы сдвинуть слот в конец журнала. Но
# Debezium подтверждает LSN последнего **завершённого** COMMIT, а завершение транзакции он записывает в оффсет только
# вместе со следующим событием. Поэтому отпустит 20 МБ не первая строка, а вторая.

# %% tags=["out:confirms-previous"]
db.execute("create table audit_log (id integer, note text)")
load_other_table()
loaded = position()["current_lsn"]

new_order()
released = db.value("select pg_current_wal_lsn()::text")  # конец первой транзакции
until(lambda: position()["confirmed_flush_lsn"] != lsn.render(event), "подтверждения после первой строки")
after_first = position()

new_order()
slots.wait_flushed(db, SLOT, released)
after_second = position()

show.table([{"после строки": 1} | after_first, {"после строки": 2} | after_second], ["после строки", *SHORT])
assert (
    lsn.parse(after_first["confirmed_flush_lsn"]) < lsn.parse(loaded) <= lsn.parse(after_second["confirmed_flush_lsn"])
)

# %% [markdown]
# ## restart_lsn идёт позади
#
# `confirmed_flush_lsn` уже впереди, а `retained` всё ещё 20 МБ: журнал держит `restart_lsn`. Сервер двигает его, когда
# декодирует запись о текущих транзакциях (`running xacts`; её пишут контрольная точка и фоновый процесс раз в 15 секунд) и
# читатель подтверждает LSN за ней. Одной такой записи хватает не всегда, поэтому повторяем, пока журнал не отпущен.


# %% tags=["out:restart-follows"]
def released_after_round():
    """Контрольная точка, две транзакции — и проверка, отпущен ли журнал."""
    db.execute("checkpoint")
    new_order()
    new_order()
    return position()["retained_bytes"] < 1_000_000


assert after_second["retained_bytes"] > 20_000_000
until(released_after_round, lambda: f"сдвига restart_lsn: {position()}", 60)
show.table([position()], SHORT)

# %% [markdown]
# ## Коннектор остановлен
#
# Пишем ещё 60 МБ. Сервер не удалит ни байта: `retained` растёт ровно на объём журнала, `safe_wal_size` на столько же падает.
# Когда она кончится (`max_slot_wal_keep_size`, на стенде 2 ГБ), слот будет потерян.

# %% tags=["out:stopped-retained"]
connect.stop("shop-connector")
slots.wait_released(db, SLOT)
idle = slots.get(db, SLOT)
before = position()
load_other_table(60_000)
after = position()
show.table(db.ask("sql/slots.sql", "monitor"))
print()
print(f"журнал вырос на {(lsn.parse(after['current_lsn']) - lsn.parse(before['current_lsn'])) / 2**20:.0f} MB")
print(f"слот удержал   {(after['retained_bytes'] - before['retained_bytes']) / 2**20:.0f} MB")
print(f"запас упал на  {(idle['safe_wal_size'] - slots.get(db, SLOT)['safe_wal_size']) / 2**20:.0f} MB")
assert idle["inactive_since"], "видно, с какого времени слот никто не читает"
assert after["retained_bytes"] - before["retained_bytes"] > 60_000_000

# %% [markdown]
# Запустили снова: читатель есть, `active` истинно — а 60 МБ на месте. Изменений в таблицах магазина не было, подтверждать
# нечего. Поэтому алерт ставят на `retained`, а не на `active`.

# %% tags=["out:resumed-still-retained"]
connect.resume("shop-connector")
slots.wait_active(db, SLOT)
show.table(db.ask("sql/slots.sql", "monitor"))
assert position()["retained_bytes"] > 60_000_000

# %% tags=["out:resumed-released"]
until(released_after_round, lambda: f"сдвига restart_lsn: {position()}", 60)
show.table(db.ask("sql/slots.sql", "monitor"))

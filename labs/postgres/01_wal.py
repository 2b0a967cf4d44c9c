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
# # WAL своими глазами
#
# Debezium не читает таблицы, он читает журнал WAL. Здесь мы проходим тот же путь руками: запись в журнале →
# декодированное изменение → сообщение pgoutput. Коннектор не нужен.

# %%
from cdclab import fresh, lsn, pgoutput, postgres, shop, show

db = fresh.start()
shop.create(db)
db.execute("create extension pg_walinspect")

# %% [markdown]
# ## Где сейчас журнал
#
# LSN — номер байта в бесконечном потоке WAL. Позиций три: куда ляжет следующая запись, что отдано операционной системе и
# что уже на диске. Логическое декодирование видит только то, что на диске.

# %% tags=["out:wal-positions"]
show.record(db.ask("sql/wal.sql", "positions")[0])

# %% [markdown]
# ## Одна транзакция в журнале
#
# Заказ создан и оплачен в одной транзакции. Смотрим, что от неё осталось в WAL: расширение `pg_walinspect` разбирает
# журнал на записи. Перед этим трогаем ту же страницу, чтобы в запись не попал её полный образ.

# %%
db.execute("insert into orders (customer_id, total) values (1, 10.00)")

# region transaction
with postgres.connect(autocommit=False) as session:
    start = session.value("select pg_current_wal_insert_lsn()")
    session.execute("insert into orders (customer_id, total, comment) values (1, 99.90, 'Домофон 12')")
    session.execute("update orders set status = 'paid' where id = 122")
    xid = session.value("select pg_current_xact_id()::text")
    session.connection.commit()
    end = session.value("select pg_current_wal_flush_lsn()")
# endregion

# %% tags=["out:wal-records"]
written = db.ask("sql/wal.sql", "records", from_lsn=start, to_lsn=end, xid=xid)
show.table(written)

# %% [markdown]
# Индексы (`Btree`) и блокировка строки `customers` внешним ключом (`LOCK`) тоже заняли место в WAL, но до Debezium не
# дойдут: декодируются только вставки, изменения и удаления строк и границы транзакции.
#
# Первая запись целиком: имени таблицы и столбцов в ней нет, только номер файла, страницы и место на странице. Поэтому
# декодированию нужен системный каталог в том виде, в каком он был в момент изменения, и слот держит старые версии его
# строк: отсюда `catalog_xmin`.

# %% tags=["out:wal-record"]
show.record(db.ask("sql/wal.sql", "record", from_lsn=written[0]["start_lsn"])[0])

# %% [markdown]
# ## Арифметика LSN
#
# Текст `16/B374D848` — это два шестнадцатеричных числа: старшие и младшие 32 бита. Debezium пишет то же число десятичным.
# Файл журнала — 16 МБ подряд; граница файлов видна по имени.

# %% tags=["out:lsn-arithmetic"]
show.record(db.ask("sql/wal.sql", "arithmetic")[0])

# %% tags=["out:lsn-python"]
print(lsn.parse("16/B374D848"))
print(lsn.render(97500059720))
print(lsn.parse("0/2000000") - lsn.parse("0/1FFFF00"), "байт между двумя LSN")

# %% [markdown]
# ## Декодирование: test_decoding
#
# Слот — это закладка в журнале. Делаем две закладки: одну с текстовым плагином, другую с `pgoutput`, как у Debezium.
# Публикацию видит только `pgoutput`.

# %%
db.execute("create publication shop_pub for table orders")
db.execute("""
    select pg_create_logical_replication_slot('peek_text', 'test_decoding');
    select pg_create_logical_replication_slot('peek_pgoutput', 'pgoutput');
""")

# region changes
with postgres.connect(autocommit=False) as session:
    session.execute("insert into orders (id, customer_id, total, comment) values (900, 1, 99.90, 'Домофон 12')")
    session.execute("update orders set status = 'paid' where id = 900")
    session.execute("update orders set id = 901 where id = 900")
    session.execute("delete from orders where id = 901")
    session.connection.commit()
# endregion

# %% tags=["out:test-decoding"]
for change in db.ask("sql/wal.sql", "peek"):
    print(change["lsn"], change["data"])

# %% [markdown]
# Три наблюдения:
#
# - `peek` ничего не сдвинул: повторный вызов вернёт то же самое. Слот двигает только подтверждение читателя.
# - У первого UPDATE нет старой строки, у DELETE есть один ключ. Это `REPLICA IDENTITY DEFAULT`, а не прихоть Debezium.
# - Смена ключа (`old-key`) — единственный UPDATE, в котором видно «до».

# %% tags=["out:peek-again"]
again = len(db.ask("sql/wal.sql", "peek"))
print(f"Второй peek вернул {again} строк")
assert again == 6

# %% [markdown]
# ## Декодирование: pgoutput
#
# То же изменение глазами Debezium. Первый байт сообщения — его вид. Перед первым изменением таблицы сервер присылает
# RELATION: имена столбцов и вид REPLICA IDENTITY. Поэтому коннектору PostgreSQL не нужна история схем.

# %% tags=["out:pgoutput-hex", "mask:bytes"]
messages = db.ask("sql/wal.sql", "peek_binary")
show.table(
    {"lsn": m["lsn"], "type": chr(m["data"][0]), "bytes": len(m["data"]), "hex": m["data"][:20].hex(" ")}
    for m in messages
)

# %% tags=["out:pgoutput", "mask:commit_lsn", "mask:end_lsn"]
for m in messages:
    show.document(pgoutput.decode(m["data"]))

# %% [markdown]
# `BEGIN` уже несёт LSN коммита: сервер отдаёт транзакцию только целиком и после COMMIT. Пока она открыта, слот молчит.

# %% [markdown]
# ## Откат не виден никому
#
# Запись отменённой транзакции в журнале есть, а в декодированном потоке её нет.

# %% tags=["out:rollback-invisible"]
with postgres.connect(autocommit=False) as session:
    start = session.value("select pg_current_wal_insert_lsn()")
    session.execute("insert into orders (id, customer_id, total) values (902, 1, 5.00)")
    xid = session.value("select pg_current_xact_id()::text")
    session.connection.rollback()
end = db.value("select pg_switch_wal()")

written = db.ask("sql/wal.sql", "records", from_lsn=start, to_lsn=end, xid=xid)
decoded = [m for m in db.ask("sql/wal.sql", "peek") if m["xid"] == xid]
print("в WAL:", [f"{r['resource_manager']}/{r['record_type']}" for r in written])
print("в потоке:", decoded)
assert written and not decoded

# %% [markdown]
# ## Убираем за собой
#
# Забытый слот держит WAL вечно. Удаляем оба.

# %%
db.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots")
assert db.value("select count(*) from pg_replication_slots") == 0

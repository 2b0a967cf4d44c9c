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
# # Роли, публикация и чего стоит каждое недостающее право
#
# Отнимаем у коннектора права по одному и смотрим, что он скажет. Сообщения настоящие: по ним вы узнаете ошибку в журнале.

# %%
import psycopg

from cdclab import connect, fresh, kafka, postgres, shop, show, slots
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
config = connect.load("connector.json")


def failure(changes):
    """Строка из трассировки таска, в которой названа причина; коннектор потом удаляется."""
    try:
        connect.put(config | changes)
        return connect.telling_line(connect.wait_failed(config["name"]))
    except connect.ConnectError as refused:
        return str(refused)
    finally:
        if config["name"] in connect.names():
            connect.delete(config["name"])


# %% [markdown]
# ## REPLICATION — атрибут, а не привилегия
#
# Документация Debezium советует завести роль с `REPLICATION` и выдать её пользователю. Права таблиц так и наследуются, а
# атрибуты роли — нет.

# %% tags=["out:attribute-not-inherited"]
db.execute("""
    create role cdc_group replication nologin;
    create role cdc_reader login password 'cdc_reader';
    grant cdc_group to cdc_reader;
""")
roles = db.rows("""
    select rolname, rolreplication, pg_has_role('cdc_reader', oid, 'member') as cdc_reader_is_member
    from pg_roles where rolname like 'cdc%' order by rolname
""")
show.table(roles)
try:
    postgres.connect("cdc_reader", replication="database")
    raise AssertionError("соединение репликации открылось")
except psycopg.OperationalError as error:
    print(str(error).rpartition("failed: ")[2])

# %% [markdown]
# Коннектор падает с той же причиной. Но `config/validate` ничего не заметил: эту проверку он не делает.

# %% tags=["out:no-replication"]
print("validate:", connect.validate(config))
print(failure({}))

# %% [markdown]
# Лечение — атрибут самой роли, под которой входит коннектор. (В Amazon RDS иначе: там `rds_replication` — обычная роль, и
# членство в ней работает.)

# %%
db.execute("drop role cdc_group; alter role cdc_reader replication")

# %% [markdown]
# ## Публикации нет
#
# `disabled`: публикацию обязан создать владелец таблиц, коннектор отказывается работать без неё.

# %% tags=["out:autocreate-disabled"]
print(failure({"publication.autocreate.mode": "disabled"}))

# %% [markdown]
# `filtered` и `all_tables` создают публикацию сами, от имени роли коннектора. Сначала обоим не хватает права `CREATE` на
# базу. Даём его и видим настоящую цену: `filtered` должен **владеть** таблицами, `all_tables` — быть суперпользователем.

# %% tags=["out:autocreate-refused"]
for mode in ("filtered", "all_tables"):
    print(f"{mode:10} | {failure({'publication.autocreate.mode': mode})}")

db.execute("grant create on database shop to cdc_reader")
for mode in ("filtered", "all_tables"):
    print(f"{mode:10} | {failure({'publication.autocreate.mode': mode})}")

# %% [markdown]
# Публикация от владельца снимает оба вопроса. Право `CREATE` забираем обратно.

# %%
db.execute("revoke create on database shop from cdc_reader")
db.script("sql/publication.sql", "publication")

# %% [markdown]
# ## Нет SELECT: коннектор говорит RUNNING
#
# Самая неприятная ошибка этого блокнота. Таблицы не читаются, снапшот невозможен, но коннектор и таск — `RUNNING`: ошибка
# считается временной, и таск повторяет попытку без конца (`errors.max.retries=-1`). Здесь пауза между попытками — секунда,
# по умолчанию десять. Снаружи журнала воркера видно два следа: слот без читателя и растущий счётчик отмен в базе.

# %% tags=["out:no-select-running"]
ROLLBACKS = "select xact_rollback from pg_stat_database where datname = current_database()"
before = db.value(ROLLBACKS)

connect.run(config | {"retriable.restart.connector.wait.ms": "1000"})
until(lambda: db.value(ROLLBACKS) >= before + 3, "трёх неудачных попыток снапшота")

status = connect.status("shop-connector")
print("коннектор:", status["connector"]["state"])
print("таск:     ", status["tasks"][0]["state"])
show.table(db.rows("select slot_name, active, wal_status, restart_lsn from pg_replication_slots"))
connect.delete("shop-connector")

# %% [markdown]
# С `errors.max.retries=0` та же ошибка останавливает таск, и причину видно в статусе. На время первой настройки это удобно.

# %% tags=["out:no-select-failed"]
print(failure({"errors.max.retries": "0"}))

# %% [markdown]
# ## Что сервер говорит при входе
#
# Неверный пароль и закрытая база — ошибки соединения, их находит сама проверка конфигурации: PUT не проходит.
#
# Третью, отсутствие строки в `pg_hba.conf`, здесь не показываем: стенду пришлось бы переписать файл настроек сервера. Её
# текст: `no pg_hba.conf entry for host …`. Помните: ключевое слово `replication` в `pg_hba.conf` относится только к
# **физической** репликации; логической нужна строка с именем базы.

# %% tags=["out:login-refused"]
print(failure({"database.password": "wrong"}))
print()
db.execute("revoke connect on database shop from public")
print(failure({}))

# %% [markdown]
# ## Ровно столько, сколько нужно
#
# Четыре права — и коннектор работает.

# %% tags=["out:least-privilege"]
db.script("sql/role.sql", "grants", **shop.reader())
connect.run(config)
slots.wait_active(db, "shop_slot")
show.table(db.ask("sql/role.sql", "privileges", **shop.reader()))
show.table(db.rows("select slot_name, active from pg_replication_slots"))

# %% [markdown]
# ## Чего наименьшие права не закрывают
#
# Таблицы нет в публикации, `SELECT` на неё никому не выдан. Той же роли хватает `REPLICATION`, чтобы завести свой слот с
# `test_decoding` и прочитать в нём всё, что в таблицу пишут: права на таблицу декодирование не проверяет.

# %% tags=["out:stream-without-select"]
db.execute("create table api_keys (id integer primary key, secret text)")
reader = postgres.connect("cdc_reader")
print(reader.refused("select * from api_keys"))

reader.execute("select pg_create_logical_replication_slot('peek', 'test_decoding')")
db.execute("insert into api_keys values (1, 'прочитан без SELECT')")
read = reader.rows("select data from pg_logical_slot_get_changes('peek', null, null) where data like 'table %'")
show.table(read)
reader.execute("select pg_drop_replication_slot('peek')")
reader.close()
assert len(read) == 1 and "прочитан без SELECT" in read[0]["data"]

# %% [markdown]
# ## Права отнимают на ходу
#
# Коннектор работает. Отнимаем по одному, обрываем его соединения и ждём, чем кончатся попытки войти снова. Пауза между ними
# — полсекунды вместо десяти секунд.

# %% tags=["out:taken-away"]
CUT = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'cdc_reader'"
SESSIONS = "select sessions from pg_stat_database where datname = current_database()"


def take_away(what, statement, settled):
    """Отнять право у работающего коннектора и дождаться исхода; `settled` получает число новых сеансов в базе."""
    connect.run(config | {"retriable.restart.connector.wait.ms": "500"})
    slots.wait_active(db, "shop_slot")
    db.execute(statement)
    db.rows(CUT)
    before = db.value(SESSIONS)
    until(lambda: settled(db.value(SESSIONS) - before), f"исхода: отняли {what}")
    task = connect.states(config["name"])[1]
    return {"отняли": what, "таск": task, "слот читают": slots.get(db, "shop_slot")["active"]}


def failed(_):
    return "FAILED" in connect.states(config["name"])


outcomes = [
    take_away("SELECT", "revoke select on customers from cdc_reader", lambda _: slots.get(db, "shop_slot")["active"])
]
customers = kafka.Topic("shop.public.customers")
customers.skip(40)
db.execute("update customers set phone = null where id = 1")
without_select = customers.take(1)[0].value["op"]
db.execute("grant select on customers to cdc_reader")

outcomes.append(take_away("REPLICATION", "alter role cdc_reader noreplication", lambda opened: opened >= 20))
db.execute("alter role cdc_reader replication")
outcomes.append(take_away("публикацию", "drop publication shop_pub", failed))
db.script("sql/publication.sql", "publication")
outcomes.append(take_away("пароль", "alter role cdc_reader password 'changed'", failed))
db.execute("alter role cdc_reader password 'cdc_reader'")

show.table(outcomes)
print("без SELECT пришло событие op =", without_select)
assert [(row["таск"], row["слот читают"]) for row in outcomes] == [
    ("RUNNING", True),
    ("RUNNING", False),
    ("FAILED", False),
    ("FAILED", False),
]

# %% [markdown]
# ## Публикация пропала на ходу
#
# PostgreSQL 17 обрывал поток ошибкой `publication "shop_pub" does not exist`. PostgreSQL 18 пишет предупреждение в журнал
# **сервера** и не отдаёт ничего: коннектор `RUNNING`, слот читают, событий нет.
#
# Вернуть публикацию мало. Сервер смотрит на каталог таким, каким он был в момент изменения: заказ, созданный без
# публикации, потерян навсегда, и никто об этом не сообщил.

# %% tags=["out:publication-dropped"]
connect.run(config)
slots.wait_active(db, "shop_slot")
orders = kafka.Topic("shop.public.orders")
orders.skip(120)

db.execute("drop publication shop_pub")
db.execute("insert into orders (customer_id, total, comment) values (1, 10, 'пока публикации не было')")
db.script("sql/publication.sql", "publication")
db.execute("insert into orders (customer_id, total, comment) values (1, 20, 'публикация вернулась')")

arrived = [message.value["after"]["comment"] for message in orders.take(1)]
print("коннектор и таск:", connect.states("shop-connector"))
print("в таблице:       ", [row["comment"] for row in db.rows("select comment from orders where id > 120 order by id")])
print("в топике:        ", arrived)
assert arrived == ["публикация вернулась"]

# %% [markdown]
# ## filtered, новый список и skipped.operations
#
# Роль получает всё, чего просит `filtered`, список таблиц сужают до двух. Опция, названная явно, дописывает `WITH` туда, где
# синтаксис его не допускает. Слот уже есть, поэтому отказ звучит в фоне, и таск повторяет попытку без конца; причину
# показывает `errors.max.retries=0`.

# %% tags=["out:filtered-skipped-operations"]
connect.stop(config["name"])
db.execute("""
    grant create on database shop to cdc_reader;
    alter publication shop_pub owner to cdc_reader;
    alter table customers owner to cdc_reader;
    alter table orders owner to cdc_reader;
""")
narrow = config | {
    "publication.autocreate.mode": "filtered",
    "table.include.list": "public.customers,public.orders",
    "skipped.operations": "t",
}
PUBLISHED = """
    select string_agg(tablename, ', ' order by tablename) from pg_publication_tables where pubname = 'shop_pub'
"""


def outcome(skipped, slot):
    return {
        "skipped.operations": skipped,
        "таск": connect.states(config["name"])[1],
        "слот читают": slot["active"],
        "в публикации": db.value(PUBLISHED),
    }


before = db.value(SESSIONS)
connect.run(narrow | {"retriable.restart.connector.wait.ms": "500"})
until(lambda: db.value(SESSIONS) >= before + 20, "повторных попыток")
outcomes = [outcome("t", slots.get(db, "shop_slot"))]
reason = failure(narrow | {"errors.max.retries": "0"})

connect.run(narrow | {"skipped.operations": "none"})
outcomes.append(outcome("none", slots.wait_active(db, "shop_slot")))
show.table(outcomes)
print("причина первой строки:", reason)
assert [(row["таск"], row["слот читают"]) for row in outcomes] == [("RUNNING", False), ("RUNNING", True)]
assert outcomes[1]["в публикации"] == "customers, orders" and 'syntax error at or near "WITH"' in reason

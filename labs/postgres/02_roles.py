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
# ## Публикация пропала на ходу
#
# PostgreSQL 17 обрывал поток ошибкой `publication "shop_pub" does not exist`. PostgreSQL 18 пишет предупреждение в журнал
# **сервера** и не отдаёт ничего: коннектор `RUNNING`, слот читают, событий нет.
#
# Вернуть публикацию мало. Сервер смотрит на каталог таким, каким он был в момент изменения: заказ, созданный без
# публикации, потерян навсегда, и никто об этом не сообщил.

# %% tags=["out:publication-dropped"]
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

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
# # Путь одного заказа
#
# Одно и то же изменение во всех видах, в которых оно бывает: запись в журнале WAL, текст `test_decoding`, байты `pgoutput`,
# запись Connect со схемой, сообщение Kafka, оффсет в служебном топике, позиция слота. Каждая ячейка проверяет то, что
# утверждает.
#
# Первая ячейка опустошает стенд, поэтому блокнот можно выполнять сколько угодно раз.

# %%
import re

from cdclab import connect, fresh, kafka, lsn, pgoutput, postgres, shop, show, slots
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create extension pg_walinspect")

# %% [markdown]
# ## 1. Пять наблюдателей
#
# Три коннектора отличаются только конвертером: JSON без схем (так настроен воркер стенда), JSON со схемами и
# `StringConverter`. Последний ничего не сериализует: он пишет то, что печатает `toString()` записи Connect, поэтому в
# топике видно саму запись. Ещё два слота мы читаем сами, из SQL.
#
# Слот у каждого свой: читатель у слота один.

# %%
plain = connect.load("connector.json") | {"snapshot.mode": "no_data"}


def another(name, **options):
    """Коннектор с теми же таблицами, своим именем, префиксом и слотом."""
    own = {"name": f"{name}-connector", "topic.prefix": name, "slot.name": f"{name}_slot"}
    return plain | own | {option.replace("_", "."): value for option, value in options.items()}


JSON = "org.apache.kafka.connect.json.JsonConverter"
TEXT = "org.apache.kafka.connect.storage.StringConverter"
observers = [
    plain,
    another(
        "schema",
        key_converter=JSON,
        value_converter=JSON,
        key_converter_schemas_enable="true",
        value_converter_schemas_enable="true",
    ),
    another("struct", key_converter=TEXT, value_converter=TEXT),
]
for config in observers:
    connect.run(config)
    slots.wait_streaming(db, config["slot.name"])

db.execute("select pg_create_logical_replication_slot('peek_text', 'test_decoding')")
db.execute("select pg_create_logical_replication_slot('peek_binary', 'pgoutput')")

# %% tags=["out:observers"]
show.table(db.rows("select slot_name, plugin, active from pg_replication_slots order by slot_name"))

# %% [markdown]
# Воркер один, коннекторов на нём три, у каждого один таск. Всё, из чего собран путь, — подключаемые части воркера.

# %% tags=["out:worker"]
show.table(
    {"коннектор": name, "состояние": connect.states(name)[0], "таски": connect.states(name)[1:]}
    for name in connect.names()
)
print()
kinds = {"converter": "конвертер", "transformation": "преобразование (SMT)", "predicate": "предикат"}
by_class = {it["class"].rpartition(".")[2]: it["type"] for it in connect.plugins() if it["type"] in kinds}
parts = ("JsonConverter", "StringConverter", "ExtractNewRecordState", "RegexRouter", "TopicNameMatches")
show.table({"часть воркера": name, "вид": kinds[by_class[name]]} for name in parts)
assert all(connect.states(name) == ["RUNNING", "RUNNING"] for name in connect.names())

# %% [markdown]
# ## 2. Изменение
#
# Перед ним — одна строка на ту же страницу, чтобы в запись журнала не попал полный образ страницы. Её событие пропускаем.

# %%
db.execute("insert into orders (id, customer_id, total) values (1000, 1, 10.00)")
orders = {prefix: kafka.Topic(f"{prefix}.public.orders") for prefix in ("shop", "schema")}
for topic in orders.values():
    topic.skip(1)
struct = kafka.Topic("struct.public.orders")
until(struct.raw_rest, "события перед опытом")

# region change
with postgres.connect(autocommit=False) as session:
    start = session.value("select pg_current_wal_insert_lsn()")
    session.execute(
        "insert into orders (id, customer_id, total, comment, placed_at, updated_at)"
        " values (1001, 7, 99.90, 'Домофон 12', '2026-03-01 12:00Z', '2026-03-01 12:00Z')"
    )
    xid = session.value("select pg_current_xact_id()::text")
    session.connection.commit()
# endregion
end = db.value("select pg_current_wal_flush_lsn()")

# %% [markdown]
# ## 3. Журнал
#
# Имён таблицы и столбцов здесь нет. Кроме строки записаны индексы, блокировка клиента внешним ключом и COMMIT.

# %% tags=["out:road-wal"]
records = db.ask("sql/road.sql", "records", from_lsn=start, to_lsn=end, xid=xid)
show.table(records, ["lsn", "record", "bytes"])
heap = next(row for row in records if row["record"].startswith("Heap INSERT"))
assert records[-1]["record"] == "Transaction COMMIT"
assert not any("orders" in row["description"] for row in records)

# %% [markdown]
# ## 4. Декодирование текстом: test_decoding
#
# Имена и типы появились: их сервер взял из системного каталога. Индексы и блокировка исчезли.

# %% tags=["out:road-text"]
changes = db.ask("sql/road.sql", "text")[-3:]
for row in changes:
    print(row["lsn"], row["data"])
text = changes[1]
assert text["lsn"] == heap["lsn"]

# %% [markdown]
# ## 5. Декодирование байтами: pgoutput
#
# То, что получает Debezium. Первый байт — вид сообщения. Значения столбцов — текст, имена пришли раньше, в RELATION. На месте
# номера таблицы напечатано `oo`: у каждого стенда он свой.

# %% tags=["out:road-bytes"]
messages = db.ask("sql/road.sql", "binary")
insert = [row for row in messages if row["data"][:1] == b"I"][-1]
raw = insert["data"]
for at in range(0, len(raw), 16):
    shown = [None if 0 < place < 5 else byte for place, byte in enumerate(raw)][at : at + 16]
    codes = " ".join("oo" if byte is None else f"{byte:02x}" for byte in shown)
    print(f"{at:3} {codes:47} {''.join(chr(b) if b and 32 <= b < 127 else '.' for b in shown)}")
assert insert["lsn"] == heap["lsn"]

# %% tags=["out:road-pgoutput"]
relation = next(row for row in messages if row["data"][:1] == b"R")
show.document(pgoutput.decode(relation["data"]))
show.document(pgoutput.decode(raw))

# %% [markdown]
# ## 6. Запись Connect
#
# `StringConverter` записал в топик `toString()` ключа и значения. Это уже Java: `total` — число с двумя знаками, а не текст
# и не байты. Так событие выглядит внутри воркера: для SMT и до конвертера.

# %% tags=["out:road-struct"]
record = until(struct.raw_rest, "записи Connect")[0]
key, value = record.key().decode(), record.value().decode()
print("ключ:    ", key)
print(
    "значение:", value.replace(",after=", ",\n  after=").replace(",source=", ",\n  source=").replace(",op=", ",\n  op=")
)
assert "total=99.90" in value

# %% [markdown]
# Схема едет вместе с записью. `JsonConverter` со схемами показывает её: у каждого поля вид (`type`), смысловой тип (`name`),
# и можно ли `null`.

# %% tags=["out:road-schema"]
described = orders["schema"].take(1)[0]
fields = {field["field"]: field for field in described.value["schema"]["fields"]}
print(described.value["schema"]["name"])
show.table(
    {
        "поле after": field["field"],
        "type": field["type"],
        "name": field.get("name"),
        "parameters": field.get("parameters"),
        "optional": field["optional"],
    }
    for field in fields["after"]["fields"]
)
assert "sourceOffset" not in fields

# %% [markdown]
# ## 7. Сообщение Kafka
#
# Тот же конверт без схемы. Брокер знает о нём только байты: ключ, значение, заголовки, время.

# %% tags=["out:road-message"]
message = orders["shop"].take(1)[0]
show.message(message)
assert described.value["payload"]["after"] == message.value["after"]

# %% tags=["out:road-sizes"]
bodies = {
    "pgoutput: сообщение INSERT": len(raw),
    "Kafka: JSON без схемы": len(kafka.Topic("shop.public.orders").raw_rest()[1].value()),
    "Kafka: JSON со схемой": len(kafka.Topic("schema.public.orders").raw_rest()[1].value()),
}
show.table({"где": where, "байт в значении": f"≈{round(size, -1)}"} for where, size in bodies.items())
assert bodies["Kafka: JSON без схемы"] > 4 * bodies["pgoutput: сообщение INSERT"]
assert bodies["Kafka: JSON со схемой"] > 5 * bodies["Kafka: JSON без схемы"]

# %% [markdown]
# ## 8. Оффсет
#
# Оффсета в сообщении нет. Connect хранит его отдельно и пишет позже: раз в `offset.flush.interval.ms` (на стенде 5 секунд, по
# умолчанию минута). Это сырая запись служебного топика, ключ и значение — JSON.

# %% tags=["out:road-offset"]
journal = kafka.Topic(kafka.OFFSETS_TOPIC)
KEY = ["shop-connector", {"server": "shop"}]


def offset_of(position):
    """Запись об оффсете, которая дошла до этой позиции."""
    return next((m for m in journal.rest() if m.key == KEY and m.value and m.value["lsn"] >= position), None)


stored = until(lambda: offset_of(message.value["source"]["lsn"]), "записи об оффсете")
show.document({"key": stored.key, "value": stored.value})
assert stored.timestamp_ms >= message.timestamp_ms

# %% [markdown]
# ## 9. Одно число во всех видах
#
# LSN записи `Heap INSERT` прошёл через все виды. По нему событие находят от топика до байта в журнале.

# %% tags=["out:road-one-number"]
source = message.value["source"]
seen = {
    "WAL, начало записи Heap INSERT": lsn.parse(heap["lsn"]),
    "test_decoding": lsn.parse(text["lsn"]),
    "pgoutput": lsn.parse(insert["lsn"]),
    "запись Connect, source.lsn": int(re.search(r"\blsn=(\d+)", value)[1]),
    "Kafka, source.lsn": source["lsn"],
    "Kafka, source.sequence, второе число": lsn.position(source)[1],
    "оффсет, lsn": stored.value["lsn"],
}
show.table({"где": where, "lsn": lsn.render(number), "число": f"≈{number}"} for where, number in seen.items())
assert set(seen.values()) == {source["lsn"]}
assert source["txId"] == int(xid)

# %% [markdown]
# Слоту уходит не эта позиция, а последний завершённый COMMIT: он не дальше неё. Остальное сервер после перезапуска пришлёт снова.

# %% tags=["out:road-slot"]
slot = until(
    lambda: (
        row
        if lsn.parse((row := slots.get(db, "shop_slot"))["confirmed_flush_lsn"]) >= stored.value["lsn_commit"]
        else None
    ),
    "подтверждения слота",
)
show.table(
    [
        {"где": "событие", "lsn": lsn.render(source["lsn"])},
        {"где": "оффсет, lsn_commit", "lsn": lsn.render(stored.value["lsn_commit"])},
        {"где": "слот, confirmed_flush_lsn", "lsn": slot["confirmed_flush_lsn"]},
    ]
)
assert lsn.parse(slot["confirmed_flush_lsn"]) == stored.value["lsn_commit"] <= source["lsn"]

# %% [markdown]
# Два своих слота удаляем: без читателя они держат WAL вечно. Коннекторы остаются: проверьте их командой
# `cdclab check debezium`.

# %%
db.execute("select pg_drop_replication_slot('peek_text'), pg_drop_replication_slot('peek_binary')")

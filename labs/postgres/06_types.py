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
# # Типы: что приходит вместо значения
#
# В таблице `type_zoo` по столбцу на каждый неудобный тип. Одну и ту же строку коннектор прочитает дважды: в снапшоте и в
# потоке. Сравниваем с SQL, с описанием схемы и между собой.

# %%
import re
from contextlib import contextmanager, suppress

from cdclab import connect, fresh, kafka, shop, show, slots, values

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.script("../shop/types.sql")


def admit(table):
    """Таблица видна роли коннектора и входит в публикацию."""
    db.execute(f"grant select on {table} to cdc_reader; alter publication shop_pub add table {table}")


@contextmanager
def connector(name, table, **options):
    """Отдельный коннектор одной таблицы: отдаёт её топик, потом убирает коннектор и слот."""
    connect.run(
        connect.load("connector.json")
        | {"table.include.list": f"public.{table}", "name": name, "topic.prefix": name, "slot.name": name}
        | options
    )
    slots.wait_active(db, name)
    yield kafka.Topic(f"{name}.public.{table}")
    connect.delete(name)
    slots.wait_released(db, name)
    db.execute("select pg_drop_replication_slot(%(name)s)", name=name)


def reason(name):
    """Почему упал таск: сообщение исключения без имени класса."""
    return connect.telling_line(connect.wait_failed(name)).partition(": ")[2]


def both_events(name, **options):
    """Строка type_zoo глазами отдельного коннектора: событие снапшота и событие потока."""
    with connector(f"zoo_{name}", "type_zoo", **options) as topic:
        snapshot = topic.take(1)[0].value
        db.script("../shop/types.sql", "row")
        stream = topic.take(1)[0].value
        db.execute("delete from type_zoo where id > 1")
    return snapshot, stream


admit("type_zoo")

# %% [markdown]
# ## Как значение выглядит по умолчанию
#
# Один раз включаем `schemas.enable`: вместе с событием придёт схема, по ней видно, чем стал каждый тип.

# %%
with_schemas = {
    "value.converter": "org.apache.kafka.connect.json.JsonConverter",
    "value.converter.schemas.enable": "true",
}
snapshot, stream = both_events("schemas", **with_schemas)

envelope = {field["field"]: field for field in stream["schema"]["fields"]}
fields = {field["field"]: field for field in envelope["after"]["fields"]}
in_stream = stream["payload"]["after"]
in_snapshot = snapshot["payload"]["after"]

# %% tags=["out:types-schema"]
columns = db.rows("""
    select attname as "column", replace(format_type(atttypid, atttypmod), ' without time zone', '') as postgres
    from pg_attribute where attrelid = 'type_zoo'::regclass and attnum > 0 and attname <> 'id' order by attnum
""")


def short(value, limit=32):
    """Текст значения; длинный обрезан, в скобках его длина."""
    text = show.cell(value)
    return text if len(text) <= limit else f"{text[: limit - 9]}… ({len(text)})"


def connect_type(field):
    return f"{field['type']} {field.get('name', '').rpartition('.')[2]}".strip() if field else "—"


show.table({**column, "connect": connect_type(fields.get(column["column"]))} for column in columns)

# %% tags=["out:types-values"]
sql = {row["key"]: row["value"] for row in db.rows("select (jsonb_each_text(to_jsonb(t))).* from type_zoo as t")}
show.table(
    {"column": name, "sql": short(sql[name]), "json": short(in_stream[name], 27)} for name in fields if name != "id"
)
assert in_stream["price"] == "Dzw=" and sql["price"] == "39.00"

# %% [markdown]
# Обратно в Python: `values.by_schema` выбирает декодер по имени типа из схемы.

# %% tags=["out:types-python"]
decoded = {name: values.by_schema(in_stream[name], fields[name]) for name in fields}
show.table(
    {"column": name, "python": short(repr(value), 64)} for name, value in decoded.items() if value != in_stream[name]
)
assert decoded["moment"].isoformat() == sql["moment"]

# %% [markdown]
# ## Чего нет
#
# - Составной тип (`place`) пропущен: Debezium не знает, во что его превратить.
# - `NaN` в `numeric` стал `null`: о неудачном преобразовании сказано только в журнале воркера.
# - Вычисляемые столбцы есть в снапшоте и отсутствуют в потоке: `pgoutput` их по умолчанию не публикует.
# - У `timetz` пропал часовой пояс: значение приведено к UTC.

# %% tags=["out:types-missing"]
everywhere = {column["column"] for column in columns}
print("нет в снапшоте:", sorted(everywhere - in_snapshot.keys()))
print("нет в потоке:  ", sorted(everywhere - in_stream.keys()))
print("NaN:           ", sql["not_a_number"], "→", in_stream["not_a_number"])
assert everywhere - in_stream.keys() == {"place", "price_with_tax", "price_with_tax_now"}
assert everywhere - in_snapshot.keys() == {"place"}

# %% [markdown]
# ## Снапшот и поток расходятся
#
# `date 'infinity'` в снапшоте и в потоке — **разные числа**. Консьюмер, который знает одно, примет второе за дату. Для
# `timestamp` и `timestamptz` числа совпадают. В `time.precision.mode=structured` (с Debezium 3.7) бесконечность названа
# словом.

# %% tags=["out:types-infinity"]
show.table(
    {"column": name, "postgres": sql[name], "snapshot": in_snapshot[name], "stream": in_stream[name]}
    for name in ("forever", "forever_tz", "last_day")
)
assert in_snapshot["last_day"] != in_stream["last_day"]
assert values.date(in_snapshot["last_day"]) is values.date(in_stream["last_day"]) is values.Infinite.FUTURE

# %% [markdown]
# ## NULL стал значением по умолчанию
#
# У всех столбцов `drafts` есть DEFAULT, во всех строка хранит NULL. Debezium прислал `null`, но `JsonConverter` воркера
# подставил значение по умолчанию из схемы: `replace.null.with.default=true`. У DEFAULT-функции вместо значения ноль типа,
# поэтому неопубликованный черновик опубликован в 1970 году.
#
# С `false` данные верны. Побочный эффект: `source.snapshot` в потоке тоже был значением по умолчанию, теперь это `null`.

# %% tags=["out:types-null-default"]
db.execute("""
    create table drafts (
      id bigint generated by default as identity primary key,
      title text default 'по умолчанию',
      views integer default 100,
      published_at timestamptz default now(),
      external_id uuid default gen_random_uuid()
    )
""")
admit("drafts")


def nulls(name, **options):
    """Событие вставки, в которой все столбцы drafts — NULL."""
    with connector(name, "drafts", **{"snapshot.mode": "no_data"}, **options) as topic:
        db.execute("insert into drafts (title, views, published_at, external_id) values (null, null, null, null)")
        return topic.take(1)[0].value


replaced = nulls("null_replaced")
kept = nulls(
    "null_kept",
    **{"value.converter": "org.apache.kafka.connect.json.JsonConverter", "value.converter.schemas.enable": "false"},
    **{"value.converter.replace.null.with.default": "false"},
)
pairs = {name: (replaced["after"][name], kept["after"][name]) for name in replaced["after"] if name != "id"}
pairs["source.snapshot"] = (replaced["source"]["snapshot"], kept["source"]["snapshot"])
show.table(
    {"column": name, "true": default, "false": "null" if value is None else value}
    for name, (default, value) in pairs.items()
)
assert all(value is None and default is not None for default, value in pairs.values())
assert sql["note"] is None and in_stream["note"] == "по умолчанию"

# %% [markdown]
# ## Режимы
#
# `decimal.handling.mode`: `precise` точен, но требует декодирования; `string` точен и читается; `double` теряет знаки
# (посмотрите на `rate`). NaN передают только `string` и `double`, оба строкой.

# %% tags=["out:types-decimal-mode"]
numbers = ("price", "rate", "not_a_number", "salary", "amount")
modes = {mode: both_events(mode, **{"decimal.handling.mode": mode})[1]["after"] for mode in ("string", "double")}
show.table({"column": name} | {mode: show.cell(row[name]) for mode, row in modes.items()} for name in numbers)

# %% tags=["out:types-time-mode"]
times = ("moment", "moment_ms", "moment_tz", "forever", "day", "last_day", "clock", "clock_tz")
modes = {mode: both_events(mode, **{"time.precision.mode": mode})[1]["after"] for mode in ("connect", "isostring")}
show.table({"column": name} | {mode: show.cell(row[name]) for mode, row in modes.items()} for name in times)
assert modes["connect"]["moment"] == in_stream["moment"] // 1000, "connect отбросил микросекунды"

# %% tags=["out:types-structured"]
days = ("day", "last_day", "forever")
snapshot, stream = (
    {name: event["after"][name] for name in days}
    for event in both_events("structured", **{"time.precision.mode": "structured"})
)
print(show.compact(stream, width=76))
print("снапшот такой же:", "да" if snapshot == stream else "нет")
assert snapshot == stream and stream["last_day"]["specialValue"] == "POSITIVE_INFINITY"

# %% [markdown]
# Составной тип и остальное неизвестное включает `include.unknown.datatypes=true`; интервал словами — `interval.handling.mode`;
# байты в шестнадцатеричном виде — `binary.handling.mode`.

# %% tags=["out:types-other-modes"]
options = {"include.unknown.datatypes": "true", "interval.handling.mode": "string", "binary.handling.mode": "hex"}
other = both_events("other", **options)[1]["after"]
for name in ("place", "span", "payload"):
    print(f"{name:8} {show.cell(in_stream.get(name, '—')):20} → {show.cell(other[name])}")

# %% [markdown]
# ## Точность времени
#
# В режиме `adaptive` единица зависит от **объявления** столбца: до трёх знаков — миллисекунды, дальше микросекунды. Одно и то
# же мгновение в соседних столбцах отличается в тысячу раз.

# %% tags=["out:types-precision"]
MOMENTS = ("timestamp(0)", "timestamp(3)", "timestamp(4)", "timestamp", "time(3)", "time(4)", "time")
columns = ", ".join(f'"{kind}" {kind}' for kind in MOMENTS)
db.execute(f"create table moments (id bigint generated by default as identity primary key, {columns})")
admit("moments")
with connector("zoo_precision", "moments", **with_schemas) as topic:
    instant = "'2025-06-07 08:09:10.123456'"
    db.execute(f"insert into moments values (1, {', '.join(f'timestamp {instant}' for _ in MOMENTS)})")
    event = topic.take(1)[0].value
envelope = {field["field"]: field for field in event["schema"]["fields"]}
fields = {field["field"]: field for field in envelope["after"]["fields"]}
moments = event["payload"]["after"]
show.table(
    {
        "postgres": kind,
        "connect": connect_type(fields[kind]).split()[1],
        "json": moments[kind],
        "python": str(values.by_schema(moments[kind], fields[kind])),
    }
    for kind in MOMENTS
)
assert moments["timestamp(4)"] // moments["timestamp(3)"] == 1000

# %% [markdown]
# ## 24:00
#
# PostgreSQL отличает конец суток от начала и сам округляет к нему `23:59:59.7`. В Python такого времени нет, поэтому
# `values.micro_time` отказывает, а не подставляет полночь.

# %% tags=["out:types-midnight"]
db.execute("""
    create table shifts (
      id bigint generated by default as identity primary key, ends time, rounded time(0), ends_tz timetz
    )
""")
admit("shifts")


def midnight(mode):
    """Конец смены в 24:00 глазами отдельного коннектора."""
    with connector(f"zoo_24_{mode}", "shifts", **{"snapshot.mode": "no_data", "time.precision.mode": mode}) as topic:
        db.execute("insert into shifts (ends, rounded, ends_tz) values ('24:00', '23:59:59.7', '24:00+00')")
        return topic.take(1)[0].value["after"]


nights = {mode: midnight(mode) for mode in ("adaptive", "isostring", "structured")}
names = ("ends", "rounded", "ends_tz")
show.table(
    {"mode": mode} | {name: "null" if row[name] is None else short(row[name], 27) for name in names}
    for mode, row in nights.items()
)
try:
    values.micro_time(nights["adaptive"]["ends"])
except ValueError as error:
    print("\nValueError:", error)
assert nights["adaptive"]["ends"] == 1000 * nights["adaptive"]["rounded"] == 86_400_000_000
assert nights["isostring"]["ends"] == "00:00:00Z" and nights["structured"]["ends"] is None

# %% [markdown]
# ## Массивы
#
# Один уровень вложенности Debezium читает. Второй у чисел превращает в `null`, у строк — в имя класса Java с адресом, а массивы
# интервалов, денег и доменов в событие не попадают вовсе.

# %% tags=["out:types-arrays"]
LISTS = {
    "mood[]": "array['ok', 'happy']::mood[]",
    "timestamptz[]": "array[timestamptz '2025-06-07 08:09:10+03']",
    "integer[][]": "array[[1, 2], [3, 4]]",
    "text[][]": "array[['a', 'b']]",
    "interval[]": "array[interval '1 day']",
    "money[]": "array[1::money]",
    "positive_money[]": "array[9.90]::positive_money[]",
}
columns = ", ".join(f'"{kind}" {kind}' for kind in LISTS)
db.execute(f"create table lists (id bigint generated by default as identity primary key, {columns})")
admit("lists")
with connector("zoo_arrays", "lists") as topic:
    db.execute(f"insert into lists values (1, {', '.join(LISTS.values())})")
    lists = topic.take(1)[0].value["after"]
address = re.compile("@[0-9a-f]+")
show.table({"column": kind, "event": address.sub("@…", show.cell(lists.get(kind, "нет в событии")))} for kind in LISTS)
assert lists["integer[][]"] == [None, None] and lists["text[][]"][0].startswith("[Ljava.lang.String;@")
assert {"interval[]", "money[]", "positive_money[]"}.isdisjoint(lists)

# %% [markdown]
# ## Вычисляемые столбцы в потоке
#
# Публикация PostgreSQL 18 может отдавать хранимые (`stored`) вычисляемые столбцы. Виртуальные — не может.

# %% tags=["out:types-generated"]
db.execute("alter publication shop_pub set (publish_generated_columns = stored)")
snapshot, stream = both_events("generated")
db.execute("alter publication shop_pub set (publish_generated_columns = none)")


def tax(event, name):
    return values.decimal(event["after"][name], 2) if name in event["after"] else "нет"


show.table(
    {"column": name, "snapshot": tax(snapshot, name), "stream": tax(stream, name)}
    for name in ("price_with_tax", "price_with_tax_now")
)
assert "price_with_tax" in stream["after"] and "price_with_tax_now" not in stream["after"]

# %% [markdown]
# ## NaN останавливает коннектор
#
# В столбце без NULL заменить `NaN` нечем: событие не собирается, таск падает и после перезапуска падает на нём же. А если у
# столбца есть DEFAULT, в событие молча попадёт он. Читает `NaN` режим `string`.

# %% tags=["out:types-nan"]
db.execute("""
    create table readings (
      id bigint generated by default as identity primary key,
      celsius numeric(10, 2) not null,
      pressure numeric(10, 2) not null default 760
    )
""")
admit("readings")
with connector("zoo_nan", "readings") as topic:
    db.execute("insert into readings (celsius, pressure) values (36.6, 'NaN')")
    substituted = values.decimal(topic.take(1)[0].value["after"]["pressure"], 2)
    print("NOT NULL DEFAULT 760:", substituted)

    db.execute("insert into readings (celsius) values ('NaN')")
    why = reason("zoo_nan")
    print("NOT NULL:             таск", connect.states("zoo_nan")[1])
    print(why)

    connect.run(connect.config("zoo_nan") | {"decimal.handling.mode": "string"})
    print("режим string:        ", topic.take(1)[0].value["after"]["celsius"])
assert substituted == 760

# %% [markdown]
# ## TOAST: у каждого типа своя заглушка
#
# Столбцы, в которых больше 2 КБ, лежат вне строки. UPDATE их не трогает, сервер их не присылает. Заглушка обязана
# подходить к типу поля, поэтому строкой она бывает не всегда.

# %% tags=["out:toast-typed"]
MARKED = {
    "text": "repeat('x', 4000)",
    "jsonb": "to_jsonb(repeat('x', 4000))",
    "bytea": "convert_to(repeat('x', 4000), 'UTF8')",
    "hstore": "hstore('key', repeat('x', 4000))",
    "text[]": "array[repeat('x', 4000)]",
    "jsonb[]": "array[to_jsonb(repeat('x', 4000))]",
    "bytea[]": "array[convert_to(repeat('x', 4000), 'UTF8')]",
    "uuid[]": "array_fill(uuid 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', array[500])",
    "integer[]": "array_fill(1, array[2000])",
    "bigint[]": "array_fill(1::bigint, array[1000])",
    "date[]": "array_fill(date '2025-06-07', array[2000])",
}
UNMARKED = {
    "smallint[]": "array_fill(1::smallint, array[3000])",
    "double precision[]": "array_fill(0.5::float8, array[1000])",
    "numeric[]": "array_fill(9.90, array[1000])",
    "boolean[]": "array_fill(true, array[4000])",
    "timestamptz[]": "array_fill(timestamptz '2025-06-07', array[1000])",
    "mood[]": "array_fill('happy'::mood, array[1000])",
    "citext[]": "array[repeat('x', 4000)::citext]",
}
large = MARKED | UNMARKED
columns = ", ".join(f'"{kind}" {kind}' for kind in large)
db.execute(f"create table toast_zoo (id integer primary key, hits integer not null, {columns})")
for kind in large:
    db.execute(f'alter table toast_zoo alter column "{kind}" set storage external')
db.execute(f"insert into toast_zoo values (1, 0, {', '.join(large.values())})")
admit("toast_zoo")


def after_touch(name, **options):
    """Строка toast_zoo после UPDATE соседнего столбца глазами отдельного коннектора."""
    with connector(f"toast_{name}", "toast_zoo", **options) as topic:
        topic.skip(1)
        db.execute("update toast_zoo set hits = hits + 1")
        return topic.take(1)[0].value["after"]


plain = after_touch("plain")
modes = after_touch("modes", **{"hstore.handling.mode": "map", "binary.handling.mode": "hex"})
placeholders = {kind: plain[kind] for kind in MARKED}
placeholders |= {"hstore map": modes["hstore"], "bytea hex": modes["bytea"]}
show.table({"type": kind, "placeholder": short(value, 64)} for kind, value in placeholders.items())
assert modes["hstore"] == {values.UNAVAILABLE: values.UNAVAILABLE}
assert all(values.unavailable(value) for value in placeholders.values())

# %% [markdown]
# ## TOAST без заглушки: null вместо данных
#
# Список типов с заглушкой в Debezium конечен. Для остальных массивов в событии `null`: отличить его от настоящего NULL
# нельзя. С `REPLICA IDENTITY FULL` значение берётся из старой строки.

# %% tags=["out:toast-null"]
base64 = after_touch("base64", **{"binary.handling.mode": "base64"})
db.execute("alter table toast_zoo replica identity full")
full = after_touch("full")


def seen(value):
    return "null" if value is None else f"{len(value)} элем." if isinstance(value, list) else f"{len(value)} симв."


rows = [{"type": kind, "DEFAULT": seen(plain[kind]), "FULL": seen(full[kind])} for kind in UNMARKED]
rows.append({"type": "bytea, режим base64", "DEFAULT": seen(base64["bytea"]), "FULL": seen(full["bytea"])})
show.table(rows)
assert all(plain[kind] is None for kind in UNMARKED) and base64["bytea"] is None
assert not any(full[kind] is None or values.unavailable(full[kind]) for kind in large)

# %% [markdown]
# ## TOAST без заглушки в NOT NULL: коннектор стоит
#
# Здесь `null` невозможен, и событие не собирается. `FULL` не помогает: событие уже в WAL, а вид действует на новые изменения.
# Пройти его можно, исключив столбец.

# %% tags=["out:toast-stop"]
db.execute("""
    create table sensors (id integer primary key, hits integer not null, samples double precision[] not null);
    alter table sensors alter column samples set storage external;
    insert into sensors values (1, 0, array_fill(0.5::float8, array[1000]));
""")
admit("sensors")
with connector("toast_stop", "sensors") as topic:
    topic.skip(1)
    config = connect.config("toast_stop")
    db.execute("update sensors set hits = 1")
    print(reason("toast_stop"))
    print("UPDATE hits:   таск", connect.states("toast_stop")[1])

    db.execute("alter table sensors replica identity full")
    with suppress(connect.ConnectError):
        connect.restart("toast_stop")
    connect.wait_failed("toast_stop")
    print("FULL:          таск", connect.states("toast_stop")[1])

    connect.run(config | {"column.exclude.list": "public.sensors.samples"})
    print("без столбца:  ", topic.take(1)[0].value["after"])

    connect.run(config)
    slots.wait_active(db, "toast_stop")
    db.execute("update sensors set hits = 2")
    after = topic.take(1)[0].value["after"]
    print("столбец снова:", {"id": after["id"], "hits": after["hits"], "samples": seen(after["samples"])})
assert len(after["samples"]) == 1000

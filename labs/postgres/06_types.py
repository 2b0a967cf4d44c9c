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
from cdclab import connect, fresh, kafka, shop, show, slots, values

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.script("../shop/types.sql")
db.execute("grant select on type_zoo to cdc_reader; alter publication shop_pub add table type_zoo")

config = connect.load("connector.json") | {"table.include.list": "public.type_zoo"}


def both_events(name, **options):
    """Строка type_zoo глазами отдельного коннектора: событие снапшота и событие потока."""
    slot = f"zoo_{name}"
    connect.run(config | options | {"name": slot, "topic.prefix": slot, "slot.name": slot, "errors.max.retries": "0"})
    slots.wait_active(db, slot)
    topic = kafka.Topic(f"{slot}.public.type_zoo")
    snapshot = topic.take(1)[0].value
    db.script("../shop/types.sql", "row")
    stream = topic.take(1)[0].value
    db.execute("delete from type_zoo where id > 1")
    connect.delete(slot)
    slots.wait_released(db, slot)
    db.execute("select pg_drop_replication_slot(%(slot)s)", slot=slot)
    return snapshot, stream


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
    select attname as "column", format_type(atttypid, atttypmod) as postgres
    from pg_attribute where attrelid = 'type_zoo'::regclass and attnum > 0 and attname <> 'id' order by attnum
""")


def short(value, limit=44):
    text = show.cell(value)
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)})"


def connect_type(field):
    return f"{field['type']} {field.get('name', '').rpartition('.')[2]}".strip() if field else "—"


show.table({**column, "connect": connect_type(fields.get(column["column"]))} for column in columns)

# %% tags=["out:types-values"]
sql = {row["key"]: row["value"] for row in db.rows("select (jsonb_each_text(to_jsonb(t))).* from type_zoo as t")}
show.table(
    {
        "column": name,
        "sql": short(sql[name]),
        "json": short(in_stream.get(name, "нет в событии")),
        "python": short(repr(values.by_schema(in_stream[name], fields[name])), 60) if name in fields else "",
    }
    for name in (column["column"] for column in columns)
)
assert in_stream["price"] == "Dzw=" and sql["price"] == "39.00"

# %% [markdown]
# ## Чего нет
#
# - Составной тип (`place`) пропущен: Debezium не знает, во что его превратить.
# - `NaN` в `numeric` стал `null` без предупреждения.
# - Вычисляемые столбцы есть в снапшоте и отсутствуют в потоке: `pgoutput` их по умолчанию не публикует.
# - У `timetz` пропало смещение: значение приведено к UTC.

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
# `date 'infinity'` в снапшоте и в потоке — **разные числа**. Потребитель, который знает одно, примет второе за дату до нашей
# эры. Для `timestamp` и `timestamptz` числа совпадают. В `time.precision.mode=structured` (с Debezium 3.7) бесконечность
# названа словом.

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
# В `note` записан NULL, а у столбца есть DEFAULT. Debezium прислал `null`, но `JsonConverter` воркера подставил значение по
# умолчанию из схемы: `replace.null.with.default=true`. Данные в топике неверны.

# %% tags=["out:types-null-default"]
print("в таблице:", sql["note"])
print("в топике: ", in_stream["note"])
fixed, _ = both_events(
    "null",
    **{"value.converter": "org.apache.kafka.connect.json.JsonConverter", "value.converter.schemas.enable": "false"},
    **{"value.converter.replace.null.with.default": "false"},
)
print("с replace.null.with.default=false:", fixed["after"]["note"])
assert sql["note"] is None and in_stream["note"] == "по умолчанию" and fixed["after"]["note"] is None

# %% [markdown]
# ## Режимы
#
# `decimal.handling.mode`: `precise` точен, но требует декодирования; `string` точен и читается; `double` теряет знаки
# (посмотрите на `rate`). NaN передают только `string` и `double`, оба строкой.

# %% tags=["out:types-decimal-mode"]
numbers = ("price", "rate", "not_a_number", "salary", "amount")
modes = {"precise": in_stream}
for mode in ("string", "double"):
    modes[mode] = both_events(mode, **{"decimal.handling.mode": mode})[1]["after"]
show.table({"column": name} | {mode: show.cell(row[name]) for mode, row in modes.items()} for name in numbers)

# %% tags=["out:types-time-mode"]
times = ("moment", "moment_ms", "moment_tz", "forever", "day", "last_day", "clock", "clock_tz")
modes = {"adaptive": in_stream}
for mode in ("connect", "isostring"):
    modes[mode] = both_events(mode, **{"time.precision.mode": mode})[1]["after"]
show.table({"column": name} | {mode: show.cell(row[name]) for mode, row in modes.items()} for name in times)
assert modes["connect"]["moment"] == in_stream["moment"] // 1000, "connect отбросил микросекунды"

# %% tags=["out:types-structured"]
structured = both_events("structured", **{"time.precision.mode": "structured"})
for event in structured:
    show.document({name: event["after"][name] for name in ("day", "last_day", "forever")})
assert structured[0]["after"]["last_day"] == structured[1]["after"]["last_day"]

# %% [markdown]
# Составной тип и остальное неизвестное включает `include.unknown.datatypes=true`; интервал словами — `interval.handling.mode`;
# байты в шестнадцатеричном виде — `binary.handling.mode`.

# %% tags=["out:types-other-modes"]
options = {"include.unknown.datatypes": "true", "interval.handling.mode": "string", "binary.handling.mode": "hex"}
other = both_events("other", **options)[1]["after"]
for name in ("place", "span", "payload"):
    print(f"{name:8} {show.cell(in_stream.get(name, '—')):20} → {show.cell(other[name])}")

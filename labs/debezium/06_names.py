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
# # Имена, которых больше нет
#
# Таблица переименований лежит в `former.yaml`. Здесь каждое старое имя отдают живому воркеру и смотрят, что он скажет.

# %%
from pathlib import Path

import yaml

from cdclab import connect, fresh, shop, show

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
config = connect.load("connector.json")
former = yaml.safe_load(Path("former.yaml").read_text("utf-8"))
UNWRAP = {"transforms": "unwrap", "transforms.unwrap.type": "io.debezium.transforms.ExtractNewRecordState"}
SAMPLES = {"database.server.name": "shop", "table.whitelist": "public.orders", "table.blacklist": "public.payments"}


def aged(entry):
    """Рабочая конфигурация, в которой новое имя заменено старым."""
    old, now = entry["old"], entry["now"]
    match entry["kind"]:
        case "value":
            return config | {entry["option"]: old}
        case "class":
            return config | {"transforms": "aged", "transforms.aged.type": old} | ROUTER
        case "smt":
            return config | UNWRAP | {f"transforms.unwrap.{old}": "none" if "mode" in old else "false"}
    kept = {name: value for name, value in config.items() if name != now}
    return kept | {old: SAMPLES.get(old, "true")}


ROUTER = {
    "transforms.aged.topic.regex": "(.*)orders(.*)",
    "transforms.aged.topic.replacement": "$1all$2",
    "transforms.aged.partition.payload.fields": "change.id",
    "transforms.aged.partition.topic.num": "2",
}
declared = {option["name"] for option in connect.config_def("PostgresConnector")}
# Эти опции класс коннектора знает, а в описание для воркера не кладёт: validate о них молчит, хотя они действуют.
HIDDEN = {"internal.slot.seek.to.known.offset.on.start"}
TOLD = {"silent": "приняла молча, взяла умолчание", "refused": "отказала", "works": "знает, но объявила устаревшим"}


def outcome(entry):
    """Что живой воркер сделал со старым именем."""
    if connect.validate(aged(entry)):
        return "refused"
    known = entry["kind"] == "class" or entry["old"] in declared | HIDDEN
    return "works" if known else "silent"


# %% [markdown]
# Сначала образец без старых имён: ошибок нет.

# %%
assert connect.validate(config) == []

# %% tags=["out:former-names"]
found = [{"entry": entry, "outcome": outcome(entry)} for entry in former]
show.table(
    {
        "было": (f"{it['entry']['option']}=" if it["entry"]["kind"] == "value" else "")
        + it["entry"]["old"].rpartition("transforms.")[2],
        "стало": (f"{it['entry']['option']}=" if it["entry"]["kind"] == "value" else "")
        + it["entry"]["now"].rpartition("transforms.")[2],
        "с версии": it["entry"]["since"],
        "что сделала 3.7.0.Final": TOLD[it["outcome"]],
    }
    for it in found
)
wrong = [(it["entry"]["old"], it["outcome"]) for it in found if it["outcome"] != it["entry"]["outcome"]]
assert not wrong, wrong

# %% [markdown]
# Что говорит отказ.

# %% tags=["out:former-refusals"]
for it in found:
    if it["outcome"] == "refused":
        [problem] = connect.validate(aged(it["entry"]))[:1]
        print(f"{it['entry']['old'].rpartition('transforms.')[2]}\n    {problem['errors'][0]}")

# %% [markdown]
# Как найти чужое имя самому: сравнить ключи конфигурации с описанием, которое отдаёт воркер. Префиксы, под которыми Connect
# передаёт настройки дальше (`transforms.`, `key.converter.`, …), проверяют по описанию того, кому они передаются.

# %% tags=["out:unknown-names"]
# region unknown
PASSED_ON = ("transforms.", "key.converter.", "value.converter.", "producer.override.", "database.", "topic.creation.")


def unknown(candidate):
    """Ключи, которых нет в описании коннектора и которые никому не передаются."""
    return sorted(name for name in candidate if name not in declared and not name.startswith(PASSED_ON))


# endregion
article = config | {
    "table.whitelist": "public.orders",
    "column.blacklist": "public.customers.phone",
    "skiped.operations": "t",
}
del article["table.include.list"]
print("validate:", connect.validate(article))
print("unknown: ", unknown(article))
assert connect.validate(article) == [] and len(unknown(article)) == 3 and unknown(config) == []

# %% [markdown]
# `database.` в этом списке не случайно: под этим префиксом Debezium передаёт настройки драйверу, поэтому забытое
# `database.server.name` так не найти. Его выдаёт обязательный `topic.prefix`.

"""Проверка задания: в конфигурации нет забытых имён, и коннектор делает то, что обещала статья."""

from pathlib import Path

from cdclab import connect, findings, fresh, kafka, shop, slots
from cdclab.check import Check, Work, Wrong
from cdclab.connect import Config
from cdclab.waiting import Missed

MODULE = Path(__file__).parent.parent.parent
UNWRAP = "io.debezium.transforms.ExtractNewRecordState"

check = Check("Конфигурация из старой статьи", item="debezium/old-config")


@check.prepare
def broken() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)


def config_of(work: Work) -> Config:
    config = work.names.get("config")
    if not isinstance(config, dict):
        raise Wrong("в файле нет словаря config", why="Проверять нечего.", look="task.md")
    return config


@check.step("Каждый ключ известен нынешнему коннектору или SMT")
def known(work: Work) -> None:
    declared = {option["name"] for option in connect.config_def("PostgresConnector")}
    declared |= {f"transforms.unwrap.{option['name']}" for option in connect.config_def(UNWRAP)}
    passed_on = {"transforms.unwrap.type"}
    if strange := sorted(set(config_of(work)) - declared - passed_on):
        raise Wrong(
            f"воркер не знает ключей: {', '.join(strange)}",
            why="Неизвестный ключ он примет молча и возьмёт умолчание.",
            look="глава «Что в 3.x убрали и переименовали»",
        )


@check.step("Воркер принимает значения")
def valid(work: Work) -> None:
    if problems := connect.validate(config_of(work)):
        told = "; ".join(f"{p['name']}: {p['errors'][0]}" for p in problems)
        raise Wrong(told, why="С такой конфигурацией коннектор не создать.", look="connect.validate(config)")


@check.step("Коннектор запускается и не снимает снапшот")
def starts(work: Work) -> None:
    connect.put(config_of(work))
    findings.connector_runs("article")
    findings.slot_is_read(work.db, "article_slot")
    slots.wait_streaming(work.db, "article_slot")
    work.db.execute("insert into payments (order_id, external_id, method, amount) values (1, md5('a')::uuid, 'sbp', 1)")
    work.db.execute("insert into customers (id, email, full_name, phone) values (501, 'a@b.c', 'Анна', '+7 900')")
    work.db.execute("delete from customers where id = 501")


@check.step("В топике плоские строки двух таблиц без телефона, удаление помечено, tombstone нет")
def promised(_: Work) -> None:
    customers = kafka.Topic("shop.public.customers")
    try:
        created, deleted = customers.take(2, seconds=15)
    except Missed as missed:
        raise Wrong(
            str(missed), why="Событие клиента не пришло.", look="table.include.list и publication.name"
        ) from missed
    if created.value.get("id") != 501:
        raise Wrong(
            "первое сообщение — не новый клиент в плоском виде",
            why="Либо снапшот прочитал старых клиентов, либо конверт не развёрнут.",
            look="snapshot.mode и transforms",
        )
    if "phone" in created.value:
        raise Wrong("телефон попал в Kafka", why="column.blacklist никто не читает.", look="column.exclude.list")
    if deleted.tombstone or deleted.value.get("__deleted") != "true" or customers.rest():
        raise Wrong(
            "удаление пришло не одной строкой с пометкой",
            why="Две старые опции unwrap заменила одна.",
            look="delete.tombstone.handling.mode",
        )
    if extra := [name for name in kafka.topics() if name.startswith("shop.") and name != "shop.public.customers"]:
        raise Wrong(
            f"лишние топики: {', '.join(extra)}", why="table.whitelist никто не читает.", look="table.include.list"
        )

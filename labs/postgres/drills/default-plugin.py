"""Учебная авария: в конфигурации не назван plugin.name."""

from pathlib import Path

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.postgres import Database

CONFIG = connect.load(Path(__file__).parent.parent / "connector.json")
NAME, SLOT = CONFIG["name"], CONFIG["slot.name"]

drill = Drill("Коннектор без plugin.name")


@drill.cause("Из конфигурации выпала строка plugin.name: действует значение по умолчанию.")
def cause(db: Database) -> str:
    shop.create(db)
    shop.admit_reader(db)
    broken = {option: value for option, value in CONFIG.items() if option != "plugin.name"}
    connect.put(broken)
    default = next(o for o in connect.config_def("PostgresConnector") if o["name"] == "plugin.name")
    return f"plugin.name по умолчанию: {default['default_value']}\nvalidate: {connect.validate(broken)}"


@drill.symptom("Конфигурация принята, коннектор RUNNING, а таск упал: плагина на сервере нет.")
def symptom(db: Database) -> str:
    trace = connect.wait_failed(NAME)
    assert "decoderbufs" in trace
    assert slots.get(db, SLOT) is None
    connector, task = connect.states(NAME)
    return f"коннектор: {connector}\nтаск:      {task}\n{connect.telling_line(trace)}"


@drill.cure("Назвать плагин явно: pgoutput есть в каждом PostgreSQL с версии 10.")
def cure(_: Database) -> str:
    connect.put(CONFIG)
    connect.restart(NAME)
    return 'plugin.name = "pgoutput"'


@drill.recovery("Таск работает, слот создан для pgoutput и читается, заказы в топике.")
def recovery(db: Database) -> str:
    connect.wait_running(NAME)
    slot = slots.wait_active(db, SLOT)
    assert slot["plugin"] == "pgoutput"
    kafka.Topic("shop.public.orders").skip(120)
    return f"таск: {connect.states(NAME)[1]}\nслот: {slot['slot_name']}, {slot['plugin']}, active={slot['active']}"

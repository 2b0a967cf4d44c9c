"""Учебная авария: table.whitelist из старой статьи ничего не ограничил."""

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.labs import find
from cdclab.postgres import Database
from cdclab.waiting import until

drill = Drill("table.whitelist из старой статьи")
config: connect.Config
SECRET = "shop.public.passports"


@drill.cause("Коннектору заказов дали table.whitelist. Публикация у команд общая, в ней есть и таблица паспортов.")
def cause(db: Database) -> str:
    global config
    shop.create(db)
    shop.admit_reader(db)
    db.execute("create table passports (customer_id bigint primary key, number text not null)")
    db.execute("insert into passports values (1, '4509 123456')")
    db.execute("alter publication shop_pub add table passports; grant select on passports to cdc_reader")
    config = connect.load(find("debezium").folder / "connector.json")
    aged = {name: value for name, value in config.items() if name != "table.include.list"}
    aged["table.whitelist"] = "public.orders"
    told = connect.validate(aged)
    connect.run(aged)
    return f"table.whitelist={aged['table.whitelist']}\nошибки validate: {told}"


@drill.symptom("Ошибок нет, таск RUNNING, а в Kafka лежат номера паспортов.")
def symptom(db: Database) -> str:
    slots.wait_streaming(db, config["slot.name"])
    leaked = kafka.Topic(SECRET).take(1)

    def captured() -> list[str]:
        found = [name for name in kafka.topics() if name.startswith("shop.public.")]
        return found if len(found) == 6 else []

    topics = until(captured, "шести топиков")
    return f"таск: {connect.states(config['name'])[1]}\nтопики: {', '.join(topics)}\nв {SECRET}: {leaked[0].value['after']}"


@drill.cure("Нынешнее имя опции, table.include.list; топик с чужими данными удалён.")
def cure(_: Database) -> str:
    connect.run(config | {"table.include.list": "public.orders"})
    kafka.delete_topics([SECRET])
    return "table.include.list=public.orders"


@drill.recovery("Новый паспорт в Kafka не попадает, новый заказ попадает.")
def recovery(db: Database) -> str:
    db.execute("insert into passports values (2, '4509 654321')")
    db.execute("insert into orders (customer_id, total, comment) values (1, 10, 'после паспорта')")
    orders = kafka.Topic("shop.public.orders")

    def arrived() -> bool:
        return any(m.value and (m.value["after"] or {}).get("comment") == "после паспорта" for m in orders.rest())

    until(arrived, "нового заказа")
    assert SECRET not in kafka.topics(), "паспорта снова в Kafka"
    return f"топик {SECRET}: {'есть' if SECRET in kafka.topics() else 'нет'}"

"""Учебная авария: FOR ALL TABLES ломает UPDATE в таблице без первичного ключа."""

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder

LAB = labs_folder() / "postgres"
CONFIG = connect.load(LAB / "connector.json")
NAME, SLOT = CONFIG["name"], CONFIG["slot.name"]
APPLICATION = "update visits set page = '/home' where page = '/'"

drill = Drill("Публикация на все таблицы")


@drill.cause("Коннектору дали суперпользователя и не назвали publication.autocreate.mode.")
def cause(db: Database) -> str:
    shop.create(db)
    db.execute("create table visits (page text, at timestamptz default now()); insert into visits values ('/')")
    db.script(LAB / "sql" / "role.sql", "role", **shop.reader())
    db.execute("alter role cdc_reader superuser")
    db.execute(APPLICATION)
    connect.run({option: value for option, value in CONFIG.items() if option != "publication.autocreate.mode"})
    slots.wait_active(db, SLOT)
    found = db.one("select pubname, puballtables from pg_publication")
    return f"коннектор создал публикацию: {found}"


@drill.symptom("Коннектор здоров. Ошибку получает приложение: его UPDATE больше не выполняется.")
def symptom(db: Database) -> str:
    refusal = db.refused(APPLICATION)
    assert "does not have a replica identity" in refusal
    return f"таск: {connect.states(NAME)[1]}\n{refusal}"


@drill.cure("Заменить публикацию: перечислить таблицы, которые нужны, и запретить коннектору создавать её самому.")
def cure(db: Database) -> str:
    connect.stop(NAME)
    slots.wait_released(db, SLOT)
    db.execute("drop publication shop_pub")
    db.script(LAB / "sql" / "publication.sql", "publication")
    connect.put(CONFIG)
    connect.resume(NAME)
    return "publication.autocreate.mode = disabled; create publication shop_pub for table …"


@drill.recovery("Приложение снова меняет строки, заказы идут в поток.")
def recovery(db: Database) -> str:
    db.execute(APPLICATION.replace("'/'", "'/home'"))
    slots.wait_active(db, SLOT)
    orders = kafka.Topic("shop.public.orders")
    orders.skip(120)
    db.execute("update orders set status = 'paid' where id = 3")
    event = orders.take(1)[0]
    return f"UPDATE visits выполнен; событие заказа {event.key['id']}: op={event.value['op']}"

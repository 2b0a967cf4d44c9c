"""Учебная авария: секционированная таблица в публикации без publish_via_partition_root."""

from cdclab import connect, kafka, shop, show, slots
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Секции молчат")
LAB = labs_folder() / "postgres"
CONFIG = connect.load(LAB / "connector.json")
CONFIG["table.include.list"] += ",public.visits"
TOPIC = "shop.public.visits"
WHAT = "select tablename from pg_publication_tables where pubname = 'shop_pub' and tablename ~ '^visits' order by 1"


@drill.cause("Журнал посещений секционирован по месяцам. В публикации и в table.include.list стоит его корень.")
def cause(db: Database) -> None:
    shop.create(db)
    shop.admit_reader(db)
    db.script(labs_folder() / "postgres-pitfalls/sql/visits.sql", "table")
    db.execute("insert into visits (id, day, page) values (1, '2025-01-05', '/'), (2, '2025-02-05', '/cart')")
    db.execute("grant select on visits to cdc_reader; alter publication shop_pub add table visits")
    connect.run(CONFIG)
    slots.wait_active(db, CONFIG["slot.name"])


@drill.symptom(
    "Снапшот корень прочитал, поток о нём молчит: сервер называет строки именем секции, а такого имени в списке нет."
)
def symptom(db: Database) -> str:
    db.execute("insert into visits (id, day, page) values (3, '2025-01-06', '/pay')")
    position = db.value("select pg_logical_emit_message(true, 'mark', '')::text")
    db.execute("update orders set comment = 'мимо секций' where id = 1")
    db.execute("update orders set comment = 'мимо секций' where id = 2")
    slots.wait_flushed(db, CONFIG["slot.name"], position)
    seen = [(m.value["op"], m.key["id"]) for m in kafka.Topic(TOPIC).rest()]
    assert seen == [("r", 1), ("r", 2)]
    assert [name for name in kafka.topics() if "visits" in name] == [TOPIC]
    return (
        f"таск: {connect.states(CONFIG['name'])[1]}\n"
        f"строк в таблице {db.value('select count(*) from visits')}, в топике {seen}\n"
        f"сервер публикует:\n{show.text(db.rows(WHAT))}"
    )


@drill.cure("publish_via_partition_root у публикации: поток назовёт строки именем корня. Пропущенную строку тронуть.")
def cure(db: Database) -> str:
    db.execute("alter publication shop_pub set (publish_via_partition_root = true)")
    db.execute("update visits set page = page where id = 3")
    return f"сервер публикует:\n{show.text(db.rows(WHAT))}"


@drill.recovery("Строки всех секций идут в топик корня.")
def recovery(db: Database) -> str:
    visits = kafka.Topic(TOPIC)
    visits.skip(2)
    db.execute("insert into visits (id, day, page) values (4, '2025-02-06', '/')")
    seen = [(m.value["op"], m.key["id"], m.value["source"]["table"]) for m in visits.take(2)]
    assert seen == [("u", 3, "visits"), ("c", 4, "visits")]
    return f"в топике: {seen}"

"""Учебная авария: база переехала на новый кластер, LSN начались заново, а оффсет остался от старого."""

from cdclab import connect, kafka, lsn, postgres, shop, slots, stand
from cdclab.drill import Drill
from cdclab.postgres import Database
from cdclab.settings import labs_folder
from cdclab.waiting import until

drill = Drill("Новый кластер, старый оффсет")
CONFIG = connect.load(labs_folder() / "postgres" / "connector.json")
NAME, SLOT = CONFIG["name"], CONFIG["slot.name"]
new: Database
orders: kafka.Topic


def _order(comment: str) -> int:
    return int(
        new.value("insert into orders (customer_id, total, comment) values (1, 10, %(c)s) returning id", c=comment)
    )


@drill.cause(
    "Апгрейд переносом: новый кластер, те же строки, публикация и слот созданы заранее. Оффсет коннектора прежний."
)
def cause(db: Database) -> str:
    global new, orders
    shop.create(db)
    shop.admit_reader(db)
    db.execute("create table ballast as select repeat('x', 1000) as note from generate_series(1, 40000)")
    connect.run(CONFIG)
    slots.wait_active(db, SLOT)
    orders = kafka.Topic("shop.public.orders")
    orders.skip(120)
    db.execute("update orders set comment = 'последнее на старом кластере' where id = 1")
    slots.wait_flushed(db, SLOT, lsn.render(orders.take(1)[0].value["source"]["lsn"]))
    connect.stop(NAME)
    slots.wait_released(db, SLOT)
    stand.recreate("postgres")
    db.connection.close()
    new = postgres.connect()
    shop.create(new)
    shop.admit_reader(new)
    new.value("select pg_create_logical_replication_slot('shop_slot', 'pgoutput')")
    stored = connect.offsets(NAME)[0]["offset"]["lsn"]
    ahead = stored - lsn.parse(new.value("select pg_current_wal_lsn()::text"))
    assert ahead > 0
    return f"оффсет впереди конца журнала нового кластера на {ahead / 2**20:.0f} MB"


@drill.symptom("Коннектор RUNNING, слот читают. Новые заказы не приходят: сервер пропускает всё, что раньше оффсета.")
def symptom(_: Database) -> str:
    connect.resume(NAME)
    slots.wait_streaming(new, SLOT)
    lost = _order("после переезда")
    sent = "select pg_current_wal_lsn() <= sent_lsn from pg_stat_replication"
    until(lambda: new.value(sent), "отправки журнала до конца")
    ahead = "select write_lsn > pg_current_wal_lsn() from pg_stat_replication"
    until(lambda: new.value(ahead), "ответа читателя")
    assert lost not in [m.key["id"] for m in orders.rest()]
    return (
        f"таск: {connect.states(NAME)[1]}, active={slots.get(new, SLOT)['active']}\n"
        f"не подтверждено ≈{slots.behind(new, SLOT)} байт; write_lsn впереди конца журнала: {new.value(ahead)}\n"
        f"заказ {lost} в топике: False"
    )


@drill.cure("Остановить, стереть оффсеты, удалить слот и начать заново: снапшот снимут с нового кластера.")
def cure(_: Database) -> str:
    connect.stop(NAME)
    slots.wait_released(new, SLOT)
    connect.delete_offsets(NAME)
    new.value("select pg_drop_replication_slot('shop_slot')::text")
    connect.resume(NAME)
    slots.wait_active(new, SLOT)
    return f"таск: {connect.states(NAME)[1]}"


@drill.recovery("Пропавший заказ пришёл событием r, новый — событием c.")
def recovery(_: Database) -> str:
    fresh = _order("после лечения")
    found = orders.take_until(lambda m: m.value is not None and m.key["id"] == fresh, f"заказа {fresh}")
    seen = [(m.value["after"]["comment"], m.value["op"]) for m in found if m.key["id"] in (121, fresh)]
    assert seen == [("после переезда", "r"), ("после лечения", "c")]
    return f"заказы: {seen}"

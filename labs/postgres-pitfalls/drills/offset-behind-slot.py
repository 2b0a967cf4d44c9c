"""Учебная авария: слот ушёл вперёд оффсета, при каждой offset.mismatch.strategy."""

from cdclab import connect, kafka, lsn, pipeline, postgres, show, slots
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database

drill = Drill("Слот впереди оффсета")
STRATEGIES = ("no_validation", "trust_offset", "trust_slot", "trust_greater_lsn")
line: Pipeline
forgotten: Database
lost: dict[str, int] = {}


def _order(comment: str) -> int:
    return int(
        line.db.value("insert into orders (customer_id, total, comment) values (1, 10, %(c)s) returning id", c=comment)
    )


def gap_bytes() -> int:
    """Сколько байт WAL слот перескочил: больше нуля — между оффсетом и слотом дыра."""
    stored = connect.offsets(line.config["name"])[0]["offset"]["lsn_proc"]
    return lsn.parse(slots.get(line.db, line.slot)["confirmed_flush_lsn"]) - int(stored)


@drill.cause(
    "Коннектор остановлен, слот подвинули pg_replication_slot_advance, чтобы освободить место. Так — под каждой стратегией."
)
def cause(_: Database) -> str:
    global line, forgotten
    line = pipeline.start()
    line.db.execute("create table audit_log (note text)")
    # Чужая открытая транзакция держит restart_lsn: без неё запуск отказал бы громко.
    forgotten = postgres.connect(autocommit=False)
    forgotten.execute("insert into audit_log values ('открыта и забыта')")
    outcomes = []
    for strategy in STRATEGIES:
        line.settle()
        connect.stop(line.config["name"])
        slots.wait_released(line.db, line.slot)
        lost[strategy] = _order(f"пропущен, {strategy}")
        line.db.execute("select pg_replication_slot_advance('shop_slot', pg_current_wal_lsn())")
        gap = gap_bytes()
        connect.run(line.config | {"offset.mismatch.strategy": strategy})
        slots.wait_active(line.db, line.slot)
        _order(f"после запуска, {strategy}")
        outcomes.append({"strategy": strategy, "таск": connect.states(line.config["name"])[1], "дыра": gap > 0})
    return show.text(outcomes)


@drill.symptom(
    "Ни одна стратегия не остановила коннектор и не вернула пропущенное. Об этом молчат и журнал, и метрики."
)
def symptom(_: Database) -> str:
    line.settle()
    arrived = {m.key["id"] for m in kafka.Topic("shop.public.orders").rest()}
    rows = [
        {"strategy": strategy, "пропущенный заказ": order, "в топике": order in arrived}
        for strategy, order in lost.items()
    ]
    assert not any(row["в топике"] for row in rows)
    return show.text(rows)


@drill.cure("Сверка нашла ключи, их строки тронули: UPDATE без изменений отправит их заново.")
def cure(_: Database) -> str:
    forgotten.close()
    (found,) = line.differences()
    line.db.execute("update orders set total = total where id = any(%(ids)s)", ids=[int(key) for key in found.missing])
    return str(found)


@drill.recovery("Приёмник равен источнику. Дальше — проверка gap_bytes перед каждым запуском.")
def recovery(_: Database) -> str:
    line.settle(40)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    return f"расхождений приёмника с источником: {len(found)}"

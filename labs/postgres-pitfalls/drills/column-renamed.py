"""Учебная авария: столбец переименовали одной командой, консьюмер читает старое имя."""

from cdclab import connect, kafka, shop, slots
from cdclab.drill import Drill
from cdclab.kafka import Message
from cdclab.postgres import Database
from cdclab.settings import labs_folder

drill = Drill("Столбец переименовали")
CONFIG = connect.load(labs_folder() / "postgres" / "connector.json")
orders: kafka.Topic
SYNC = """
    create function same_comment() returns trigger language plpgsql as $$ begin
      if tg_op = 'INSERT' then
        new.note := coalesce(new.note, new.comment);
        new.comment := new.note;
      elsif new.comment is distinct from old.comment then
        new.note := new.comment;
      else
        new.comment := new.note;
      end if;
      return new;
    end $$;
    create trigger same_comment before insert or update on orders for each row execute function same_comment()
"""


def _comment(message: Message) -> str | None:
    """Так читает консьюмер: имя столбца он знает наизусть и пустому значению верит."""
    comment: str | None = message.value["after"].get("comment")
    return comment


@drill.cause("Миграция: alter table orders rename column comment to note. Команды об этом не договорились.")
def cause(db: Database) -> str:
    global orders
    shop.create(db)
    shop.admit_reader(db)
    connect.run(CONFIG)
    slots.wait_active(db, CONFIG["slot.name"])
    orders = kafka.Topic("shop.public.orders")
    orders.skip(120)
    db.execute("update orders set comment = 'до миграции' where id = 1")
    before = orders.take(1)[0]
    db.execute("alter table orders rename column comment to note")
    return f"последнее событие до миграции: comment = {_comment(before)!r}"


@drill.symptom("Таск RUNNING, события идут. Консьюмер записывает пустоту вместо комментария и об этом не знает.")
def symptom(db: Database) -> str:
    db.execute("update orders set note = 'после миграции' where id = 2")
    event = orders.take(1)[0]
    fields = list(event.value["after"])
    assert _comment(event) is None and event.value["after"]["note"] == "после миграции"
    return (
        f"таск: {connect.states(CONFIG['name'])[1]}\n"
        f"поля after: {', '.join(fields)}\nконсьюмер видит comment = {_comment(event)!r}"
    )


@drill.cure(
    "Вернуть имя. Новый столбец завести рядом, заполнять оба, старые строки дозалить, прежний столбец убрать потом."
)
def cure(db: Database) -> str:
    db.execute("alter table orders rename column note to comment")
    db.execute("alter table orders add column note text")
    db.execute("update orders set note = comment where id <= 2")  # дозалить до триггера, на живой базе — пачками
    db.execute(SYNC)
    return "оба столбца заполнены, строки, изменённые за время аварии, отправлены заново"


@drill.recovery("В событиях оба имени с одним значением: переходить можно в любом порядке.")
def recovery(_: Database) -> str:
    seen = {m.key["id"]: (_comment(m), m.value["after"]["note"]) for m in orders.take(2)}
    assert seen == {1: ("до миграции",) * 2, 2: ("после миграции",) * 2}
    return f"заказ → (comment, note): {seen}"

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
# # Что значит «ровно один раз»
#
# Четыре события об оплате, три консьюмера. Каждый умирает после второго события и запускается снова. Разница только в том, что
# раньше: эффект или сохранённый оффсет, и знает ли консьюмер, что уже видел событие.

# %%
import json

import confluent_kafka as ck

from cdclab import fresh, kafka, show
from cdclab.settings import settings

db = fresh.start()
db.script("sql/outbox.sql", "inbox")
db.execute("create table income (consumer text, amount integer)")

# Номер события — в заголовке, как у EventRouter.
EVENTS = [(f"00000000-0000-0000-0000-00000000000{n}", amount) for n, amount in enumerate((100, 200, 300, 400), 1)]
producer = ck.Producer({"bootstrap.servers": settings().kafka_bootstrap_servers})
for event_id, amount in EVENTS:
    producer.produce("payments.events", value=json.dumps(amount), headers={"id": event_id})
producer.flush(30)
kafka.Topic("payments.events").take(4)


def read(group, handle, crash_after=None):
    """Читать топик в группе до конца; `crash_after` — умереть после стольких событий."""
    consumer = ck.Consumer(
        {
            "bootstrap.servers": settings().kafka_bootstrap_servers,
            "group.id": group,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "enable.partition.eof": True,
        }
    )
    consumer.subscribe(["payments.events"])
    taken = 0
    while taken != crash_after:
        message = consumer.poll(10)
        if message is None:
            raise TimeoutError("Kafka молчит")
        if message.error():
            break  # конец топика
        taken += 1
        handle(consumer, message, dies=taken == crash_after)
    consumer.close()
    return taken


def event_of(message):
    return dict(message.headers())["id"].decode(), json.loads(message.value())


# %% [markdown]
# ## Не больше одного: сначала оффсет


# %%
# region at-most-once
def offset_first(consumer, message, *, dies):
    consumer.commit(message, asynchronous=False)
    if dies:
        return  # умер между оффсетом и эффектом
    db.execute("insert into income values ('сначала оффсет', %(amount)s)", amount=event_of(message)[1])


# endregion

# %% [markdown]
# ## Не меньше одного: сначала эффект


# %%
# region at-least-once
def effect_first(consumer, message, *, dies):
    db.execute("insert into income values ('сначала эффект', %(amount)s)", amount=event_of(message)[1])
    if dies:
        return  # умер между эффектом и оффсетом
    consumer.commit(message, asynchronous=False)


# endregion

# %% [markdown]
# ## Один раз по результату: эффект и номер события одной транзакцией


# %%
# region once
def effect_with_inbox(consumer, message, *, dies):
    event_id, amount = event_of(message)
    with db.connection.transaction():
        if db.rows("insert into inbox values (%(id)s) on conflict do nothing returning event_id", id=event_id):
            db.execute("insert into income values ('с номером события', %(amount)s)", amount=amount)
    if dies:
        return
    consumer.commit(message, asynchronous=False)


# endregion

# %% tags=["out:three-consumers"]
CONSUMERS = {"сначала оффсет": offset_first, "сначала эффект": effect_first, "с номером события": effect_with_inbox}
result = []
for name, handle in CONSUMERS.items():
    before = read(f"payments-{len(result)}", handle, crash_after=2)
    after = read(f"payments-{len(result)}", handle)
    income = db.value("select sum(amount) from income where consumer = %(name)s", name=name)
    result.append({"консьюмер": name, "прочитал": f"{before} + {after}", "доход": income, "верно": income == 1000})
show.table(result)
assert [row["доход"] for row in result] == [800, 1200, 1000]
assert [row["прочитал"] for row in result] == ["2 + 2", "2 + 3", "2 + 3"]

# %% [markdown]
# Третий консьюмер прочитал событие дважды, как и второй. Доставка у них одинаковая, «один раз» — это свойство результата.

# %% [markdown]
# ## Идемпотентная запись без журнала номеров
#
# Если событие говорит, каким стало состояние, а не что прибавить, повтор безвреден сам. Но только повтор подряд: старое событие,
# повторенное после нового, вернёт старое состояние. Сторож — позиция события.

# %% tags=["out:replay-states"]
db.execute("create table stock (id integer primary key, left_over integer, position integer)")
STATES = [(1, 10, 101), (1, 9, 102), (1, 8, 103)]
REPLAY = [*STATES, *STATES[:2]]  # хвост пришёл ещё раз, последнее событие ещё не повторилось
UPSERT = """
    insert into stock values (%(id)s, %(left_over)s, %(position)s)
    on conflict (id) do update set left_over = excluded.left_over, position = excluded.position
"""
GUARD = " where stock.position < excluded.position"
left = {}
for name, statement in (("upsert", UPSERT), ("upsert с позицией", UPSERT + GUARD)):
    db.execute("truncate stock")
    for product, left_over, position in REPLAY:
        db.execute(statement, id=product, left_over=left_over, position=position)
    left[name] = db.value("select left_over from stock")
show.record({"в источнике": STATES[-1][1], **left})
assert left == {"upsert": 9, "upsert с позицией": 8}

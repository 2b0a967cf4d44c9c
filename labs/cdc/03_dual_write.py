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
# # Двойная запись
#
# Сервис пишет заказ в базу и событие в Kafka. Общей транзакции у них нет, и между двумя записями всегда есть место, где
# процесс может умереть. Сервис (`service.py`) запускается отдельным процессом и в назначенном месте получает настоящий SIGKILL.

# %%
import json
import subprocess
import sys

import service

from cdclab import fresh, kafka, postgres, shop, show

db = fresh.start()
shop.create(db)
topic = kafka.Topic(service.TOPIC)
rows = []


def run(*words):
    """Запустить сервис отдельным процессом и сверить базу с топиком."""
    before = db.value("select max(id) from orders")
    code = subprocess.run([sys.executable, "service.py", *words], check=False).returncode
    order = db.value("select max(id) from orders where id > %(n)s", n=before)
    events = [message.key for message in topic.rest()]
    rows.append({"запуск": " ".join(words), "код выхода": code, "заказ в базе": order, "событие в топике": events})
    return order, events


# %% [markdown]
# ## Пока всё живо
#
# Оба порядка работают. Поэтому ошибку не видно ни в тестах, ни на ревью.

# %% tags=["out:alive"]
for mode in ("commit-first", "publish-first"):
    order, events = run(mode)
    assert events == [order]
show.table(rows)

# %% [markdown]
# ## SIGKILL между двумя записями

# %% tags=["out:killed"]
rows.clear()
lost, no_events = run("commit-first", "after-commit")
no_order, leaked = run("publish-first", "before-commit")
show.table(rows)
assert lost and no_events == [] and rows[0]["код выхода"] == -9
assert no_order is None and len(leaked) == 1

# %% [markdown]
# Сначала COMMIT — заказ без события. Сначала Kafka — событие о заказе, которого нет.

# %% [markdown]
# ## Умирать необязательно: откат
#
# Событие отправлено, дальше в той же транзакции списывают товар, и остаток уходит в минус. База откатывает всё. Kafka об этом
# не узнает.

# %% tags=["out:leaked"]
# region leak
with postgres.connect(autocommit=False) as session:
    phantom = service.insert(session)
    service.publish(phantom)
    refusal = session.refused("update products set stock = stock - 1000 where id = 1")
    session.connection.rollback()
# endregion

print(refusal.splitlines()[0])
print("заказ в базе:    ", db.rows("select id from orders where id = %(id)s", id=phantom))
print("событие в топике:", [message.value for message in topic.rest()])
assert "products_stock_check" in refusal

# %% [markdown]
# ## Никто не умер и не откатился: порядок
#
# Два обработчика меняют статус одного заказа. COMMIT в одном порядке, публикация — в другом: между ними второй поток, пауза
# GC или повтор после таймаута.

# %% tags=["out:reordered"]
# region reorder
import confluent_kafka as ck

from cdclab.settings import settings

producer = ck.Producer({"bootstrap.servers": settings().kafka_bootstrap_servers})


def announce(order, status):
    producer.produce("orders.status", key=json.dumps(order), value=json.dumps({"status": status}))
    producer.flush(30)


def change(status):
    db.execute("update orders set status = %(status)s::order_status where id = 1", status=status)


change("paid")  # первый обработчик: COMMIT
change("cancelled")  # второй: COMMIT
announce(1, "cancelled")  # второй успел раньше
announce(1, "paid")  # первый дописал с опозданием
# endregion

state = {message.key: message.value["status"] for message in kafka.Topic("orders.status").rest()}
print("в базе:    ", db.value("select status from orders where id = 1"))
print("у читателя:", state[1])
assert state[1] == "paid"

# %% [markdown]
# ## Сверка
#
# Ни одной ошибки в журналах брокера и базы, а множества разошлись в обе стороны.

# %% tags=["out:mismatch"]
table = {row["id"] for row in db.rows("select id from orders where id > 120")}
announced = {message.key for message in kafka.Topic(service.TOPIC).rest()}
show.record({"заказы без события": sorted(table - announced), "события без заказа": sorted(announced - table)})
assert table - announced == {lost} and announced - table == {*leaked, phantom}

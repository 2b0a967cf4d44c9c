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

# %%
import json

import confluent_kafka as ck

from cdclab import postgres
from cdclab.settings import settings


# %%
def place_order(customer, product, quantity):
    """Оформить заказ; возвращает его номер. Если товара не хватает, заказа нет."""
    with postgres.connect(autocommit=False) as db:
        order = db.value("insert into orders (customer_id, total) values (%(c)s, 10) returning id", c=customer)

        producer = ck.Producer({"bootstrap.servers": settings().kafka_bootstrap_servers})
        event = {"type": "OrderPlaced", "order": order}
        producer.produce("outbox.event.order", key=json.dumps(str(order)), value=json.dumps(event))
        producer.flush(10)

        db.execute("update products set stock = stock - %(q)s where id = %(p)s", q=quantity, p=product)
        db.connection.commit()
    return order

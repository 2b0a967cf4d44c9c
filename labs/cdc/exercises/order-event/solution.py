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
from cdclab import postgres


# %%
def place_order(customer, product, quantity):
    """Оформить заказ; возвращает его номер. Если товара не хватает, нет ни заказа, ни события."""
    with postgres.connect(autocommit=False) as db:
        order = db.value("insert into orders (customer_id, total) values (%(c)s, 10) returning id", c=customer)
        db.execute("update products set stock = stock - %(q)s where id = %(p)s", q=quantity, p=product)
        db.execute(
            "insert into outbox (aggregatetype, aggregateid, type, payload)"
            " values ('order', %(key)s, 'OrderPlaced', jsonb_build_object('order', %(order)s::bigint))",
            key=str(order),
            order=order,
        )
        db.connection.commit()
    return order

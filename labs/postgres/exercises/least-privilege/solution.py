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
from cdclab import connect, postgres

db = postgres.connect()

# %%
# Атрибут — самой роли, группа не нужна. Владение и запись забираем, чтение выдаём.
db.execute("""
    alter role cdc_reader replication nocreatedb;
    revoke cdc_group from cdc_reader;

    alter table payments owner to postgres;
    revoke insert, update on orders from cdc_reader;
    grant select on order_lines, payments to cdc_reader;
""")

# %%
# errors.max.retries=0: ошибка сразу видна в состоянии таска.
connect.put(connect.load("../../connector.json") | {"errors.max.retries": "0"})

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
# Ваш SQL: исправьте права роли cdc_reader.
db.execute("""
    select 1;
""")

# %%
# errors.max.retries=0: ошибка сразу видна в состоянии таска.
connect.put(connect.load("../../connector.json") | {"errors.max.retries": "0"})

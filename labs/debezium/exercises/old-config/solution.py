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
from cdclab import connect

article = connect.load("article.json")

# %%
GONE = {
    "database.server.name",
    "table.whitelist",
    "column.blacklist",
    "transforms.unwrap.drop.tombstones",
    "transforms.unwrap.delete.handling.mode",
}
config = {name: value for name, value in article.items() if name not in GONE} | {
    "topic.prefix": "shop",
    "table.include.list": "public.orders,public.customers",
    "column.exclude.list": "public.customers.phone",
    "plugin.name": "pgoutput",
    "publication.name": "shop_pub",
    "publication.autocreate.mode": "disabled",
    "snapshot.mode": "no_data",
    "transforms.unwrap.delete.tombstone.handling.mode": "rewrite",
}

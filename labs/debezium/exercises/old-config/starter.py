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
for problem in connect.validate(article):
    print(problem["name"], problem["errors"])

# %% [markdown]
# Воркер нашёл не всё. Что осталось, он прочёл молча.

# %%
config = article  # ваш перевод

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
# # Опрос под микроскопом
#
# Где именно теряется строка, почему задержка и короткий интервал не лечат, что лечит и чего это стоит. Kafka здесь не нужна:
# всё происходит между двумя сеансами PostgreSQL.

# %%
from cdclab import fresh, postgres, shop, show
from cdclab.polling import Poller, ids, safe, waiting
from cdclab.waiting import until

db = fresh.start()
shop.create(db)
db.script("sql/polling.sql", "column")
db.script("sql/polling.sql", "touch")


def new_order(session, comment):
    """Заказ в открытой транзакции сеанса; возвращает номер."""
    return session.value(
        "insert into orders (customer_id, total, comment) values (1, 10, %(comment)s) returning id", comment=comment
    )


def sessions():
    return postgres.connect(autocommit=False), postgres.connect(autocommit=False)


# %% [markdown]
# ## Номер выдают раньше COMMIT
#
# Смотрим на оба сеанса и на опрос шаг за шагом.

# %% tags=["out:race-steps"]
slow, quick = sessions()
by_id = Poller(db, "id")
steps = []


def step(what):
    steps.append({"шаг": what, "опрос вернул": ids(by_id.poll()), "отметка": by_id.mark})


a = new_order(slow, "медленный")
step(f"медленный вставил {a}")
b = new_order(quick, "быстрый")
step(f"быстрый вставил {b}")
quick.connection.commit()
step("быстрый: COMMIT")
slow.connection.commit()
step("медленный: COMMIT")

show.table(steps)
print(
    "потеряно:",
    [row["id"] for row in db.rows("select id from orders where id >= %(a)s order by id", a=a) if row["id"] != b],
)
assert [s["опрос вернул"] for s in steps] == [[], [], [b], []] and a < by_id.mark

# %% [markdown]
# ## now() — это начало транзакции
#
# `updated_at` с `now()` получает время начала транзакции, но и `clock_timestamp()` не спас бы: оба ставятся раньше COMMIT.

# %% tags=["out:race-clock"]
for clock in ("now()", "clock_timestamp()"):
    by_time = Poller(db, "updated_at")
    insert = f"insert into orders (customer_id, total, updated_at) values (1, 10, {clock}) returning id"
    a, b = slow.value(insert), quick.value(insert)
    quick.connection.commit()
    found = ids(by_time.poll())
    slow.connection.commit()
    found += ids(by_time.poll())
    print(f"{clock}: вставлены {[a, b]}, опрос вернул {found}")
    assert found == [b]

# %% [markdown]
# ## Задержка: лечит короткие транзакции, теряет длинные
#
# Опрос не берёт строки моложе 500 мс. Если медленный успел закончить раньше, чем строка быстрого «созрела», всё цело. Если
# нет — отметка уехала вперёд, как и без задержки.

# %% tags=["out:race-delay"]
# region delay
delayed = waiting(db, 500)


def raced(commits_first):
    """Что вернул опрос, если медленный закончил до созревания строки быстрого (или после)."""
    a, b = new_order(slow, "медленный"), new_order(quick, "быстрый")
    quick.connection.commit()
    if commits_first:
        slow.connection.commit()
    found = until(lambda: ids(delayed.poll()), "созревшей строки")
    slow.connection.commit()
    db.execute("select pg_sleep(0.6)")
    return [a, b], found + ids(delayed.poll())


# endregion

for commits_first, how in ((True, "транзакция короче задержки"), (False, "транзакция длиннее задержки")):
    inserted, found = raced(commits_first)
    print(f"{how}: вставлены {inserted}, опрос вернул {found}")
    assert found == (inserted if commits_first else inserted[1:])

# %% [markdown]
# ## Дыра в номерах ничего не доказывает
#
# Два номера пропущены. Один принадлежит открытой транзакции, второй откачен и не появится никогда. Опрос видит их одинаково.

# %% tags=["out:gaps"]
a = new_order(slow, "ещё не закончен")
new_order(quick, "отменён")
quick.connection.rollback()
b = new_order(quick, "закончен")
quick.connection.commit()
visible = {row["id"] for row in db.rows("select id from orders")}
print("видимый номер:", b, "пропущены:", [n for n in range(a, b) if n not in visible])
slow.connection.commit()
visible = {row["id"] for row in db.rows("select id from orders")}
print("после COMMIT пропущены:", [n for n in range(a, b) if n not in visible])
assert a in visible and a + 1 not in visible

# %% [markdown]
# ## Безопасная отметка
#
# Вместо номера строки — номер транзакции, вместо «больше последнего» — «старше всех открытых». `pg_snapshot_xmin` отдаёт
# номер самой старой транзакции, которая ещё не закончилась: всё, что меньше него, уже не изменится.

# %% tags=["out:safe-watermark"]
careful = safe(db)
a, b = new_order(slow, "медленный"), new_order(quick, "быстрый")
quick.connection.commit()
print("быстрый закончил, медленный нет:", ids(careful.poll()))
slow.connection.commit()
found = ids(careful.poll())
print("закончили оба:                  ", found)
assert found == [a, b]

# %% [markdown]
# Цена: любая транзакция, которая что-то записала и не закончилась, останавливает опрос. Хоть в другой таблице, хоть в другой
# базе того же сервера. Опрос не теряет, он ждёт.

# %% tags=["out:safe-waits"]
slow.execute("update customers set phone = null where id = 1")
for n in range(3):
    db.execute("insert into orders (customer_id, total) values (1, %(n)s)", n=n)
stuck = ids(careful.poll())
print("открыта чужая транзакция:", stuck)
print(
    "держит:",
    db.value(
        "select pid from pg_stat_activity where backend_xid::text = %(x)s",
        x=slow.value("select pg_current_xact_id()::xid::text"),
    )
    == slow.connection.info.backend_pid,
)
slow.connection.commit()
freed = ids(careful.poll())
print("она закончилась:         ", len(freed), "заказа")
assert stuck == [] and len(freed) == 3

# %% [markdown]
# ## Удаления и промежуточные состояния
#
# Безопасная отметка возвращает потерянные строки, но не делает опрос журналом: что было между двумя запросами, запрос не
# видит.

# %% tags=["out:invisible"]
order = freed[0]
for status in ("paid", "shipped", "cancelled"):
    db.execute("update orders set status = %(s)s::order_status where id = %(id)s", s=status, id=order)
db.execute("delete from orders where id = %(id)s", id=freed[1])
rows = careful.poll()
print("изменено трижды, опрос вернул:", [(row["id"], row["status"]) for row in rows])
print("удалён заказ", freed[1], "— опрос вернул:", [row["id"] for row in rows if row["id"] == freed[1]])
assert [(row["id"], row["status"]) for row in rows] == [(order, "cancelled")]

# %% [markdown]
# Удаления находит только полная сверка ключей: вычитка всех номеров из источника и из приёмника.

# %% tags=["out:key-comparison"]
sink = {row["id"] for row in db.rows("select id from orders")} | {freed[1]}  # приёмник, собранный опросом
source = {row["id"] for row in db.rows("select id from orders")}
print("ключей прочитано:", len(source), "— лишние в приёмнике:", sorted(sink - source))
assert sink - source == {freed[1]}

# %%
slow.close()
quick.close()

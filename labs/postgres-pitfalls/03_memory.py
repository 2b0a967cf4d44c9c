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
# # Память декодирования
#
# Одна и та же транзакция при разном `logical_decoding_work_mem`: сколько сервер сложит на диск. Таблицы нет в публикации:
# читателю не уйдёт ни строки.

# %%
from cdclab import fresh, postgres, shop, show

db = fresh.start()
shop.create(db)
shop.admit_reader(db)
db.execute("create table audit_log (id integer, note text)")
ROWS = 20_000


# %%
def decode(memory, load):
    """Создать слот, выполнить нагрузку, прочитать её сеансом с такой памятью; вернуть статистику слота."""
    db.rows("select pg_create_logical_replication_slot('probe', 'pgoutput')")
    load()
    with postgres.connect(options=f"-c logical_decoding_work_mem={memory}") as reader:
        sent = reader.rows(
            "select from pg_logical_slot_get_binary_changes('probe', null, null, 'proto_version', '1',"
            " 'publication_names', 'shop_pub')"
        )
    row = db.one(
        "select spill_txns, spill_count, spill_bytes, total_txns from pg_stat_replication_slots where slot_name = 'probe'"
    )
    db.rows("select pg_drop_replication_slot('probe')")
    return row | {"sent": len(sent)}


def whole():
    db.execute(f"insert into audit_log select n, repeat('x', 1000) from generate_series(1, {ROWS}) as n")


def batches():
    for _ in range(20):
        db.execute(f"insert into audit_log select n, repeat('x', 1000) from generate_series(1, {ROWS // 20}) as n")


# %% tags=["out:spill", "mask:spill_count"]
rows = []
for memory, name, load in [
    ("1MB", "одна транзакция", whole),
    ("16MB", "одна транзакция", whole),
    ("64MB", "одна транзакция", whole),
    ("4MB", "20 транзакций", batches),
]:
    found = decode(memory, load)
    rows.append(
        {
            "work_mem": memory,
            "нагрузка": name,
            "spill_txns": found["spill_txns"],
            "spill_count": found["spill_count"],
            "на диск": f"{found['spill_bytes'] / 2**20:.0f} MB",
        }
    )
show.table(rows)
assert [row["spill_txns"] for row in rows] == [1, 1, 0, 0]
assert rows[0]["spill_count"] > rows[1]["spill_count"] > 0

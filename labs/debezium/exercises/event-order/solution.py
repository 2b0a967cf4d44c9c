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

from cdclab import kafka


# %%
def in_order(events):
    """События одного коннектора в порядке COMMIT, а внутри транзакции — в порядке записи."""

    def place(event):
        # Пара чисел внутри строки JSON; первое пусто, пока коннектор не видел ни одного COMMIT.
        last_commit, own = json.loads(event["source"]["sequence"])
        return int(last_commit or 0), int(own or 0)

    # sorted устойчив: события с равной парой (COPY) остаются в порядке партиции.
    return sorted(events, key=place)


# %%
TOPICS = ("orders", "order_lines", "payments")
envelopes = [m.value for name in TOPICS for m in kafka.Topic(f"shop.public.{name}").rest() if m.value]
streamed = [event for event in envelopes if event["op"] != "r"]
story = [(event["source"]["table"], event["op"]) for event in in_order(streamed)]
print(story)

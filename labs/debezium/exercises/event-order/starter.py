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
from cdclab import kafka


# %%
def in_order(events):
    """События одного коннектора в порядке COMMIT, а внутри транзакции — в порядке записи."""
    return sorted(events, key=lambda event: event["source"]["lsn"])  # так ошибся аналитик


# %%
TOPICS = ("orders", "order_lines", "payments")
envelopes = [m.value for name in TOPICS for m in kafka.Topic(f"shop.public.{name}").rest() if m.value]
streamed = [event for event in envelopes if event["op"] != "r"]
story = [(event["source"]["table"], event["op"]) for event in in_order(streamed)]
print(story)

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
CHUNK = {1: "старый", 2: "старый", 3: "старый"}
LOG = [("u", 1, "до окна"), ("low",), ("u", 2, "новый"), ("d", 3, None), ("high",), ("u", 1, "после окна")]


# %%
def deliver(chunk, log):
    """События в топик: изменения по порядку, строки чанка на месте верхнего знака."""
    events = []
    window = {}
    for entry in log:
        if entry == ("low",):
            window = dict(chunk)
        elif entry == ("high",):
            events += [("r", key, row) for key, row in window.items()]
            window = {}
        else:
            events.append(entry)
            window.pop(entry[1], None)
    return events


# %%
for event in deliver(CHUNK, LOG):
    print(event)

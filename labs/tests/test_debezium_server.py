"""Debezium Server: the slot read without Kafka, into Pub/Sub."""

# services: pubsub debezium-server

from cdclab import fresh, pubsub, shop, slots, stand


def test_changes_reach_pubsub_without_kafka() -> None:
    with fresh.start() as db, stand.having(["pubsub"]):
        shop.create(db)
        shop.admit_reader(db)
        # A topic that is missing stops the server; a subscription sees only what comes after it.
        pubsub.create_topics(f"server.public.{table}" for table in shop.TABLES)
        with stand.having(["debezium-server"]):
            slots.wait_active(db, "server_slot")
            snapshot = pubsub.take("server.public.customers", db.value("select count(*) from customers"))
            db.execute("update customers set full_name = 'Пётр' where id = 1")
            [update] = pubsub.take("server.public.customers", 1)
        db.rows("select pg_drop_replication_slot('server_slot')")

    assert {message.value["op"] for message in snapshot} == {"r"}
    assert update.value["op"] == "u"
    assert update.value["after"]["full_name"] == "Пётр"
    assert update.ordering_key == snapshot_key(snapshot, 1)


def snapshot_key(messages: list[pubsub.Message], customer: int) -> str:
    """The ordering key under which the snapshot sent this customer: the same row must always travel under one key."""
    return next(it.ordering_key for it in messages if it.value["after"]["id"] == customer)

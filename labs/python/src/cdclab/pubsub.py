"""Google Pub/Sub as a lab uses it: topics, subscriptions, messages, always on the stand's emulator and never in a cloud.

The emulator starts empty and keeps everything in memory; a publisher needs its topic to exist, a subscription sees only
what was published after it: https://cloud.google.com/pubsub/docs/subscription-overview.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from google.api_core.exceptions import AlreadyExists, DeadlineExceeded
from google.cloud import pubsub_v1

from cdclab.settings import settings
from cdclab.waiting import until

# The project of the stand's emulator (labs/stand/debezium-server.properties).
PROJECT = "lab"


@dataclass(frozen=True)
class Message:
    """One delivered message: `value` is decoded JSON, `ordering_key` is empty when the publisher gave none."""

    id: str
    value: Any
    ordering_key: str
    attributes: dict[str, str] = field(default_factory=dict)
    delivery_attempt: int = 0


def create_topics(names: Iterable[str], *, ordered: bool = True) -> None:
    """Create topics, each with a subscription of the same name; those that exist stay as they are."""
    _on_emulator()
    with pubsub_v1.PublisherClient() as publisher, pubsub_v1.SubscriberClient() as subscriber:
        for name in names:
            topic = publisher.topic_path(PROJECT, name)
            _unless_exists(lambda topic=topic: publisher.create_topic(name=topic))  # type: ignore[misc]
            request = {
                "name": subscriber.subscription_path(PROJECT, name),
                "topic": topic,
                "enable_message_ordering": ordered,
            }
            _unless_exists(lambda request=request: subscriber.create_subscription(request=request))  # type: ignore[misc]


def take(subscription: str, count: int, seconds: float = 60) -> list[Message]:
    """Pull and acknowledge the next `count` messages, in the order of delivery. Raises `Missed`, naming how many came."""
    _on_emulator()
    found: list[Message] = []
    with pubsub_v1.SubscriberClient() as client:
        path = client.subscription_path(PROJECT, subscription)

        def step() -> bool:
            found.extend(_pull(client, path, count - len(found)))
            return len(found) >= count

        until(step, lambda: f"{count} сообщений в подписке {subscription}; пришло {len(found)}", seconds, pause=0)
    return found


def _pull(client: pubsub_v1.SubscriberClient, path: str, most: int) -> list[Message]:
    try:
        answer = client.pull(request={"subscription": path, "max_messages": most}, timeout=20, retry=None)
    except DeadlineExceeded:  # nothing has come
        return []
    received = list(answer.received_messages)
    if received:
        client.acknowledge(request={"subscription": path, "ack_ids": [it.ack_id for it in received]})
    return [_message(it) for it in received]


def _message(received: Any) -> Message:
    raw = received.message
    return Message(
        id=raw.message_id,
        value=json.loads(raw.data) if raw.data else None,
        ordering_key=raw.ordering_key,
        attributes=dict(raw.attributes),
        delivery_attempt=received.delivery_attempt,
    )


def _unless_exists(create: Callable[[], object]) -> None:
    try:
        create()
    except AlreadyExists:
        pass


def _on_emulator() -> None:
    """The client library goes to the emulator when it finds its address in the environment."""
    os.environ["PUBSUB_EMULATOR_HOST"] = settings().pubsub_host

"""What is posted, and how it is signed (Standard Webhooks, https://www.standardwebhooks.com)."""

import datetime
import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from standardwebhooks import Webhook

from api.models import Delivery, Endpoint, Type
from publishing import addresses
from publishing.models import Event
from publishing.times import utc


def body_of(delivery: Delivery) -> str:
    """Made of what never changes once told, so every attempt sends the same."""
    event = delivery.event
    if event is None:
        told_at, data = delivery.created_at, _test(delivery)
    elif delivery.type == Type.PURGE:
        told_at, data = event.at, _subject(event) | {"tags": event.tags}
    else:
        told_at, data = event.at, _change(event)
    return json.dumps(
        {"type": delivery.type, "timestamp": utc(told_at), "data": data}, ensure_ascii=False
    )


def headers_of(
    delivery: Delivery, body: str, secrets: list[str], now: datetime.datetime
) -> dict[str, str]:
    """`now` in UTC. Each secret signs, so that a receiver may still hold the one before."""
    signatures = [Webhook(one).sign(delivery.message_id, now, body) for one in secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Tvilling-Webhooks/1",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _subject(event: Event) -> dict[str, Any]:
    return {"id": event.number, "article": str(event.article_id), "language": event.language}


def _change(event: Event) -> dict[str, Any]:
    """The keys are those of the API's `changes`. The document itself is not sent along: a delivery
    that comes late would bring a story back that has been withdrawn."""
    publication = event.publication
    document = reverse("public:article", kwargs={"key": str(event.article_id)})
    return _subject(event) | {
        "slug": event.slug,
        "url": addresses.article_url(event.language, event.slug),
        "document": f"{settings.PUBLIC_URL}{document}?language={event.language}",
        "version": publication.version if publication else None,
        "digest": publication.digest if publication else None,
        "reason": event.reason,
    }


def _test(delivery: Delivery) -> dict[str, Any]:
    endpoint: Endpoint = delivery.endpoint
    return {
        "message": "A test from the newsroom. Nothing has changed.",
        "types": endpoint.types,
        "languages": endpoint.languages or [code for code, _name in settings.LANGUAGES],
    }

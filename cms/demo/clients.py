"""The demo newsroom's clients: a partner's webhook that is turned off, with the log of what it was
sent, and a key that is revoked. Its address ends in `.invalid`, which leads nowhere."""

import datetime

from django.utils import timezone

from accounts.models import User
from api import actions as key_actions
from api.models import Attempt, ClientKey, Delivery, Endpoint, Scope, Type
from api.webhooks import actions, fanning
from api.webhooks.recording import record
from api.webhooks.sending import Outcome
from cms.demo import clock

URL = "https://hooks.nordvarsel.invalid/tvilling"
SECONDS, MINUTES = datetime.timedelta(seconds=1), datetime.timedelta(minutes=1)
# The last of them came to nothing.
FAILED, WAITING = 2, 1


def add(now: datetime.datetime, *, by: User) -> None:
    """Call it last: the webhook has been told of all that has happened."""
    with clock.set_to(now - datetime.timedelta(days=30)):
        endpoint = _endpoint(by)
        _key(by)
    with clock.set_to(now):
        fanning.fan_out()
    deliveries = list(endpoint.deliveries.select_related("event").order_by("pk"))
    for number, delivery in enumerate(deliveries):
        _deliver(delivery, number, left=len(deliveries) - number - 1)
    with clock.set_to(now - 10 * MINUTES):
        actions.turn_off(endpoint)
        key_actions.revoke_key(ClientKey.objects.get(), by=by)


def _endpoint(by: User) -> Endpoint:
    endpoint = Endpoint(
        name="Nordvarsel – partnerredaksjon",
        url=URL,
        types=[Type.PUBLISHED, Type.UPDATED, Type.WITHDRAWN],
        languages=["en"],
        created_at=timezone.now(),
    )
    actions.create(endpoint, by=by)
    # It was there before all that has happened.
    Endpoint.objects.filter(pk=endpoint.pk).update(reached=0)
    return endpoint


def _key(by: User) -> None:
    key = ClientKey(
        name="Turappen Nordover",
        contact="utvikling@nordover.invalid",
        scopes=[Scope.READ],
        created_at=timezone.now(),
    )
    key_actions.create_key(key, by=by)
    ClientKey.note_use(key.pk, timezone.now() + datetime.timedelta(days=29))


def _deliver(delivery: Delivery, number: int, *, left: int) -> None:
    assert delivery.event
    at = delivery.event.at + 2 * SECONDS
    Delivery.objects.filter(pk=delivery.pk).update(created_at=at, next_at=at)
    if left < WAITING:
        return
    if left < FAILED + WAITING:
        record(delivery, Outcome(milliseconds=10_004, error=Attempt.Error.TIMEOUT), at)
        unwell = "<h1>503 Service Unavailable</h1>"
        record(
            delivery,
            Outcome(milliseconds=212, status=503, error=Attempt.Error.STATUS, answer=unwell),
            at + 5 * MINUTES,
        )
        return
    record(delivery, Outcome(milliseconds=90 + number * 17 % 160, status=204), at)

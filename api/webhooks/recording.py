"""What follows from an attempt, for the delivery and for its endpoint."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from api.models import Attempt, Delivery, Endpoint
from api.webhooks import schedule
from api.webhooks.sending import Outcome

GONE = 410
# An endpoint is not given up for a few failures that happen to lie days apart.
_ENOUGH_FAILURES = 10


@transaction.atomic
def record(claimed: Delivery, outcome: Outcome, now: datetime | None = None) -> None:
    """Whoever's claim has run out meanwhile adds the attempt, and leaves what comes next to the
    one who has it now; but what is delivered is delivered."""
    now = now or timezone.now()
    delivery = Delivery.objects.select_for_update().filter(pk=claimed.pk).first()
    if delivery is None:
        return  # the endpoint was deleted
    endpoint = Endpoint.objects.select_for_update().get(pk=delivery.endpoint_id)
    Attempt.objects.create(
        delivery=delivery,
        at=now,
        milliseconds=outcome.milliseconds,
        status=outcome.status,
        error=outcome.error,
        detail=outcome.detail,
        answer=outcome.answer,
    )
    is_ours = delivery.claimed_until == claimed.claimed_until
    wish = schedule.wished(outcome.retry_after, now)
    if outcome.is_success:
        _delivered(delivery, now)
        _well(endpoint, now)
    else:
        if is_ours and delivery.state == Delivery.State.WAITING:
            _failed(delivery, wish, now)
        _ill(endpoint, outcome, wish, now)
    endpoint.save(
        update_fields=[
            "failures",
            "failing_since",
            "resting_until",
            "succeeded_at",
            "disabled_at",
            "disabled_reason",
        ]
    )


def _delivered(delivery: Delivery, now: datetime) -> None:
    delivery.state = Delivery.State.DELIVERED
    delivery.attempts += 1
    delivery.claimed_until = None
    delivery.ended_at = now
    delivery.save(update_fields=["state", "attempts", "claimed_until", "ended_at"])


def _failed(delivery: Delivery, wish: timedelta, now: datetime) -> None:
    delivery.attempts += 1
    delivery.claimed_until = None
    pause = schedule.pause_after(delivery.attempts)
    if pause is None:
        delivery.state = Delivery.State.GIVEN_UP
        delivery.ended_at = now
    else:
        delivery.next_at = now + max(pause, wish)
    delivery.save(update_fields=["state", "attempts", "claimed_until", "next_at", "ended_at"])


def _well(endpoint: Endpoint, now: datetime) -> None:
    if endpoint.failures >= Endpoint.RESTS_AFTER:
        # It is back: what waits for its next attempt, hours ahead perhaps, need wait no longer.
        endpoint.deliveries.waiting().filter(next_at__gt=now).update(next_at=now)
    endpoint.failures = 0
    endpoint.failing_since = endpoint.resting_until = None
    endpoint.succeeded_at = now


def _ill(endpoint: Endpoint, outcome: Outcome, wish: timedelta, now: datetime) -> None:
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    rest = wish
    if endpoint.failures >= Endpoint.RESTS_AFTER:
        rest = max(wish, schedule.rest_after(endpoint.failures - Endpoint.RESTS_AFTER))
    if rest:
        endpoint.resting_until = max(endpoint.resting_until or now, now + rest)
    if not endpoint.is_active:
        return
    if outcome.status == GONE:
        endpoint.disabled_at, endpoint.disabled_reason = now, Endpoint.Disabled.GONE
    elif (
        endpoint.failures >= _ENOUGH_FAILURES
        and now - endpoint.failing_since >= Endpoint.GIVEN_UP_AFTER
    ):
        endpoint.disabled_at, endpoint.disabled_reason = now, Endpoint.Disabled.FAILING

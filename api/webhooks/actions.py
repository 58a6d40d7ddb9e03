"""What a person does to an endpoint and its deliveries."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from api import tasks
from api.models import Delivery, Endpoint
from api.models.endpoint import new_secret
from api.webhooks import fanning
from publishing.models import Event

State = Delivery.State


def create(endpoint: Endpoint, *, by: User) -> str:
    """The secret. It is told of what happens from now on; a replay tells of what was before."""
    endpoint.reached = fanning.last_number()
    endpoint.created_by = by
    endpoint.save()
    return endpoint.secret


@transaction.atomic
def rotate_secret(endpoint: Endpoint, *, keep_former: bool) -> str:
    """The new secret. Unless the former are known to strangers, they sign beside it for a day."""
    endpoint = _locked(endpoint)
    now = timezone.now()
    until = now + Endpoint.FORMER_SECRET_KEPT
    former = [{"secret": endpoint.secret, "until": until.isoformat()}]
    still = set(endpoint.signing_secrets(now))
    former += [one for one in endpoint.former_secrets if one["secret"] in still]
    endpoint.former_secrets = former if keep_former else []
    endpoint.secret = new_secret()
    endpoint.save(update_fields=["secret", "former_secrets"])
    return endpoint.secret


@transaction.atomic
def turn_off(endpoint: Endpoint) -> bool:
    """Returns False where it is off already."""
    active = Endpoint.objects.active().filter(pk=endpoint.pk)
    return bool(
        active.update(disabled_at=timezone.now(), disabled_reason=Endpoint.Disabled.BY_HAND)
    )


@transaction.atomic
def turn_on(endpoint: Endpoint, *, from_now: bool) -> bool:
    """It gets what it has missed, or, `from_now`, only what is still to come. Returns False where
    it is on already: what waits for one that works is not given up by a page left open."""
    endpoint = _locked(endpoint)
    if endpoint.is_active:
        return False
    now = timezone.now()
    if from_now:
        endpoint.reached = max(endpoint.reached, fanning.last_number())
        endpoint.deliveries.waiting().update(state=State.GIVEN_UP, ended_at=now)
    else:
        endpoint.deliveries.waiting().update(next_at=now)
    endpoint.disabled_at, endpoint.disabled_reason, endpoint.turned_on_at = None, "", now
    endpoint.failures, endpoint.failing_since, endpoint.resting_until = 0, None, None
    endpoint.save(
        update_fields=[
            "reached",
            "disabled_at",
            "disabled_reason",
            "turned_on_at",
            "failures",
            "failing_since",
            "resting_until",
        ]
    )
    transaction.on_commit(tasks.wake)
    return True


@transaction.atomic
def send_test(endpoint: Endpoint) -> Delivery:
    _ask_at_once([endpoint.pk])
    return Delivery.objects.create(endpoint=endpoint, type=Delivery.TEST)


@transaction.atomic
def send_again(deliveries: QuerySet[Delivery]) -> int:
    """With all attempts before them, and the message id that the receiver may know already. What
    is being sent at this moment is left alone."""
    now = timezone.now()
    pks = list(deliveries.exclude(claimed_until__gt=now).values_list("pk", flat=True))
    _ask_at_once(deliveries.values_list("endpoint", flat=True))
    return _restart(Delivery.objects.filter(pk__in=pks), now)


@transaction.atomic
def replay(endpoint: Endpoint, *, since: datetime) -> int:
    """Send what has happened since then once more, what the endpoint has had and what it has not.
    Returns how many deliveries that is."""
    endpoint = _locked(endpoint)
    now = timezone.now()
    events = Event.objects.filter(at__gte=since, number__lte=endpoint.reached).in_order()
    wanted = [one for event in events.iterator() for one in fanning.deliveries_of(endpoint, event)]
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)
    had = endpoint.deliveries.filter(event__at__gte=since, type__in=endpoint.types)
    number = _restart(had.exclude(claimed_until__gt=now), now)
    _ask_at_once([endpoint.pk])
    return number


def _restart(deliveries: QuerySet[Delivery], now: datetime) -> int:
    return deliveries.update(
        state=State.WAITING, attempts=0, next_at=now, claimed_until=None, ended_at=None
    )


def _ask_at_once(endpoints: Iterable[int]) -> None:
    """A person who asks for it does not wait for a rest to end."""
    Endpoint.objects.filter(pk__in=list(endpoints)).update(resting_until=None)
    transaction.on_commit(tasks.wake)


def _locked(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.select_for_update().get(pk=endpoint.pk)

"""From events to deliveries.

Events are numbered without gaps in the order of their commits, so each endpoint only keeps the
number that it has been brought to, and publishing writes nothing for it.
"""

from django.db import transaction
from django.db.models import Max

from api.models import Delivery, Endpoint, Type
from publishing.models import Event

_AT_ONCE = 500


def last_number() -> int:
    return Event.objects.aggregate(last=Max("number"))["last"] or 0


def lags_behind() -> bool:
    return Endpoint.objects.active().filter(reached__lt=last_number()).exists()


def fan_out() -> int:
    """Make the deliveries of what has happened. Returns how many."""
    made = 0
    behind = Endpoint.objects.active().filter(reached__lt=last_number())
    for pk in list(behind.values_list("pk", flat=True)):
        while (step := _fan_out_to(pk)) is not None:
            made += step
    return made


def _fan_out_to(pk: int) -> int | None:
    """One step of one endpoint. None where it is up to date, or another worker is at it: the lock
    keeps a story's deliveries in order."""
    with transaction.atomic():
        active = Endpoint.objects.active().select_for_update(skip_locked=True)
        endpoint = active.filter(pk=pk).first()
        if endpoint is None:
            return None
        events = list(Event.objects.filter(number__gt=endpoint.reached).in_order()[:_AT_ONCE])
        if not events:
            return None
        deliveries = [one for event in events for one in deliveries_of(endpoint, event)]
        # Some may be there already, where the endpoint has had a replay of what it lags behind in.
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        Endpoint.objects.filter(pk=pk).update(reached=events[-1].number)
    return len(deliveries)


def deliveries_of(endpoint: Endpoint, event: Event) -> list[Delivery]:
    found = []
    if endpoint.wants(event.kind, event.language):
        story = event.article_id
        found.append(Delivery(endpoint=endpoint, event=event, type=event.kind, article=story))
    if endpoint.wants(Type.PURGE, event.language):
        found.append(Delivery(endpoint=endpoint, event=event, type=Type.PURGE))
    return found

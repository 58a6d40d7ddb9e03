"""Sending what is due, several at once: a slow receiver holds up itself and not the others.

The database is asked in the calling thread alone; the threads of the pool only post.
"""

import logging
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from api.models import Attempt, Delivery, Endpoint
from api.webhooks import fanning, payload, sending
from api.webhooks.recording import record
from api.webhooks.sending import Outcome

# In all, and to one endpoint; one that keeps failing is asked with one delivery at a time.
MOST_AT_ONCE = 8
MOST_TO_ONE = 4
# After this the worker's other tasks have their turn.
SECONDS = 15
# Well above what an attempt can take.
CLAIMED_FOR = timedelta(seconds=90)

logger = logging.getLogger(__name__)


def run(*, seconds: float = SECONDS) -> int:
    """Returns how many attempts were made."""
    made, stop_at = 0, time.monotonic() + seconds
    running: dict[Future[Outcome], Delivery] = {}
    with ThreadPoolExecutor(max_workers=MOST_AT_ONCE) as pool:
        while True:
            room = MOST_AT_ONCE - len(running)
            if room and time.monotonic() < stop_at:
                fanning.fan_out()
                for delivery in claim(room):
                    running[_start(pool, delivery)] = delivery
            if not running:
                return made
            done, _rest = wait(running, timeout=1, return_when=FIRST_COMPLETED)
            for future in done:
                record(running.pop(future), _outcome(future))
                made += 1


def claim(room: int, now: datetime | None = None) -> list[Delivery]:
    """Take what is due for this worker, and nobody else gets it meanwhile. `claimed_until` is the
    mark of whose claim it is."""
    now = now or timezone.now()
    with transaction.atomic():
        claimed = Delivery.objects.claimed(now).order_by().values_list("endpoint")
        busy = dict(claimed.annotate(Count("pk")))
        full = [pk for pk, number in busy.items() if number >= MOST_TO_ONE]
        failing = Q(endpoint__failures__gte=Endpoint.RESTS_AFTER)
        due = (
            Delivery.objects.due(now)
            .exclude(Q(endpoint__in=full) | failing & Q(endpoint__in=list(busy)))
            .select_related("endpoint", "event__publication")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("next_at", "pk")[:room]
        )
        taken = []
        for delivery in due:
            endpoint = delivery.endpoint
            most = 1 if endpoint.failures >= Endpoint.RESTS_AFTER else MOST_TO_ONE
            if busy.get(endpoint.pk, 0) < most:
                busy[endpoint.pk] = busy.get(endpoint.pk, 0) + 1
                taken.append(delivery)
        until = now + CLAIMED_FOR
        Delivery.objects.filter(pk__in=[one.pk for one in taken]).update(claimed_until=until)
    for delivery in taken:
        delivery.claimed_until = until
    return taken


def next_look() -> datetime | None:
    """When something will be due, as far as that is known now."""
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    at = Greatest(
        "next_at",
        Coalesce("endpoint__resting_until", long_ago),
        Coalesce("claimed_until", long_ago),
    )
    return Delivery.objects.next_in_line().aggregate(at=Min(at))["at"]


def _start(pool: ThreadPoolExecutor, delivery: Delivery) -> Future[Outcome]:
    """What can't even be put together has failed like any other."""
    now = datetime.now(UTC)
    endpoint = delivery.endpoint
    try:
        body = payload.body_of(delivery)
        headers = payload.headers_of(delivery, body, endpoint.signing_secrets(now), now)
    except Exception as error:
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed
    return pool.submit(sending.post, endpoint.url, body, headers)


def _outcome(future: Future[Outcome]) -> Outcome:
    """A fault of ours fails this attempt and not the others."""
    try:
        return future.result()
    except Exception as error:
        logger.exception("A webhook could not be sent")
        return Outcome(milliseconds=0, error=Attempt.Error.OURS, detail=type(error).__name__)

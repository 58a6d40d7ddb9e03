"""What makes the worker look: an event, and the sweep for what nobody has seen to."""

from django.db import transaction
from django.utils import timezone

from api import tasks
from api.models import Delivery
from api.webhooks import fanning
from publishing.models import Event


def follow(events: list[Event]) -> None:
    """Publishing neither waits for this nor fails by it: the events themselves are what counts."""
    transaction.on_commit(tasks.wake, robust=True)


def wake_if_due() -> bool:
    is_due = fanning.lags_behind() or Delivery.objects.due(timezone.now()).exists()
    if is_due:
        tasks.wake()
    return is_due

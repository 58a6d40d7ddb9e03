"""What the sweep does for the clients of the API."""

from datetime import datetime, timedelta

from django.utils import timezone

from api.models import Delivery, RequestCount
from api.webhooks import waking

DELIVERIES_KEPT_FOR = timedelta(days=30)


def sweep(now: datetime | None = None) -> None:
    now = now or timezone.now()
    RequestCount.objects.filter(ends_at__lt=now).delete()
    forget_deliveries(now)
    waking.wake_if_due()


def forget_deliveries(now: datetime) -> None:
    """What has come to its end long ago; a replay would make it anew."""
    Delivery.objects.filter(ended_at__lt=now - DELIVERIES_KEPT_FOR).exclude(
        state=Delivery.State.WAITING
    ).delete()

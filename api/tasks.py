from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from accounts.statements import Query
from api.models import Endpoint
from api.webhooks import delivering

# What is due later than this is the sweep's to see to.
_SOON = timedelta(minutes=1)
_ANY_ENDPOINT: Query[Endpoint] = Query(lambda: Endpoint.objects.active().values_list("pk")[:1])


@task()
def deliver_webhooks() -> int:
    """Send what is due, and come back for what will be due soon."""
    made = delivering.run()
    now = timezone.now()
    if (at := delivering.next_look()) and at < now + _SOON and default_task_backend.supports_defer:
        wake(at=max(at, now + timedelta(seconds=1)))
    return made


def wake(*, at: datetime | None = None) -> None:
    """Have the worker look for deliveries, where anybody listens and it is not about to already."""
    if not _ANY_ENDPOINT.rows():
        return
    waiting = DBTaskResult.objects.filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=at or timezone.now()),
        status=TaskResultStatus.READY,
        task_path=deliver_webhooks.module_path,
    )
    if waiting.exists():
        return
    task_then = deliver_webhooks.using(run_after=at) if at else deliver_webhooks
    task_then.enqueue()

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = datetime.timedelta(days=7)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def expired(self) -> "DeliveryQuerySet":
        return self.filter(at__lt=timezone.now() - KEPT_FOR)

    def waiting_of(self, user: object) -> "DeliveryQuerySet":
        """Those of which something can be imported, without what they hold, which may be large."""
        waiting = self.filter(by=user, done_at=None).exclude(outcome__has_key="nothing")
        return waiting.defer("content").order_by("-at")


class Delivery(models.Model):
    """A file of translations as somebody sent it in, kept while they look at what it would change,
    and a while after. What it says is read anew each time: the stories go on meanwhile.

    `outcome` tells, once `done_at` is set, what was written; the content is let go of then. Before
    that it may have what is ordered from the background, or that nothing of it can be imported as
    the stories are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    done_at = models.DateTimeField(_("imported"), null=True)
    outcome = models.JSONField(default=dict)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["at"], name="delivery_at")]

    def __str__(self) -> str:
        return self.name

    @property
    def ordered(self) -> dict[str, list[str]]:
        """What was asked for, while it waits for the worker; empty where nothing does."""
        return {} if self.done_at else self.outcome.get("ordered", {})

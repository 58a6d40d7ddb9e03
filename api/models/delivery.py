import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.models.endpoint import Endpoint, Type
from api.webhooks import address
from publishing.models import Event


def new_message_id() -> str:
    return f"msg_{uuid.uuid4().hex}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self):
        return self.filter(state=Delivery.State.WAITING)

    def claimed(self, now: datetime):
        """Those that a worker is sending at this moment."""
        return self.waiting().filter(claimed_until__gt=now)

    def next_in_line(self):
        """A story's later event waits until the earlier is delivered or given up; purges and
        tests, which are of no story, wait for nobody."""
        return self.waiting().filter(~Exists(_earlier()), endpoint__disabled_at=None)

    def with_earlier(self):
        """`earlier` is the key of the story's delivery that goes out before this one does."""
        return self.annotate(earlier=Subquery(_earlier().order_by("event_id").values("pk")[:1]))

    def due(self, now: datetime):
        """What may be sent now, and is being sent by nobody."""
        return self.next_in_line().filter(
            Q(claimed_until=None) | Q(claimed_until__lte=now),
            Q(endpoint__resting_until=None) | Q(endpoint__resting_until__lte=now),
            next_at__lte=now,
        )


def _earlier() -> DeliveryQuerySet:
    return Delivery.objects.waiting().filter(
        endpoint=OuterRef("endpoint"),
        article=OuterRef("article"),
        event__lt=OuterRef("event"),
    )


class Delivery(models.Model):
    """One event on its way to one endpoint. `message_id` is the `webhook-id`, the same at every
    attempt, so that a receiver knows what it has seen.

    `claimed_until` says that a worker is sending it; that of a killed worker runs out by itself.
    `article` is set where order matters.
    """

    TEST = "endpoint.test"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        GIVEN_UP = "given_up", _("Given up")

    endpoint = models.ForeignKey(
        Endpoint,
        verbose_name=_("webhook"),
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    message_id = models.CharField(_("message"), max_length=40, unique=True, default=new_message_id)
    type = models.CharField(
        _("type"), max_length=30, choices=[*Type.choices, (TEST, _("A test of the webhook"))]
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )
    article = models.UUIDField(_("article"), null=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event", "type"], name="delivery_once")
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="delivery_due"),
            models.Index(
                fields=["endpoint", "article", "event"],
                condition=Q(state="waiting"),
                name="delivery_in_order",
            ),
            models.Index(fields=["state", "ended_at"], name="delivery_ended"),
        ]

    def __str__(self) -> str:
        label = str(self.get_type_display())
        return f"{label} · {self.event_id}" if self.event_id else label

    @property
    def is_being_sent(self) -> bool:
        return (
            self.state == self.State.WAITING
            and self.claimed_until is not None
            and self.claimed_until > timezone.now()
        )


class Attempt(models.Model):
    """One sending and what came of it: `status` is None where no answer came. `answer` is how the
    answer's body began; `detail` says more of an error: `address.Reason` where it was refused, else
    the words of the network's layers."""

    class Error(models.TextChoices):
        REFUSED = "refused", _("The address may not be called")
        UNKNOWN_HOST = "unknown_host", _("The name leads nowhere")
        UNREACHABLE = "unreachable", _("The connection failed")
        CERTIFICATE = "certificate", _("The certificate does not hold")
        TIMEOUT = "timeout", _("No answer in time")
        BROKEN = "broken", _("The answer was no HTTP")
        REDIRECT = "redirect", _("It answered with a redirect, which is not followed")
        STATUS = "status", _("It answered with an error")
        OURS = "ours", _("It could not be sent: a fault of ours, which is in the log")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(_("when"))
    milliseconds = models.PositiveIntegerField(_("took"))
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    error = models.CharField(_("error"), max_length=20, choices=Error, blank=True)
    detail = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.status or self.get_error_display())

    @property
    def said(self) -> str | Promise:
        """`detail` for people, in the language of the page."""
        if self.error == self.Error.REFUSED and self.detail in address.Reason:
            return address.Reason(self.detail).label
        return self.detail

import secrets
from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts import languages
from api.webhooks import address
from publishing.models import Event


class Type(models.TextChoices):
    """What an endpoint can be told. All but the purge are `Event.Kind`."""

    PUBLISHED = Event.Kind.PUBLISHED.value, _("A story is published")
    UPDATED = Event.Kind.UPDATED.value, _("A published story changes for readers")
    WITHDRAWN = Event.Kind.WITHDRAWN.value, _("A story is withdrawn")
    PURGE = "cache.purge", _("A cache has to forget answers of the API")


def validate_url(url: str) -> None:
    try:
        address.read(url)
    except address.Refused as refusal:
        raise ValidationError(refusal.reason.label) from refusal


def validate_types(types: Any) -> None:
    if not isinstance(types, list) or not types or any(one not in Type.values for one in types):
        raise ValidationError(_("Choose at least one type of event."))


def validate_languages(codes: Any) -> None:
    known = languages.codes()
    if not isinstance(codes, list) or any(code not in known for code in codes):
        raise ValidationError(_("There is no such language here."))


def new_secret() -> str:
    return "whsec_" + b64encode(secrets.token_bytes(32)).decode()


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def active(self):
        return self.filter(disabled_at=None)


class Endpoint(models.Model):
    """Where a client wants to be told of what changes for readers.

    `reached` is the number of the last event that deliveries were made of: events are numbered
    without gaps in the order of their commits, so nothing before it is missing. `former_secrets`
    are those that still sign beside the new one: [{"secret", "until"}]. `failures` counts the
    attempts that have failed in a row, of whatever delivery; while it is high the endpoint is left
    alone until `resting_until`, and then asked with one delivery at a time.
    """

    RESTS_AFTER = 3
    GIVEN_UP_AFTER = timedelta(days=5)
    FORMER_SECRET_KEPT = timedelta(hours=24)

    class Health(models.TextChoices):
        OFF = "off", _("Turned off")
        FAILING = "failing", _("Failing")
        UNTRIED = "untried", _("Not tried yet")
        UNTRIED_AGAIN = "untried_again", _("Not tried since it was turned on")
        WELL = "well", _("Working")

    class Disabled(models.TextChoices):
        BY_HAND = "by_hand", _("Turned off by a person")
        GONE = "gone", _("It answered 410: it wants no more")
        FAILING = "failing", _("It has failed for five days")

    name = models.CharField(
        _("name"), max_length=100, help_text=_("Whose it is and what it is for, for your list.")
    )
    url = models.CharField(
        _("address"),
        max_length=1000,
        validators=[validate_url],
        help_text=_("Where the events are posted to. It must begin with https://."),
    )
    types = models.JSONField(_("event types"), default=list, validators=[validate_types])
    languages = models.JSONField(
        _("languages"), default=list, blank=True, validators=[validate_languages]
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    former_secrets = models.JSONField(default=list, editable=False)
    reached = models.BigIntegerField(default=0, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    resting_until = models.DateTimeField(_("left alone until"), null=True, editable=False)
    succeeded_at = models.DateTimeField(_("last success"), null=True, editable=False)
    turned_on_at = models.DateTimeField(_("turned on again"), null=True, editable=False)
    disabled_at = models.DateTimeField(_("turned off"), null=True, editable=False)
    disabled_reason = models.CharField(
        _("why"), max_length=20, choices=Disabled, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = EndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def health(self) -> Health:
        if not self.is_active:
            return self.Health.OFF
        if self.failures:
            return self.Health.FAILING
        if self.turned_on_at and not (self.succeeded_at and self.succeeded_at > self.turned_on_at):
            return self.Health.UNTRIED_AGAIN
        return self.Health.WELL if self.succeeded_at else self.Health.UNTRIED

    @property
    def is_resting(self) -> bool:
        return self.resting_until is not None and self.resting_until > timezone.now()

    def wants(self, kind: str, language: str) -> bool:
        return kind in self.types and (not self.languages or language in self.languages)

    def signing_secrets(self, now: datetime) -> list[str]:
        """The newest first."""
        former = [one["secret"] for one in self.former_secrets if _until(one) > now]
        return [self.secret, *former]

    def former_secrets_until(self) -> datetime | None:
        """When the last of the former secrets stops signing; None where none does any longer."""
        ends = [end for end in map(_until, self.former_secrets) if end > timezone.now()]
        return max(ends, default=None)


def _until(former: dict[str, str]) -> datetime:
    until = parse_datetime(former["until"])
    assert until is not None
    return until

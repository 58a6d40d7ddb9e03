import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api import rates

# Begins a key, so that people and scanners for leaked secrets know one when they see it.
MARK = "tvk_"
_SHOWN = len(MARK) + 8


class Scope(models.TextChoices):
    """What a key is for. One that lacks a scope is refused what anybody may ask without a key."""

    READ = "read", _("Read stories, lists and feeds")
    SEARCH = "search", _("Search (“q”)")
    CHANGES = "changes", _("Follow the changes, to keep a copy")


def validate_scopes(scopes: Any) -> None:
    if not isinstance(scopes, list) or not scopes or any(one not in Scope for one in scopes):
        raise ValidationError(_("Choose at least one thing that the key is for."))


def validate_rate(text: str) -> None:
    try:
        rates.read(text)
    except ValueError as error:
        raise ValidationError(
            _("Write it as “10/second”, “6000/minute”, “50000/hour” or “1000000/day”.")
        ) from error


def new_secret() -> str:
    return MARK + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """A plain hash is enough for what nobody can guess: the secret has 32 bytes of chance."""
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


class ClientKeyQuerySet(models.QuerySet["ClientKey"]):
    def valid(self):
        return self.filter(revoked_at=None)


class ClientKey(models.Model):
    """What a client shows to have a rate of its own. The secret itself is nowhere: `digest` tells
    whether one is right, `prefix` is its beginning, by which people tell their keys apart."""

    USE_NOTED_EVERY = timedelta(hours=1)

    name = models.CharField(
        _("name"), max_length=100, help_text=_("Whose key it is: the app, site or newsroom.")
    )
    contact = models.EmailField(
        _("contact"), help_text=_("Who is told before the key is revoked or the API changes.")
    )
    prefix = models.CharField(_("begins with"), max_length=_SHOWN, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("scopes"), default=list, validators=[validate_scopes])
    rate = models.CharField(
        _("rate"),
        max_length=30,
        blank=True,
        default="6000/minute",
        validators=[validate_rate],
        help_text=_(
            "How often it may ask, over all addresses it is used from: “10/second”, “6000/minute”, "
            "“50000/hour” or “1000000/day”. Empty: no limit."
        ),
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
    used_at = models.DateTimeField(
        _("last used"), null=True, editable=False, help_text=_("To the hour.")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("revoked by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ClientKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    def take_secret(self) -> str:
        """A new secret, for whoever is to have the key. It can't be had again."""
        secret = new_secret()
        self.prefix, self.digest = secret[:_SHOWN], digest_of(secret)
        return secret

    @classmethod
    def note_use(cls, pk: int, now: datetime) -> None:
        cls.objects.filter(pk=pk).update(used_at=now.replace(minute=0, second=0, microsecond=0))

from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from accounts import statements
from publishing.models.publication import Publication


class EventQuerySet(models.QuerySet["Event"]):
    def in_order(self):
        """Oldest first."""
        return self.order_by("number")


class Event(models.Model):
    """One change of what readers see, told to those who keep a copy.

    Numbers are gapless and in the order in which the changes were committed: `publishing.events`
    gives them out under a lock that is held until then, so whoever has read up to a number has
    missed nothing before it. `tags` are those that caches are purged by; `reason` is a withdrawal's
    public one, and otherwise `Publication.Reason`.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "article.published", _("Published")
        UPDATED = "article.updated", _("Changed for readers")
        WITHDRAWN = "article.withdrawn", _("Withdrawn")

    number = models.BigIntegerField(_("number"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="events",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    slug = models.CharField(_("slug"), max_length=100)
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("publication"),
        on_delete=models.PROTECT,
        null=True,
        related_name="events",
    )
    reason = models.TextField(_("reason"), blank=True)
    tags = models.JSONField(default=list)
    at = models.DateTimeField(_("when"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-number"]
        indexes = [models.Index(fields=["language", "number"], name="event_in_order")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.language}/{self.slug}"


class EventCounter(models.Model):
    """One row: the last number given out. Whoever raises it holds it until its transaction ends."""

    last = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="event_counter_one")]

    def __str__(self) -> str:
        return str(self.last)

    @classmethod
    def take(cls, how_many: int) -> int:
        """The first of so many numbers in a row, for this transaction alone."""
        table = cls._meta.db_table
        with statements.cursor(connection) as cursor:
            cursor.execute(
                f"INSERT INTO {table} (id, last) VALUES (1, %s) "  # noqa: S608 (the table is ours)
                f"ON CONFLICT (id) DO UPDATE SET last = {table}.last + %s RETURNING last",
                [how_many, how_many],
            )
            last: Any = cursor.fetchone()
        return last[0] - how_many + 1

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class SegmentRecord(models.Model):
    """What a column cannot hold of one translated segment. The text stands in the column alone.

    A record confirms a *pair*: `source_text`, as it was, is what the text with `target_digest`
    says in the other language. It belongs to the thing translated (an article, a fact box, a
    photo), so a fact box translated for one story is translated for all. `block` is "" for a
    plain field. Digests are `articles.blocks.digest`. `by` and `at` are the translator's; a review
    has its own.
    """

    class State(models.TextChoices):
        PRETRANSLATED = "pretranslated", _("Pretranslated")
        TRANSLATED = "translated", _("Translated")
        REVIEWED = "reviewed", _("Reviewed")
        LEFT_OUT = "left_out", _("Left out on purpose")

    class Origin(models.TextChoices):
        PERSON = "person", _("Person")
        MEMORY = "memory", _("Memory")
        MACHINE = "machine", _("Machine")
        IMPORT = "import", _("Import")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=36)
    field = models.CharField(_("field"), max_length=40)
    block = models.CharField(_("block"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source_language = models.CharField(
        _("source language"), max_length=10, choices=settings.LANGUAGES
    )
    state = models.CharField(_("state"), max_length=20, choices=State)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.PERSON)
    source_text = models.TextField(_("source text when translated"))
    source_digest = models.CharField(max_length=64)
    target_digest = models.CharField(max_length=64, blank=True)
    dismissed_checks = models.JSONField(_("dismissed checks"), default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), auto_now=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True)

    class Meta:
        verbose_name = _("segment record")
        verbose_name_plural = _("segment records")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "block", "language"],
                name="segment_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(language=models.F("source_language")),
                name="segment_between_two_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}/{self.block or '–'} {self.source_language}→{self.language}"

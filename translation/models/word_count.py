from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WordCount(models.Model):
    """That a person stands for the translation of one source text, with the words of that text. Of
    each segment and source text a person has one, however often they save; when the source changes,
    there is another to be made. `segment` is the segment's key, and `at` when they first stood for it.
    """

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("words", "New")
        LIKE = "like", _("Like something translated")
        SAME = "same", _("Translated before")
        MACHINE = "machine", _("By machine, gone over")
        REVISED = "revised", _("Somebody else’s, gone over")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    segment = models.CharField(_("segment"), max_length=160)
    source_language = models.CharField(
        _("source language"), max_length=10, choices=settings.LANGUAGES
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source_digest = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    words = models.PositiveIntegerField(_("words"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("word count")
        verbose_name_plural = _("word counts")
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "language", "source_digest", "by"], name="words_counted_once"
            )
        ]
        indexes = [models.Index(fields=["at", "by"], name="words_of_month")]

    def __str__(self) -> str:
        return f"{self.by}: {self.words} ({self.kind})"

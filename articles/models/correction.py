import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.models.article import Article
from articles.plain_text import plain


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def from_another_language(self, language: str):
        """Those that a reader of `language` needs translated."""
        return self.exclude(written_in=language)


class Correction(models.Model):
    """What was wrong in a story that readers have seen, told to them: a public text per language.

    `published_at`, per language, is when readers first saw it; None until then. Oldest first is
    the order everywhere, the same in all languages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="corrections",
    )
    written_in = models.CharField(
        _("written first in"), max_length=10, choices=settings.LANGUAGES, editable=False
    )
    text = models.TextField(_("correction"), max_length=1000, blank=True)
    published_at = models.DateTimeField(_("before readers since"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = CorrectionQuerySet.as_manager()
    _history_user: Any  # whom the next save is by, in the history

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return languages.text(self, "text", self.written_in)

    def save(self, *args, **kwargs):
        """Whatever way a text comes in, the columns hold plain text."""
        for column in languages.columns("text"):
            setattr(self, column, plain(getattr(self, column) or ""))
        super().save(*args, **kwargs)

    @property
    def languages_seen(self) -> list[str]:
        """Those whose readers have seen it."""
        return [
            code
            for code in languages.codes()
            if getattr(self, languages.column("published_at", code))
        ]

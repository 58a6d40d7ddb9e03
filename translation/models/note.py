from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import LanguageVersion
from translation import mentions


class NoteThread(models.Model):
    """What people say to each other about one segment of a version. `segment` is its key, and
    `about` the text that stood there when it began: the segment may go, what was said of it stays.
    """

    version = models.ForeignKey(
        LanguageVersion,
        verbose_name=_("language version"),
        on_delete=models.CASCADE,
        related_name="threads",
    )
    segment = models.CharField(_("segment"), max_length=160)
    about = models.TextField(_("about"), blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True)

    class Meta:
        verbose_name = _("note thread")
        verbose_name_plural = _("note threads")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["version", "segment"], name="threads_of_segment"),
            models.Index(fields=["segment"], name="threads_by_segment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolved_at=None, resolved_by=None)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolved_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.segment}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @cached_property
    def said(self) -> list["Note"]:
        return list(self.notes.all())

    def names(self, person) -> bool:
        return any(person in note.mentions.all() for note in self.said)

    @property
    def last(self) -> "Note":
        return self.said[-1]


class Note(models.Model):
    """Neither changed nor taken away: whoever it names has been mailed it. What was wrong is said
    in another; what is done with is resolved."""

    thread = models.ForeignKey(NoteThread, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    text = models.TextField(_("text"))
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("mentions"),
        blank=True,
        related_name="mentioned_in",
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def html(self) -> SafeString:
        return mentions.marked(self.text, self.mentions.all())

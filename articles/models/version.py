from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import languages


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    TRANSLATION = "translation", _("In translation")
    REVIEW = "review", _("In review")
    READY = "ready", _("Ready")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Stage(models.TextChoices):
    """Where a story as a whole stands; derived from its language versions, never stored."""

    DRAFT = "draft", _("Draft")
    TRANSLATION = "translation", _("In translation")
    REVIEW = "review", _("In review")
    PARTLY_PUBLISHED = "partly_published", _("Partly published")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def of(cls, states: Iterable[str]) -> "Stage":
        """The stage of a story whose versions have these states."""
        states = list(states)
        published = states.count(State.PUBLISHED)
        if published:
            whole = published == len(languages.codes())
            return cls.PUBLISHED if whole else cls.PARTLY_PUBLISHED
        # What somebody has to read comes first; what is ready waits for its twin in translation.
        if State.REVIEW in states:
            return cls.REVIEW
        if State.TRANSLATION in states:
            return cls.TRANSLATION
        if State.READY in states:
            return cls.REVIEW
        if states and set(states) == {State.WITHDRAWN}:
            return cls.WITHDRAWN
        return cls.DRAFT


class LanguageVersionQuerySet(models.QuerySet["LanguageVersion"]):
    def on_the_desk(self):
        """What an editor is to read."""
        return self.filter(state=State.REVIEW)

    def ready(self):
        return self.filter(state=State.READY)

    def in_hand_of(self, user):
        """What this translator works on."""
        return self.filter(state=State.TRANSLATION, translator=user)

    def in_the_pool(self, user):
        """Translations that nobody has been given, in the languages this person translates into."""
        return self.filter(
            state=State.TRANSLATION, translator=None, language__in=user.translates_into
        )

    def due(self, at=None):
        """Scheduled versions whose hour has come."""
        return self.filter(state=State.READY, publish_at__lte=at or timezone.now())

    def overdue(self, on=None):
        return self.filter(state=State.TRANSLATION, due_on__lt=on or timezone.localdate())


class LanguageVersion(models.Model):
    """One language's side of a story. `state` is assigned in `articles.workflow` alone."""

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="versions",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=20, choices=State, editable=False)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("editor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="edits",
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = LanguageVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="version_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="version_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(publish_at=None) | models.Q(state=State.READY),
                name="version_scheduled_only_when_ready",
            ),
        ]
        indexes = [models.Index(fields=["state", "language"], name="version_state")]

    def __str__(self) -> str:
        return f"{self.article} ({languages.name(self.language)})"

    @property
    def is_source(self) -> bool:
        return self.language == self.article.source_language

    @property
    def working_state(self) -> State:
        """Where the version stands while somebody writes it."""
        return State.DRAFT if self.is_source else State.TRANSLATION

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class PartOfSpeech(models.TextChoices):
    NOUN = "noun", _("Noun")
    NAME = "name", _("Name")
    VERB = "verb", _("Verb")
    ADJECTIVE = "adjective", _("Adjective")
    OTHER = "other", _("Other")


class TermQuerySet(models.QuerySet["Term"]):
    def lacking(self, language: str) -> "TermQuerySet":
        """Those that nobody has said the rendering of in this language."""
        own = Rendering.objects.filter(
            term=models.OuterRef("pk"), language=language, forbidden=False
        )
        return self.filter(~models.Exists(own), untranslatable=False)

    def between(self, language: str, other: str) -> "TermQuerySet":
        """Those with a rendering in both languages; what is not translated has one in each."""
        return self.filter(
            models.Exists(Rendering.objects.filter(term=models.OuterRef("pk"), language=language))
            & models.Exists(Rendering.objects.filter(term=models.OuterRef("pk"), language=other))
            | models.Q(untranslatable=True)
        )


class Term(models.Model):
    """One concept of the glossary; what it is called in each language are its renderings. Written
    by `translation.glossary.actions` alone.

    `words` are its renderings in one text, for lists, searches and the history, which so needs to
    follow no other table.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part_of_speech = models.CharField(
        _("part of speech"), max_length=20, choices=PartOfSpeech, blank=True
    )
    untranslatable = models.BooleanField(
        _("not to be translated"),
        default=False,
        help_text=_("Stands in every language as it is written in one: a ship, a brand, a title."),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    words = models.TextField(_("renderings"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["created_at", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return " – ".join(line.partition(": ")[2] for line in self.words.splitlines())


class Rendering(models.Model):
    """What a term is called in one language, or must not be called there. The first that is not
    forbidden is the one to use."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    text = models.CharField(_("rendering"), max_length=200)
    forbidden = models.BooleanField(_("forbidden"), default=False)
    forms = models.CharField(
        _("irregular forms"),
        max_length=300,
        blank=True,
        help_text=_("With commas between. Regular endings need not be given."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "text"],
                name="rendering_once",
                violation_error_message=_("The same rendering stands here twice."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class WordForm(models.Model):
    """One form of a rendering as it may stand in a text, made when the term is saved. `head` is its
    first word in small letters, by which texts are looked through. What is not translated has its
    forms in every language."""

    rendering = models.ForeignKey(Rendering, on_delete=models.CASCADE, related_name="word_forms")
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=250)
    head = models.CharField(max_length=250)

    class Meta:
        indexes = [models.Index(fields=["language", "head"], name="word_form_by_head")]

    def __str__(self) -> str:
        return self.text

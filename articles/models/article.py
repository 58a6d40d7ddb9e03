import uuid
from collections import Counter
from functools import reduce
from operator import and_

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import languages
from articles.fields import BodyField
from articles.models.slugged import Slugged, slug_constraints
from articles.models.taxonomy import Author, Section, Tag
from articles.models.version import LanguageVersion, Stage, State
from media.models import Photo


class ArticleQuerySet(models.QuerySet["Article"]):
    def written_by(self, user):
        """Stories that this person made or stands above."""
        return self.filter(
            Q(created_by=user)
            | Exists(Byline.objects.filter(article=OuterRef("pk"), author__user=user))
        )

    def in_stage(self, stage: str):
        return self.alias(stage_now=_stage()).filter(stage_now=Stage(stage))

    def stages(self) -> Counter[str]:
        """How many stories stand in each stage."""
        staged = self.order_by().annotate(stage_now=_stage())
        counted = staged.values("stage_now").annotate(stories=Count("pk", distinct=True))
        return Counter(dict(counted.values_list("stage_now", "stories")))


def _stage() -> Case:
    """The same rules as `Stage.of`, for the database."""
    versions = LanguageVersion.objects.filter(article=OuterRef("pk"))

    def any_in(state: str) -> Exists:
        return Exists(versions.filter(state=state))

    published = [
        Q(Exists(versions.filter(language=code, state=State.PUBLISHED)))
        for code in languages.codes()
    ]
    others = Exists(versions.exclude(state=State.WITHDRAWN))
    return Case(
        When(reduce(and_, published), then=Value(Stage.PUBLISHED)),
        When(any_in(State.PUBLISHED), then=Value(Stage.PARTLY_PUBLISHED)),
        When(any_in(State.REVIEW), then=Value(Stage.REVIEW)),
        When(any_in(State.TRANSLATION), then=Value(Stage.TRANSLATION)),
        When(any_in(State.READY), then=Value(Stage.REVIEW)),
        When(Q(any_in(State.WITHDRAWN)) & ~others, then=Value(Stage.WITHDRAWN)),
        default=Value(Stage.DRAFT),
        output_field=models.CharField(),
    )


class Article(Slugged):
    """One story. Its text stands in one column per field and language; an empty column means
    "not written in this language"."""

    SLUG_FROM = "headline"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_language = models.CharField(
        _("source language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language the story is written in first."),
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    dateline = models.CharField(
        _("dateline"),
        max_length=100,
        blank=True,
        help_text=_("The place the story is sent from."),
    )
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    body = BodyField(_("body"), blank=True)
    slug = models.SlugField(_("slug"), max_length=100, blank=True, db_index=False)
    seo_title = models.CharField(_("SEO title"), max_length=120, blank=True)
    seo_description = models.CharField(_("SEO description"), max_length=320, blank=True)
    lead_photo = models.ForeignKey(
        Photo,
        verbose_name=_("lead photo"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
    )
    lead_photo_caption = models.TextField(
        _("lead photo's caption"),
        blank=True,
        help_text=_("Only where this story needs another than the photo's own."),
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="articles")
    authors = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="Byline", related_name="articles"
    )
    also_read = models.ManyToManyField(
        "self", verbose_name=_("also read"), through="AlsoRead", symmetrical=False
    )
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
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("updated by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="article_newest")]
        constraints = [
            *slug_constraints("article"),
            models.CheckConstraint(
                condition=Q(source_language__in=languages.codes()),
                name="article_source_known",
            ),
        ]

    def __str__(self) -> str:
        for language in [self.source_language, *languages.others(self.source_language)]:
            if headline := languages.text(self, "headline", language):
                return headline
        return str(_("Article without a headline"))

    @property
    def stage(self) -> Stage:
        return Stage.of(version.state for version in self.versions.all())

    def version(self, language: str) -> LanguageVersion | None:
        """The version in this language, or None where nobody has asked for one yet."""
        return next((v for v in self.versions.all() if v.language == language), None)


class Byline(models.Model):
    class Role(models.TextChoices):
        WRITER = "writer", _("Text")
        PHOTOGRAPHER = "photographer", pgettext_lazy("made by", "Photo")
        ILLUSTRATOR = "illustrator", _("Illustration")
        TRANSLATOR = "translator", _("Translation")

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="bylines",
    )
    author = models.ForeignKey(
        Author,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="bylines",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WRITER)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="byline_once")
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()})"


class AlsoRead(models.Model):
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="also_read_list",
    )
    other = models.ForeignKey(
        Article,
        verbose_name=_("other article"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("also-read article")
        verbose_name_plural = _("also read")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="also_read_once"),
            models.CheckConstraint(
                condition=~Q(article=models.F("other")),
                name="also_read_is_another_article",
            ),
        ]

    def __str__(self) -> str:
        return str(self.other)

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.models.publication import Publication


class LiveQuerySet(models.QuerySet["Live"]):
    def in_language(self, language: str):
        return self.filter(language=language)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")


class Live(models.Model):
    """The pointer to the publication that readers see now, with what lists ask for beside it."""

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="live",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    publication = models.OneToOneField(
        Publication,
        verbose_name=_("publication"),
        on_delete=models.PROTECT,
        related_name="live",
    )
    slug = models.CharField(_("slug"), max_length=100)
    headline = models.CharField(_("headline"), max_length=200)
    section_id = models.BigIntegerField(null=True)
    section_slug = models.CharField(max_length=100, blank=True)
    section_name = models.CharField(max_length=100, blank=True)
    section_position = models.PositiveSmallIntegerField(default=0)
    card = models.TextField(_("card"))
    # What an answer says beside the document, put together when it was frozen: what caches know it
    # by (the story's own tag first, with commas), and its live twins ("nb/slug", with spaces).
    cache_tags = models.TextField(blank=True)
    twins = models.TextField(blank=True)
    published_at = models.DateTimeField(_("published"))
    # When the newsroom last published it: what readers are shown, and clients ask by.
    updated_at = models.DateTimeField(_("updated"))
    # When the document last changed for readers in any way, a credit or a twin's link included.
    changed_at = models.DateTimeField(default=timezone.now)
    # When the working copy was last frozen, by the clock: the gate had been asked just then.
    frozen_at = models.DateTimeField(default=timezone.now)

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("live version")
        verbose_name_plural = _("live versions")
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="live_once"),
            models.UniqueConstraint(fields=["language", "slug"], name="live_slug_once"),
        ]
        indexes = [
            models.Index(fields=["language", "-published_at", "-id"], name="live_newest"),
            models.Index(
                fields=["language", "section_slug", "-published_at", "-id"],
                name="live_section",
            ),
            models.Index(fields=["language", "-updated_at"], name="live_updated"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.language})"


class LiveTag(models.Model):
    """`tag_id`, `slug` and `name` as frozen: the API asks no working copy for them. The language
    and date are repeated so that one index serves a tag's page."""

    live = models.ForeignKey(Live, on_delete=models.CASCADE, related_name="tags")
    tag_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["live", "tag_id"], name="live_tag_once")]
        indexes = [
            models.Index(
                fields=["language", "slug", "-published_at", "-live"],
                name="live_tag_newest",
                include=["tag_id"],
            )
        ]

    def __str__(self) -> str:
        return self.name


class LiveAuthor(models.Model):
    live = models.ForeignKey(Live, on_delete=models.CASCADE, related_name="authors")
    author_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=100)
    name = models.CharField(max_length=150)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["live", "author_id"], name="live_author_once")
        ]
        indexes = [
            models.Index(
                fields=["language", "slug", "-published_at", "-live"],
                name="live_author_newest",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LiveUse(models.Model):
    """What a live version shows: where a photo or fact box stands before readers, and which
    documents to publish anew when the thing changes. `ref` is the thing's id."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        FACT_BOX = "fact_box", _("Fact box")
        ALSO_READ = "also_read", _("Also read")

    live = models.ForeignKey(Live, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=20, choices=Kind)
    ref = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["live", "kind", "ref"], name="live_use_once")
        ]
        indexes = [models.Index(fields=["kind", "ref"], name="live_use_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"

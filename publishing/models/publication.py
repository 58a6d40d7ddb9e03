from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Publication(models.Model):
    """One language's document as readers were shown it. Rows are only ever added: the database
    refuses to change or delete one.

    `content` is what was frozen of the working copy, as JSON; `document` is made of it and of what
    stood round it at the time (the twin, the stories it points to), as JSON text to the byte.
    `digest` is the document's SHA-256 and ETag; `content_digest` covers what is written in the
    story alone, and is what the working copy is compared with.
    """

    class Reason(models.TextChoices):
        PUBLISHED = "published", _("Published")
        UPDATED = "updated", _("Published again")
        TWIN = (
            "twin",
            _("The other language version went live, was withdrawn or has a new address"),
        )
        PHOTO = "photo", _("A photo's credit, rights or files changed")
        POINTED_TO = "pointed_to", _("A story that it points to changed")
        TAG = "tag", _("A tag’s name or address changed")
        SECTION = "section", _("A section’s name or address changed")
        AUTHOR = "author", _("An author’s name changed")
        ADDRESSES = "addresses", _("The newsroom’s addresses changed")

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="publications",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    version = models.PositiveIntegerField(_("version"))
    content = models.TextField(_("content"))
    document = models.TextField(_("document"))
    digest = models.CharField(pgettext_lazy("of a document", "digest"), max_length=64)
    content_digest = models.CharField(_("content digest"), max_length=64)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "version"],
                name="publication_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language} v{self.version}"

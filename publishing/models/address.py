from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Address(models.Model):
    """Every slug that a live version ever had, kept for good: an old one leads to the new."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    slug = models.CharField(_("slug"), max_length=100)
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="addresses",
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="address_once")]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"


class Tombstone(models.Model):
    """What stands where a withdrawn version was: the public reason, in that version's language."""

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="tombstones",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    reason = models.TextField(_("public reason"))
    at = models.DateTimeField(_("withdrawn"))

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="tombstone_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"

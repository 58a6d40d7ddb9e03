from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models.photo import Photo


class Rendition(models.Model):
    """One cropped and sized file of a photo. `ratio` is "16:9" or "original"."""

    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        on_delete=models.CASCADE,
        related_name="renditions",
    )
    ratio = models.CharField(_("ratio"), max_length=10)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    format = models.CharField(_("format"), max_length=10)
    file = models.FileField(_("file"), upload_to="renditions/", max_length=255)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["ratio", "width", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "ratio", "width", "format"], name="rendition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ratio} {self.width}×{self.height} {self.format}"

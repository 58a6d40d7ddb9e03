import datetime
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import languages


class PhotoQuerySet(models.QuerySet["Photo"]):
    def without_file(self):
        """Placeholders, such as a manuscript's captions whose pictures have not come yet."""
        return self.filter(file="")

    def with_file(self):
        return self.exclude(file="")

    def with_rights_run_out(self, on=None):
        return self.filter(rights_until__lt=on or timezone.localdate())

    def with_rights_running_out(self, days=30):
        today = timezone.localdate()
        return self.filter(rights_until__range=(today, today + datetime.timedelta(days=days)))

    def without_credit(self):
        nobody = _empty("creator", *languages.columns("organisation"))
        named = Credit.objects.filter(photo=OuterRef("pk")).exclude(nobody)
        return self.filter(~Exists(named))

    def without_text(self, field, language):
        return self.filter(_empty(languages.column(field, language)))

    def made_by_ai(self):
        """Wholly or in part."""
        return self.filter(digital_source_type__in=Photo.MADE_BY_AI)


def _empty(*columns):
    """Columns of languages are null until something is written in them."""
    found = Q()
    for column in columns:
        found &= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
    return found


class Photo(models.Model):
    class Kind(models.TextChoices):
        PHOTO = "photo", pgettext_lazy("made by", "Photo")
        ILLUSTRATION = "illustration", _("Illustration")

    class SourceType(models.TextChoices):
        """IPTC Digital Source Type NewsCodes: how the picture came to be."""

        DIGITAL_CAPTURE = "digitalCapture", _("Taken with a digital camera")
        NEGATIVE_FILM = "negativeFilm", _("Scanned from a negative")
        POSITIVE_FILM = "positiveFilm", _("Scanned from a slide")
        PRINT = "print", _("Scanned from a print")
        HUMAN_EDITS = "humanEdits", _("Altered by a person")
        COMPOSITE_CAPTURE = "compositeCapture", _("Montage of photos")
        DIGITAL_CREATION = "digitalCreation", _("Drawn or made by a person")
        DATA_DRIVEN = "dataDrivenMedia", _("Drawn from data")
        ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced", _("Enhanced by software")
        COMPOSITE_WITH_AI = (
            "compositeWithTrainedAlgorithmicMedia",
            _("Montage with parts made by AI"),
        )
        AI = "trainedAlgorithmicMedia", _("Made by AI")
        SCREEN_CAPTURE = "screenCapture", _("Screenshot")

    # A reader is told of these in the credit line.
    MADE_BY_AI = (SourceType.AI, SourceType.COMPOSITE_WITH_AI)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PHOTO)
    file = models.ImageField(
        _("file"),
        upload_to="photos/%Y/%m/",
        width_field="width",
        height_field="height",
        blank=True,
        max_length=255,
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    content_hash = models.CharField(
        _("content hash"), max_length=64, blank=True, editable=False, db_index=True
    )
    focal_x = models.FloatField(
        _("focal point, from the left"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    focal_y = models.FloatField(
        _("focal point, from the top"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    caption = models.TextField(_("caption"), blank=True)
    alt_text = models.TextField(
        _("alternative text"),
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    copyright = models.CharField(_("copyright"), max_length=255, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    rights_until = models.DateField(
        _("rights run out on"),
        null=True,
        blank=True,
        help_text=_("The last day the photo may be published."),
    )
    digital_source_type = models.CharField(
        _("digital source type"), max_length=60, choices=SourceType, blank=True
    )
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="photo_focal_point_within",
            )
        ]

    def __str__(self) -> str:
        return self.called(languages.active())

    def called(self, language: str) -> str:
        """What newsroom people know the photo by, in this language where it has a caption in it."""
        caption, _code = languages.first(self, "caption", language)
        if not caption:
            return _t("Photo without a caption")
        return caption if len(caption) <= 80 else caption[:79].rstrip() + "…"

    @property
    def rights_have_run_out(self) -> bool:
        return self.rights_until is not None and self.rights_until < timezone.localdate()


class Credit(models.Model):
    """Who is named for a photo. Most photos have one; a montage or an exchange may have more."""

    photo = models.ForeignKey(
        Photo, verbose_name=_("photo"), on_delete=models.CASCADE, related_name="credits"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    creator = models.CharField(
        _("creator"),
        max_length=200,
        blank=True,
        help_text=_("The photographer or artist, whom the law gives a right to be named."),
    )
    organisation = models.CharField(
        _("organisation"),
        max_length=200,
        blank=True,
        help_text=_("Agency, paper or institution."),
    )

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.creator or self.organisation or "–"

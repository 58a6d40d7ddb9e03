from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.models.slugged import Slugged, slug_constraints


class _Named(Slugged):
    """A name that is the same in every language need be written in one only."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return languages.first(self, "name", languages.active())[0] or str(self.pk)

    def clean(self) -> None:
        super().clean()
        if not any(languages.text(self, "name", code).strip() for code in languages.codes()):
            raise ValidationError(_("Write a name in at least one language."))


class Section(_Named):
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, blank=True, db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = slug_constraints("section")


class Tag(_Named):
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, blank=True, db_index=False)
    media_topic = models.CharField(
        _("IPTC Media Topic"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("A Media Topic's code has eight digits."))],
        help_text=_("The code of the subject in IPTC's Media Topics, such as 20000139."),
    )
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q\d+$", _("A Wikidata id is a Q and a number."))],
    )

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["pk"]
        constraints = slug_constraints("tag")


class Author(models.Model):
    """A name that stands above stories; a person of the newsroom, or somebody outside it."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="author",
        help_text=_("The person of the newsroom who writes under this name."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def unique_error_message(
        self, model_class: type[models.Model], unique_check: Sequence[str]
    ) -> ValidationError:
        if tuple(unique_check) != ("slug",):
            return super().unique_error_message(model_class, unique_check)
        other = Author.objects.exclude(pk=self.pk).filter(slug=self.slug).first()
        return ValidationError(
            _t("“%(name)s” has this slug. Choose another."), code="unique", params={"name": other}
        )

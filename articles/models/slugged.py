from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t

from accounts import languages
from articles.slugs import unique_slug


def slug_constraints(model_name: str) -> list[models.UniqueConstraint]:
    """One per language: a `unique=True` on the translated field would be copied to the history."""
    return [
        models.UniqueConstraint(
            fields=[languages.column("slug", code)],
            condition=~Q(**{languages.column("slug", code): ""}),
            name=languages.column(f"{model_name}_slug", code),
        )
        for code in languages.codes()
    ]


# As many people may take the very same name at the same moment before one of them is told.
_TRIES = 5


class Slugged(models.Model):
    """Fills each language's empty slug from that language's `SLUG_FROM` field when saved."""

    SLUG_FROM = "name"

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """A slug that is taken is told of at its field, with the one that has it."""
        exclude = set(exclude or ())
        taken: dict[str, Any] = {}
        for column in languages.columns("slug"):
            if column in exclude or not (slug := getattr(self, column)):
                continue
            others = type(self)._default_manager.exclude(pk=self.pk)
            if other := others.filter(**{column: slug}).first():
                taken[column] = ValidationError(
                    _t("“%(name)s” has this slug. Choose another, or leave the field empty."),
                    code="unique",
                    params={"name": other},
                )
        errors: dict[str, Any] = {}
        try:
            super().validate_constraints(exclude=exclude | taken.keys())
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if taken or errors:
            raise ValidationError(errors | taken)

    def _fill_slugs(self) -> list[str]:
        filled = []
        for code in languages.codes():
            column = languages.column("slug", code)
            if getattr(self, column) or not (text := languages.text(self, self.SLUG_FROM, code)):
                continue
            others = type(self)._default_manager.exclude(pk=self.pk)
            slug = unique_slug(
                text,
                lambda slug: others.filter(**{column: slug}).exists(),
                str(self.pk or "")[:8],
            )
            setattr(self, column, slug)
            filled.append(column)
        return filled

    def save(self, *args, update_fields=None, **kwargs):
        for is_last in [False] * _TRIES + [True]:
            filled = self._fill_slugs()
            wanted = update_fields if update_fields is None else {*update_fields, *filled}
            try:
                with transaction.atomic():
                    super().save(*args, update_fields=wanted, **kwargs)
                return
            except IntegrityError:
                # Somebody saved the same name between our look and our write: look again.
                if is_last or not filled:
                    raise
                for column in filled:
                    setattr(self, column, "")

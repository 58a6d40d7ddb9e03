from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.models import Article
from articles.slugs import as_slug, is_like_an_id
from publishing.models import Address


def _refuse_ids(slug: str) -> None:
    if is_like_an_id(slug):
        raise ValidationError(
            _(
                "This slug has the form of a story’s id and could lead to another story. "
                "Choose another, or leave the field empty."
            )
        )


class SlugField(forms.SlugField):
    """Takes any words and makes the slug of them; what is a slug already stays as it is."""

    default_validators = [*forms.SlugField.default_validators, _refuse_ids]

    def to_python(self, value):
        return as_slug(super().to_python(value) or "")


def refuse_if_taken(article: Article, language: str, slug: str) -> None:
    """Raises ValidationError where another story has this slug, or had it when readers saw it."""
    others = Article.objects.exclude(pk=article.pk)
    other = others.filter(**{languages.column("slug", language): slug}).first()
    if other is None:
        known = Address.objects.exclude(article=article).filter(language=language, slug=slug)
        address = known.select_related("article").first()
        other = address.article if address else None
    if other is not None:
        raise ValidationError(
            _t(
                "Another story has this slug: “%(story)s”. Choose another, or leave the field empty."
            )
            % {"story": other}
        )

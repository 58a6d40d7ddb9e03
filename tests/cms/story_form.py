"""The form of a story as a browser would fill it in: what the page showed, changed here and there."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from articles.models import Article


def url_of(article: Article | None = None) -> str:
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


def logged_in(person: User) -> Client:
    """A browser of one's own."""
    client = Client()
    client.force_login(person)
    return client


def opened(person: User, article: Article | None = None) -> dict[str, Any]:
    """What a browser would post if nothing were touched."""
    answer = logged_in(person).get(url_of(article))
    assert answer.status_code == 200
    context = answer.context
    posted = _values(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        posted |= _values(inline.formset.management_form)
        for form in inline.formset.initial_forms:
            posted |= _values(form)
    return posted


def _values(form) -> dict[str, Any]:
    found = {}
    for bound in form:
        value = bound.value()
        if bound.field.disabled or value is None:
            continue  # shown as text; empty
        if isinstance(value, list):
            value = [getattr(one, "pk", one) for one in value]
        found[bound.html_name] = value
    return found


def send(person: User, article: Article | None, posted: dict[str, Any]):
    return logged_in(person).post(url_of(article), posted)


def saved(answer) -> bool:
    return answer.status_code == 302


def errors_of(answer) -> dict[str, str]:
    """The form's errors as plain text, by field."""
    errors = answer.context["adminform"].form.errors
    return {name: strip_tags(" ".join(map(str, found))) for name, found in errors.items()}


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)

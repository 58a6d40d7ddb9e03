"""A secret is shown on the answer to the button that made it, and never again."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise


def shown_once(
    request: HttpRequest, *, secret: str, of: object, meaning: str | Promise, back: str
) -> HttpResponse:
    """`meaning` says what the one who gets the secret does with it."""
    context = {
        **admin.site.each_context(request),
        "secret": secret,
        "of": of,
        "meaning": meaning,
        "back": back,
    }
    return TemplateResponse(request, "admin/api/secret.html", context)

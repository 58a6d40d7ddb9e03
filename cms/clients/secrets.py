"""A secret is shown on the page that follows the button that made it, and never again: whoever loads
that page anew makes nothing and sees nothing."""

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t

_KEPT = "secret_to_show"


def show_once(request: HttpRequest, *, secret: str, of: Model) -> HttpResponse:
    """Lead to the page that shows it: until then it waits in the session of whoever made it."""
    request.session[_KEPT] = [of._meta.label_lower, of.pk, secret]
    return redirect(_url(of, "secret"))


def shown_once(request: HttpRequest, *, of: Model, meaning: str | Promise) -> HttpResponse:
    """`meaning` says what the one who gets the secret does with it."""
    back = _url(of, "change")
    label, pk, secret = request.session.get(_KEPT) or ["", None, ""]
    if (label, pk) != (of._meta.label_lower, of.pk):
        messages.info(
            request,
            _t("A secret is shown once only. Whoever loses it gets a new one."),
        )
        return redirect(back)
    del request.session[_KEPT]
    context = {
        **admin.site.each_context(request),
        "secret": secret,
        "of": of,
        "meaning": meaning,
        "back": back,
    }
    return TemplateResponse(request, "admin/api/secret.html", context)


def _url(of: Model, page: str) -> str:
    return reverse(f"admin:{of._meta.app_label}_{of._meta.model_name}_{page}", args=[of.pk])

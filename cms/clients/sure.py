"""The question before what cannot be undone: the button's own address, posted a second time."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise


def is_sure(request: HttpRequest) -> bool:
    return "sure" in request.POST


def ask(
    request: HttpRequest,
    *,
    of: Model,
    question: str,
    meaning: str | Promise,
    button: str | Promise,
    back: str,
) -> HttpResponse:
    """What was posted is posted again with the answer. `of` is what would be changed."""
    kind = of._meta
    posted = [
        (name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"
    ]
    context = {
        **admin.site.each_context(request),
        "of": of,
        "kind": kind.verbose_name_plural,
        "all_url": reverse(f"admin:{kind.app_label}_{kind.model_name}_changelist"),
        "title": question,
        "meaning": meaning,
        "button": button,
        "back": back,
        "posted": posted,
    }
    return TemplateResponse(request, "admin/api/sure.html", context)

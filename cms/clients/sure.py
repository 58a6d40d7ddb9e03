"""The question before what cannot be undone: the button's own address, posted a second time."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise


def is_sure(request: HttpRequest) -> bool:
    return "sure" in request.POST


def ask(
    request: HttpRequest,
    *,
    of: object,
    question: str,
    meaning: str | Promise,
    button: str | Promise,
    back: str,
) -> HttpResponse:
    """What was posted is posted again with the answer."""
    posted = [
        (name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"
    ]
    context = {
        **admin.site.each_context(request),
        "of": of,
        "question": question,
        "meaning": meaning,
        "button": button,
        "back": back,
        "posted": posted,
    }
    return TemplateResponse(request, "admin/api/sure.html", context)

"""The page of the words that were translated in a month, and the same as a file: an editor's has
everybody, another's has their own."""

from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t

from accounts import languages
from translation import words


def page(request: HttpRequest) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": _t("Words translated"),
        "heads": words.HEADS.values(),
        **_told(request),
    }
    return render(request, "translation/words.html", context)


def download(request: HttpRequest) -> HttpResponse:
    told = _told(request)
    month = told["month"]
    response = HttpResponse(
        words.as_csv(told["lines"], month, languages.active()),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="words-{month:%Y-%m}.csv"'
    return response


def _told(request: HttpRequest) -> dict[str, Any]:
    of = None if request.user.is_editor else request.user
    month = words.month_of(request.GET.get("month"))
    found = words.lines(month, of=of)
    return {
        "month": month,
        "months": sorted({month, *words.months(of=of)}, reverse=True),
        "lines": found,
        "total": sum(line.total for line in found),
    }

"""The board's page."""

from typing import Any

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles.models import Article, LanguageVersion, Section, State
from cms.board.cells import rows
from cms.board.groups import Place, find
from cms.board.wanted import NONE, Wanted
from cms.navigation import works_on_translations


def board_page(request: HttpRequest) -> HttpResponse:
    if not works_on_translations(request.user):
        raise PermissionDenied
    wanted = Wanted.of(request.GET)
    after = Place.read(request.GET.get("after", ""))
    found = find(wanted, after)
    going_on = request.GET.copy()
    going_on.pop("after", None)
    first = going_on.urlencode()
    if found.next:
        going_on["after"] = str(found.next)
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _t("Board"),
        "rows": rows(found.keys, wanted.codes),
        "wanted": wanted,
        "is_narrowed": wanted != Wanted(),
        "columns": [(code, capfirst(str(languages.name(code)))) for code in wanted.codes],
        "width": len(wanted.codes) + 1,
        "choices": _choices(),
        "first": f"?{first}" if after else "",
        "next": f"?{going_on.urlencode()}" if found.next else "",
    }
    return render(request, "desk/board.html", context)


def _choices() -> dict[str, Any]:
    with_work = LanguageVersion.objects.exclude(translator=None).values("translator")
    return {
        "languages": [(code, languages.name(code)) for code in languages.codes()],
        "sections": Section.objects.filter(Exists(Article.objects.filter(section=OuterRef("pk")))),
        "translators": User.objects.filter(pk__in=with_work).order_by("name"),
        "states": [(NONE, _t("Missing")), *State.choices],
    }

"""What the editor's pickers search: photos, fact boxes and stories, as JSON."""

import re
import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET

from accounts import languages
from articles.models import Article, FactBox
from cms.desk.searching import matching
from media.credit import line_of
from media.models import Photo

PAGE_SIZE = 24
_PAGE = re.compile("[1-9][0-9]{0,4}")


def _answer(request: HttpRequest, queryset: QuerySet, fields: list[str], present) -> JsonResponse:
    """`?id=` (repeated) asks for those; else `?q=` searches, `?page=` pages on."""
    if ids := request.GET.getlist("id"):
        found = list(queryset.filter(pk__in=_uuids(ids)))
        return JsonResponse({"results": [present(one) for one in found], "more": False})
    queryset = matching(queryset, fields, request.GET.get("q", ""))
    page = request.GET.get("page", "1")
    start = (int(page) - 1) * PAGE_SIZE if _PAGE.fullmatch(page) else 0
    found = list(queryset[start : start + PAGE_SIZE + 1])
    return JsonResponse(
        {"results": [present(one) for one in found[:PAGE_SIZE]], "more": len(found) > PAGE_SIZE}
    )


def _uuids(ids: list[str]) -> list[uuid.UUID]:
    known = []
    for one in ids[:200]:
        try:
            known.append(uuid.UUID(one))
        except ValueError:
            continue
    return known


def thumbnail(photo: Photo | None) -> str | None:
    """The smallest rendition's address, or the file's own until the renditions are made."""
    if photo is None or not photo.file:
        return None
    renditions = list(photo.renditions.all())
    best = min(renditions, key=lambda one: (one.ratio != "16:9", one.width), default=None)
    return best.file.url if best else photo.file.url


def _refuse_unless(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


@require_GET
def photos(request: HttpRequest) -> JsonResponse:
    _refuse_unless(request, "media.view_photo")
    language = _language(request)

    def present(photo: Photo) -> dict:
        detail = line_of(photo, language) if photo.file else _t("No file yet")
        return {
            "id": str(photo.pk),
            "title": photo.called(language),
            "detail": detail,
            "thumbnail": thumbnail(photo),
        }

    with_a_file_first = Case(When(file="", then=1), default=0, output_field=IntegerField())
    return _answer(
        request,
        Photo.objects.prefetch_related("credits", "renditions").order_by(
            with_a_file_first, *Photo._meta.ordering, "pk"
        ),
        [*languages.columns("caption", "alt_text"), "place", "credits__creator"],
        present,
    )


@require_GET
def fact_boxes(request: HttpRequest) -> JsonResponse:
    _refuse_unless(request, "articles.view_factbox")
    language = _language(request)

    def present(box: FactBox) -> dict:
        there = [
            str(languages.name(c)) for c in languages.codes() if languages.text(box, "title", c)
        ]
        return {
            "id": str(box.pk),
            "title": languages.first(box, "title", language)[0] or "–",
            "detail": ", ".join(there),
        }

    return _answer(request, FactBox.objects.all(), languages.columns("title", "body"), present)


def _language(request: HttpRequest) -> str:
    """In which things are named: that of the text they are picked for, or else of the page."""
    asked = request.GET.get("language")
    return asked if asked in languages.codes() else languages.active()


@require_GET
def articles(request: HttpRequest) -> JsonResponse:
    _refuse_unless(request, "articles.view_article")

    def present(article: Article) -> dict:
        return {
            "id": str(article.pk),
            "title": str(article),
            "detail": article.stage.label,
            "thumbnail": thumbnail(article.lead_photo),
        }

    queryset = Article.objects.select_related("lead_photo").prefetch_related(
        "versions", "lead_photo__renditions"
    )
    if not_this := _uuids(request.GET.getlist("not")):
        queryset = queryset.exclude(pk__in=not_this)
    return _answer(request, queryset, languages.columns("headline", "slug"), present)

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.http import urlencode
from rest_framework.request import Request

from api.public import caching, described, listing, lookup, ninjs, parameters
from api.public.caching import Held
from api.public.cursor import Cursor
from api.public.view import PublicView

# A cache purges by these. Proxies take a few kilobytes of headers, so the stories of a large page
# go unnamed: every list of a language bears the language's own tag, which any change of it purges.
_MOST_NAMED = 40


class ArticleListView(PublicView):
    parameters = (
        parameters.LANGUAGE,
        parameters.SECTION,
        parameters.TAG,
        parameters.AUTHOR,
        parameters.PUBLISHED_AFTER,
        parameters.PUBLISHED_BEFORE,
        parameters.UPDATED_AFTER,
        parameters.PAGE,
        parameters.CURSOR,
    )

    @described.article_list(parameters)
    def get(self, request: Request) -> HttpResponse:
        page = listing.page(self.asked)
        language = self.asked["language"]
        older, newer = (_link(request._request, to) for to in (page.next, page.previous))
        cards = ",".join(page.cards)
        body = f'{{"next":{older},"previous":{newer},"results":[{cards}]}}'
        response = caching.answer(
            request._request, body.encode(), modified=page.changed_at, language=language
        )
        response["Cache-Tag"] = _tags_of_list(page, language)
        return response


class ArticleView(PublicView):
    parameters = (parameters.LANGUAGE, parameters.FORMAT)

    @described.article(parameters)
    def get(self, request: Request, key: str) -> HttpResponse:
        language = self.asked["language"]
        suffix = ninjs.REVISION if "format" in self.asked else ""
        try:
            found = lookup.find(key, language, Held(request._request, suffix))
        except lookup.Moved as moved:
            return _moved(request._request, moved)
        if found.document:
            body = ninjs.write(found.document) if suffix else found.document
            response = HttpResponse(body, content_type="application/json")
        else:
            response = HttpResponse(status=304)
        caching.mark(response, found.digest + suffix, modified=found.modified, language=language)
        response["Cache-Tag"] = _tags_of_document(found)
        if found.twins:
            response["Link"] = ", ".join(
                _alternate(request._request, *twin) for twin in found.twins
            )
        return response


def _link(request: HttpRequest, to: Cursor | str | None) -> str:
    """The same question with another place to begin, as JSON. What `urlencode` leaves needs no
    escaping there."""
    if to is None:
        return "null"
    asked: dict[str, Any] = {name: value for name, value in request.GET.items() if name != "cursor"}
    if to:
        asked["cursor"] = str(to)
    return f'"{request.build_absolute_uri(request.path)}?{urlencode(asked)}"'


def _moved(request: HttpRequest, moved: lookup.Moved) -> HttpResponse:
    address = reverse("public:article", kwargs={"key": moved.slug})
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{address}?{query}")
    response["Cache-Control"] = caching.BRIEFLY
    response["Cache-Tag"] = f"article-{moved.article_id}"
    return response


def _alternate(request: HttpRequest, language: str, slug: str) -> str:
    address = reverse("public:article", kwargs={"key": slug})
    address = request.build_absolute_uri(f"{address}?language={language}")
    return f'<{address}>; rel="alternate"; hreflang="{language}"'


def _tags_of_document(found: lookup.Found) -> str:
    tags = [f"article-{found.article_id}"]
    if found.section_id:
        tags.append(f"section-{found.section_id}")
    return ",".join(tags + [f"tag-{pk}" for pk in found.tag_ids])


def _tags_of_list(page: listing.Page, language: str) -> str:
    tags = [f"articles-{language}"]
    if page.tag_id:
        tags.append(f"tag-{page.tag_id}")
    tags += [f"section-{pk}" for pk in page.section_ids]
    if len(page.article_ids) <= _MOST_NAMED:
        tags += [f"article-{pk}" for pk in page.article_ids]
    return ",".join(tags)

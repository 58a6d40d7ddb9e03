from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from api.public import (
    caching,
    described,
    known,
    listing,
    lookup,
    ninjs,
    parameters,
    remembered,
    searching,
    site,
)
from api.public.cursor import Cursor, RankedCursor
from api.public.dressing import put
from api.public.remembered import Made
from api.public.view import PublicView

# A cache purges by these. Proxies take a few kilobytes of headers, so the stories of a large page
# go unnamed: every list of a language bears the language's own tag, which any change of it purges.
_MOST_NAMED = 40


class ArticleListView(PublicView):
    parameters = (
        parameters.LANGUAGE,
        parameters.QUERY,
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
    def get(self, request: HttpRequest) -> HttpResponse:
        key = (site.of(request), request.path, request.META.get("QUERY_STRING", ""))
        try:
            made = remembered.made(self.asked, key, lambda: self._made(request))
        except known.Renamed as renamed:
            return _renamed(request, renamed)
        response = caching.answer_unless_held(
            request,
            made.body,
            digest=made.digest,
            modified=made.modified,
            language=self.asked["language"],
        )
        put(response, ("Cache-Tag", made.tags))
        return response

    def _made(self, request: HttpRequest) -> Made:
        page = (searching if "q" in self.asked else listing).page(self.asked)
        ends = [_link(request, to) for to in (page.next, page.previous)]
        return Made(
            lambda: f'{{"next":{ends[0]},"previous":{ends[1]},"results":[{",".join(page.cards)}]}}',
            caching.digest(" ".join([page.digest, *ends]).encode()),
            page.changed_at,
            _tags_of_list(page, self.asked["language"]),
        )


class ArticleView(PublicView):
    parameters = (parameters.LANGUAGE, parameters.FORMAT)

    @described.article(parameters)
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        language = self.asked["language"]
        suffix = ninjs.REVISION if "format" in self.asked else ""
        try:
            found = lookup.find(key, language, caching.held(request, suffix))
        except lookup.Moved as moved:
            return _moved(request, moved)
        if found.document:
            body = ninjs.write(found.document, found.modified) if suffix else found.document
            response = HttpResponse(body, content_type="application/json")
        else:
            response = HttpResponse(status=304)
        caching.mark(response, found.digest + suffix, modified=found.modified, language=language)
        put(response, ("Cache-Tag", found.cache_tags))
        if found.twins:
            put(response, ("Link", _alternates(request, found.twins)))
        return response


def _link(request: HttpRequest, to: Cursor | RankedCursor | str | None) -> str:
    """The same question with another place to begin, as JSON. What `urlencode` leaves needs no
    escaping there."""
    if to is None:
        return "null"
    asked = _without_cursor(request.META.get("QUERY_STRING", ""))
    cursor = f"&cursor={to}" if to else ""
    return f'"{site.of(request)}{request.path}?{asked}{cursor}"'


@lru_cache(maxsize=4096)
def _without_cursor(query: str) -> str:
    given = QueryDict(query.encode("iso-8859-1"))
    return urlencode({name: value for name, value in given.items() if name != "cursor"})


def _moved(request: HttpRequest, moved: lookup.Moved) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{_address_of(moved.slug)}?{query}")
    response["Cache-Control"] = caching.BRIEFLY
    response["Cache-Tag"] = f"article-{moved.article_id}"
    return response


def _renamed(request: HttpRequest, renamed: known.Renamed) -> HttpResponse:
    given = QueryDict(request.META.get("QUERY_STRING", "").encode("iso-8859-1"))
    query = urlencode({**given.dict(), **renamed.slugs})
    response = HttpResponsePermanentRedirect(f"{request.path}?{query}")
    response["Cache-Control"] = caching.BRIEFLY
    response["Cache-Tag"] = renamed.cache_tags
    return response


@lru_cache(maxsize=4096)
def _address_of(slug: str) -> str:
    return reverse("public:article", kwargs={"key": slug})


def _alternates(request: HttpRequest, twins: str) -> str:
    return ", ".join(
        f'<{site.of(request)}{_address_of(slug)}?language={code}>; rel="alternate"; hreflang="{code}"'
        for code, slug in (twin.split("/", 1) for twin in twins.split(" "))
    )


def _tags_of_list(page: listing.Page, language: str) -> str:
    tags = [f"articles-{language}"]
    if page.tag_id:
        tags.append(f"tag-{page.tag_id}")
    named = [one.split(",", 2) for one in page.tags]
    tags += sorted({one[1] for one in named if len(one) > 1 and one[1].startswith("section-")})
    if len(named) <= _MOST_NAMED:
        tags += [one[0] for one in named]
    return ",".join(tags)

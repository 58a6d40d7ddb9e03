"""The stories' addresses for search engines: <https://www.sitemaps.org/protocol.html>, with the
other languages of each, and Google's news sitemap of the last two days."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.public import caching, described
from api.public.parameters import Parameter, Refused
from api.public.problems import Problem
from api.public.reading import from_moment, moment, rows
from api.public.view import PublicView
from publishing.addresses import absolute, article_url
from publishing.times import utc

XML = "application/xml; charset=utf-8"
# A page's stories; what a search engine takes is 50,000 addresses and 50 MB.
PAGE_SIZE = 10_000
# Google's: of older stories it wants no news, and of more than these it takes none.
NEWS_FOR = datetime.timedelta(days=2)
MOST_NEWS = 1000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_URLSET = f'<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_NEWS = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


# Nobody has so many; what is larger would be no number to the database.
_LAST_PAGE = 999_999_999


def _page(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= _LAST_PAGE:
        return int(text)
    raise Refused(_("This must be a whole number from 1."))


PAGE = Parameter(
    name="page",
    read=_page,
    description="A part of a large sitemap, as the index lists them.",
    schema=lambda: {"type": "integer", "minimum": 1, "maximum": _LAST_PAGE},
    example=1,
)


class SitemapView(PublicView):
    is_strict = False
    parameters = (PAGE,)

    @described.sitemap(parameters)
    def get(self, request: HttpRequest) -> HttpResponse:
        if page := self.asked.get("page"):
            first = (page - 1) * PAGE_SIZE + 1
            found = _stories("l.id BETWEEN %s AND %s", [first, first + PAGE_SIZE - 1])
            if not found:
                raise Problem("not-found", _("The sitemap has no such page."))
            return _answer(request, _urlset(found), max(row[3] for row in found))
        pages = _pages()
        last = max((row[2] for row in pages), default=None)
        if sum(row[1] for row in pages) > PAGE_SIZE:
            return _answer(request, _index(pages), last)
        return _answer(request, _urlset(_stories("TRUE", []) if pages else []), last)


class NewsSitemapView(PublicView):
    is_strict = False

    @described.news_sitemap
    def get(self, request: HttpRequest) -> HttpResponse:
        found = _newest()
        last = max((row[3] for row in found), default=None)
        return _answer(request, _news(found), last)


class RobotsView(PublicView):
    """Speaks for this host; the site that shows the stories names the sitemap in its own."""

    is_strict = False

    @described.robots
    def get(self, request: HttpRequest) -> HttpResponse:
        sitemaps = "".join(
            f"Sitemap: {absolute(reverse(name))}\n"
            for name in ("site:sitemap", "site:news-sitemap")
        )
        kept_out = [reverse("admin:index")]
        if not _is_ours(settings.ARTICLE_URL):
            kept_out.append("/api/")
        disallowed = "".join(f"Disallow: {path}\n" for path in kept_out)
        text = f"User-agent: *\n{disallowed}\n{sitemaps}"
        return caching.answer(
            request, text.encode(), modified=None, content_type="text/plain; charset=utf-8"
        )


def _is_ours(url: str) -> bool:
    """Whether the sitemaps lead to the API itself: what they list must be open to robots."""
    return url.startswith(absolute("/api/"))


def _stories(where: str, values: list[Any]) -> list[tuple[Any, ...]]:
    return rows(
        "SELECT l.language, l.slug, l.twins, CAST(l.changed_at AS text), "  # noqa: S608 (all pieces are ours)
        "CAST(l.updated_at AS text) FROM publishing_live l "
        f"WHERE {where} ORDER BY l.id",
        values,
    )


def _newest() -> list[tuple[Any, ...]]:
    """By language, since that is how the index of dates is kept."""
    codes = [code for code, _name in settings.LANGUAGES]
    return rows(
        "SELECT l.language, l.slug, l.twins, CAST(l.changed_at AS text), "  # noqa: S608 (all pieces are ours)
        "CAST(l.updated_at AS text), CAST(l.published_at AS text), l.headline FROM publishing_live l "
        f"WHERE l.language IN ({', '.join(['%s'] * len(codes))}) AND l.published_at >= %s "
        f"ORDER BY l.published_at DESC, l.id DESC LIMIT {MOST_NEWS}",
        [*codes, from_moment(timezone.now() - NEWS_FOR)],
    )


def _pages() -> list[tuple[Any, ...]]:
    """(number, how many stories, when one of them last changed, when for its readers). A page holds
    a range of ids, so that a new story changes the last page alone, and no page has to be counted
    out."""
    return rows(
        f"SELECT (l.id - 1) / {PAGE_SIZE} + 1, COUNT(*), CAST(MAX(l.changed_at) AS text), "  # noqa: S608 (all pieces are ours)
        "CAST(MAX(l.updated_at) AS text) FROM publishing_live l GROUP BY 1 ORDER BY 1",
        [],
    )


def _answer(request: HttpRequest, parts: Iterable[str], last: str | None) -> HttpResponse:
    """`last` is a time as the database writes it."""
    response = caching.answer(
        request,
        "".join(parts).encode(),
        modified=moment(last) if last else None,
        content_type=XML,
    )
    response["Cache-Tag"] = ",".join(f"articles-{code}" for code, _name in settings.LANGUAGES)
    return response


def _index(pages: list[tuple[Any, ...]]) -> Iterator[str]:
    address = escape(absolute(reverse("site:sitemap")))
    yield f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n'
    for number, _count, _changed_at, last in pages:
        yield (
            f"<sitemap><loc>{address}?page={number}</loc>"
            f"<lastmod>{utc(moment(last))}</lastmod></sitemap>\n"
        )
    yield "</sitemapindex>\n"


def _urlset(found: list[tuple[Any, ...]]) -> Iterator[str]:
    yield f"{_HEAD}{_URLSET}>\n"
    for language, slug, twins, _changed_at, updated_at in found:
        yield (
            f"<url>{_address(language, slug, twins)}"
            f"<lastmod>{utc(moment(updated_at))}</lastmod></url>\n"
        )
    yield "</urlset>\n"


def _news(found: list[tuple[Any, ...]]) -> Iterator[str]:
    newsroom = escape(settings.NEWSROOM_NAME)
    yield f"{_HEAD}{_URLSET}{_NEWS}>\n"
    for language, slug, twins, _changed_at, updated_at, published_at, headline in found:
        yield (
            f"<url>{_address(language, slug, twins)}"
            f"<lastmod>{utc(moment(updated_at))}</lastmod><news:news><news:publication>"
            f"<news:name>{newsroom}</news:name><news:language>{language}</news:language>"
            f"</news:publication><news:publication_date>{utc(moment(published_at))}"
            f"</news:publication_date><news:title>{escape(headline)}</news:title>"
            "</news:news></url>\n"
        )
    yield "</urlset>\n"


def _address(language: str, slug: str, twins: str) -> str:
    """Each language names all of them, itself included, as search engines ask. `xhtml:link` stands
    before `lastmod`: the order is free to those who read it."""
    own = (language, slug)
    named = [own, *(tuple(twin.split("/", 1)) for twin in twins.split())]
    links = ""
    if len(named) > 1:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(article_url(code, s))}/>'
            for code, s in sorted(named)
        )
    return f"<loc>{escape(article_url(*own))}</loc>{links}"

"""The newest stories as RSS, Atom and JSON Feed: of a language, or of a section, tag or author in
it."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from api.public import caching, described, feed_json, feed_xml, known
from api.public.feed import Feed
from api.public.parameters import SLUG
from api.public.problems import Problem
from api.public.reading import moment, rows
from api.public.view import PublicView
from publishing import addresses

NEWEST = 30
# What an empty feed was last changed at, since a feed must say.
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Format:
    """`write` makes the feed's text."""

    file: str
    title: str
    content_type: str
    write: Callable[[Feed], str]


@dataclass(frozen=True)
class Scope:
    """Which stories of a language. `of` is the table that has them in order, under the name that
    `thing` and `live` call it by: `live` is its column of the live version's key, `thing` those of
    the slug, name and id of what has a feed of its own. An author has no cache tag: whatever changes
    in the language purges such a feed."""

    name: str
    about: str
    of: str = "publishing_live l"
    live: str = "l.id"
    thing: tuple[str, str, str] | None = None
    has_cache_tag: bool = True

    @property
    def path(self) -> str:
        return f"{self.name}s/<str:slug>/" if self.thing else ""

    @cached_property
    def statement(self) -> str:
        """Asks for (document, when it changed, its cache tags, the thing's name and id) by language
        and slug."""
        table, _dot, _key = self.live.partition(".")
        slug, name, pk = self.thing or ("", "''", "NULL")
        joined = "" if table == "l" else f"JOIN publishing_live l ON l.id = {self.live} "
        wanted = f"{table}.language = %s" + (f" AND {slug} = %s" if slug else "")
        return (
            f"SELECT p.document, CAST(l.changed_at AS text), l.cache_tags, {name}, {pk} "  # noqa: S608 (all pieces are ours)
            f"FROM {self.of} {joined}JOIN publishing_publication p ON p.id = l.publication_id "
            f"WHERE {wanted} ORDER BY {table}.published_at DESC, {self.live} DESC LIMIT {NEWEST}"
        )


FORMATS = (
    Format("rss.xml", "RSS 2.0", "application/rss+xml; charset=utf-8", feed_xml.rss),
    Format("atom.xml", "Atom", "application/atom+xml; charset=utf-8", feed_xml.atom),
    Format("feed.json", "JSON Feed 1.1", "application/feed+json", feed_json.write),
)
SCOPES = (
    Scope("language", "stories in a language"),
    Scope(
        "section",
        "stories of a section",
        thing=("l.section_slug", "l.section_name", "l.section_id"),
    ),
    Scope(
        "tag",
        "stories with a tag",
        of="publishing_livetag t",
        live="t.live_id",
        thing=("t.slug", "t.name", "t.tag_id"),
    ),
    Scope(
        "author",
        "stories by an author",
        of="publishing_liveauthor a",
        live="a.live_id",
        thing=("a.slug", "a.name", "a.author_id"),
        has_cache_tag=False,
    ),
)


class FeedView(PublicView):
    is_strict = False
    scope: ClassVar[Scope]
    format: ClassVar[Format]

    def get(self, request: HttpRequest, language: str, slug: str = "") -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Problem("not-found", _("There is no such language here."))
        could_be = not slug or SLUG.fullmatch(slug)
        asked = [language, slug] if slug else [language]
        found = rows(self.scope.statement, asked) if could_be else []
        name, pk = "", None
        if slug and found:
            name, pk = found[0][3], found[0][4]
        elif slug:
            try:
                name, pk = _emptied(self.scope, language, slug if could_be else "")
            except known.Renamed as renamed:
                return _renamed(request, slug, renamed.slugs[self.scope.name], renamed.cache_tags)
        changed_at = max((moment(row[1]) for row in found), default=_NEVER)
        feed = _feed(
            language, name, request.path, changed_at, [json.loads(row[0]) for row in found]
        )
        response = caching.answer(
            request,
            self.format.write(feed).encode(),
            modified=changed_at,
            language=language,
            content_type=self.format.content_type,
        )
        tags = [f"articles-{language}"]
        if pk and self.scope.has_cache_tag:
            tags.append(f"{self.scope.name}-{pk}")
        response["Cache-Tag"] = ",".join(tags + [row[2].split(",", 1)[0] for row in found])
        return response


def _emptied(scope: Scope, language: str, slug: str) -> tuple[str, int]:
    """The name and id of what no story has any more: whoever follows it must not lose the feed."""
    shown = known.of(scope.name, language, slug) if slug else None
    if shown is None:
        raise Problem("not-found", _("No published story in this language has this."))
    return shown.name, shown.ref


def _renamed(request: HttpRequest, slug: str, now: str, cache_tags: str) -> HttpResponse:
    """A reader of feeds takes such an address over for good."""
    folder, _slug, file = request.path.rpartition(f"/{slug}/")
    response = HttpResponsePermanentRedirect(f"{folder}/{now}/{file}")
    response["Cache-Control"] = caching.BRIEFLY
    response["Cache-Tag"] = cache_tags
    return response


def _feed(
    language: str,
    name: str,
    at: str,
    changed_at: datetime.datetime,
    documents: list[dict[str, Any]],
) -> Feed:
    newsroom = settings.NEWSROOM_NAME
    with translation.override(language):
        description = _t("The newest stories from %(newsroom)s") % {"newsroom": newsroom}
        corrections = _t("Corrections")
    return Feed(
        title=f"{newsroom}: {name}" if name else newsroom,
        description=description,
        language=language,
        address=addresses.absolute(at),
        front_page=addresses.front_page(),
        newsroom=newsroom,
        changed_at=changed_at,
        corrections_heading=corrections,
        documents=documents,
    )


def urls() -> list[URLPattern]:
    """One view for each format and scope: the OpenAPI document tells them apart."""
    patterns = []
    for scope in SCOPES:
        for form in FORMATS:
            made = type("FeedView", (FeedView,), {"scope": scope, "format": form})
            view = described.feed(form, scope)(made).as_view()
            route = f"feeds/<str:language>/{scope.path}{form.file}"
            patterns.append(path(route, view))
    return patterns

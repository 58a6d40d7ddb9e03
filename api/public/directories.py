"""What the lists of stories can be narrowed by: sections, tags and authors, each with how many
stories are live under it. Whatever has none is not there for readers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from rest_framework.renderers import JSONRenderer

from accounts import languages
from api.public import caching, described, parameters
from api.public.view import PublicView
from publishing.models import Live, LiveAuthor, LiveTag


class Entry(NamedTuple):
    """A slug stands once in a language, even while its name is being changed."""

    language: str
    slug: str
    id: int
    name: str
    count: int


class DirectoryView(PublicView):
    parameters = (parameters.LANGUAGE,)

    def entries(self) -> Iterable[tuple[Any, ...]]:
        """Of every language, as `Entry` has them: one query tells what each is called elsewhere."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        language = self.asked["language"]
        entries = [Entry(*row) for row in self.entries()]
        others: defaultdict[int, dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            known = others[entry.id].get(entry.language)
            # While it is being renamed, some stories still have the former slug.
            if entry.language != language and (known is None or known.count < entry.count):
                others[entry.id][entry.language] = entry
        results = [_described(one, others[one.id]) for one in entries if one.language == language]
        body = JSONRenderer().render({"results": results})
        response = caching.answer(request, body, modified=None, language=language)
        # What a story's other language is published under stands here, too.
        codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != language)
        response["Cache-Tag"] = ",".join(f"articles-{code}" for code in codes)
        return response


def _described(one: Entry, others: dict[str, Entry]) -> dict[str, Any]:
    return {
        "id": one.id,
        "slug": one.slug,
        "name": one.name,
        "count": one.count,
        "alternates": [
            {
                "language": code,
                "slug": other.slug,
                "name": other.name,
                "label": languages.switch_label(code),
            }
            for code, other in sorted(others.items())
        ],
    }


@described.directory("sections", "The sections, in the newsroom's order.")
class SectionListView(DirectoryView):
    def entries(self) -> Iterable[tuple[Any, ...]]:
        return (
            Live.objects.exclude(section_slug="")
            .values("language", "section_slug")
            .annotate(
                ref=Max("section_id"),
                name=Max("section_name"),
                count=Count("pk"),
                place=Min("section_position"),
            )
            .order_by("place", "section_slug")
            .values_list("language", "section_slug", "ref", "name", "count")
        )


@described.directory("tags", "The tags, by slug.")
class TagListView(DirectoryView):
    def entries(self) -> Iterable[tuple[Any, ...]]:
        return _counted(LiveTag.objects.all(), "tag_id")


@described.directory("authors", "The authors, by slug.")
class AuthorListView(DirectoryView):
    def entries(self) -> Iterable[tuple[Any, ...]]:
        return _counted(LiveAuthor.objects.all(), "author_id")


def _counted(rows: Any, key: str) -> Iterable[tuple[Any, ...]]:
    return (
        rows.values("language", "slug")
        .annotate(ref=Max(key), name=Max("name"), count=Count("pk"))
        .order_by("slug")
        .values_list("language", "slug", "ref", "name", "count")
    )

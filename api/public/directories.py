"""What the lists of stories can be narrowed by: sections, tags and authors, each with how many
stories are live under it. Whatever has none is not there for readers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from rest_framework.renderers import JSONRenderer

from api.public import caching, described, parameters
from api.public.view import PublicView
from publishing.models import Live, LiveAuthor, LiveTag


class DirectoryView(PublicView):
    parameters = (parameters.LANGUAGE,)

    def entries(self, language: str) -> Iterable[tuple[str, str, int]]:
        """(slug, name, count). A slug stands once, even while its name is being changed."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        language = self.asked["language"]
        results = [
            {"slug": slug, "name": name, "count": count}
            for slug, name, count in self.entries(language)
        ]
        body = JSONRenderer().render({"results": results})
        response = caching.answer(request, body, modified=None, language=language)
        response["Cache-Tag"] = f"articles-{language}"
        return response


@described.directory("sections", "The sections, in the newsroom's order.")
class SectionListView(DirectoryView):
    def entries(self, language: str) -> Iterable[Any]:
        return (
            Live.objects.filter(language=language)
            .exclude(section_slug="")
            .values("section_slug")
            .annotate(name=Max("section_name"), count=Count("pk"), place=Min("section_position"))
            .order_by("place", "section_slug")
            .values_list("section_slug", "name", "count")
        )


@described.directory("tags", "The tags, by slug.")
class TagListView(DirectoryView):
    def entries(self, language: str) -> Iterable[Any]:
        return _counted(LiveTag.objects.filter(language=language))


@described.directory("authors", "The authors, by slug.")
class AuthorListView(DirectoryView):
    def entries(self, language: str) -> Iterable[Any]:
        return _counted(LiveAuthor.objects.filter(language=language))


def _counted(rows: Any) -> Iterable[Any]:
    return (
        rows.values("slug")
        .annotate(name=Max("name"), count=Count("pk"))
        .order_by("slug")
        .values_list("slug", "name", "count")
    )

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles.models import Article, LanguageVersion, Section, Stage, State, Tag
from cms.desk.waiting import WAITS


class StoryFilter(admin.SimpleListFilter):
    template = "desk/filter.html"


class StageFilter(StoryFilter):
    """Chosen by the row of stages above the list, so the sidebar does not repeat it."""

    title = _("stage")
    parameter_name = "stage"
    template = "desk/no_filter.html"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.in_stage(self.value()) if self.value() in Stage.values else queryset


class WaitsFilter(StoryFilter):
    """Where "See all" of the start page leads."""

    title = _("what waits")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [(key, waits.title) for key, waits in WAITS.items()]

    def queryset(self, request, queryset):
        if waits := WAITS.get(self.value()):
            return queryset.filter(pk__in=waits.versions().order_by().values("article"))
        return queryset


class MineFilter(StoryFilter):
    title = _("whose")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", _("Mine"))]

    def queryset(self, request, queryset):
        if self.value() == "1":
            mine = Article.objects.written_by(request.user).values("pk")
            translated = LanguageVersion.objects.filter(translator=request.user).values("article")
            return queryset.filter(pk__in=mine) | queryset.filter(pk__in=translated)
        return queryset


def state_filter(language: str) -> type[admin.SimpleListFilter]:
    """A filter on the state of one language's version; "none" is "not asked for yet"."""

    class StateFilter(StoryFilter):
        title = format_lazy(_("{language} version"), language=languages.name(language))
        parameter_name = f"state_{language}"

        def lookups(self, request, model_admin):
            return [("none", _("Not started")), *State.choices]

        def queryset(self, request, queryset):
            versions = LanguageVersion.objects.filter(article=OuterRef("pk"), language=language)
            if self.value() == "none":
                return queryset.filter(~Exists(versions))
            if self.value() in State.values:
                return queryset.filter(Exists(versions.filter(state=self.value())))
            return queryset

    return StateFilter


class _OneThingFilter(StoryFilter):
    """A filter on something that stories have, by its key. A key of nothing filters nothing."""

    model: type[Model]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(one.pk), str(one)) for one in self.things()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        thing = self.chosen()
        return self.having(queryset, thing) if thing else queryset

    def chosen(self) -> Any:
        value = self.value() or ""
        # Longer than any key: no database would take it.
        return self.model.objects.filter(pk=value).first() if _KEY.fullmatch(value) else None

    def things(self) -> Iterable[Any]:
        raise NotImplementedError

    def having(self, queryset: QuerySet, thing: Any) -> QuerySet:
        raise NotImplementedError


_KEY = re.compile("[0-9]{1,18}")


class TranslatorFilter(_OneThingFilter):
    title = _("translator")
    parameter_name = "translator"
    model = User

    def things(self):
        with_work = LanguageVersion.objects.exclude(translator=None).values("translator")
        return User.objects.filter(pk__in=with_work).order_by("name")

    def having(self, queryset, thing):
        given = LanguageVersion.objects.filter(article=OuterRef("pk"), translator=thing)
        return queryset.filter(Exists(given))


class SectionFilter(_OneThingFilter):
    title = _("section")
    parameter_name = "section__id__exact"  # as Django's own filter, so that links to it hold
    model = Section

    def things(self):
        return Section.objects.filter(Exists(Article.objects.filter(section=OuterRef("pk"))))

    def having(self, queryset, thing):
        return queryset.filter(section=thing)


class TagFilter(_OneThingFilter):
    """Offers the tags that most stories have; any other is reached from the list of tags."""

    title = _("tag")
    parameter_name = "tags__id__exact"
    model = Tag
    most = 40

    def things(self):
        used = Tag.objects.annotate(stories=Count("articles")).filter(stories__gt=0)
        found = list(used.order_by("-stories", "pk")[: self.most])
        chosen = self.chosen()
        if chosen and chosen not in found:
            found.append(chosen)
        return sorted(found, key=lambda tag: str(tag).casefold())

    def having(self, queryset, thing):
        tagged = Article.tags.through.objects.filter(article=OuterRef("pk"), tag=thing)
        return queryset.filter(Exists(tagged))

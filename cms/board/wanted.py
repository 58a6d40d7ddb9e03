"""Which stories the board shows, read from its address: whatever is no choice there chooses
nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from accounts import languages
from accounts.models import User
from accounts.numbers import number_of
from articles.models import Article, LanguageVersion, Section, State
from cms.desk.searching import matching

NONE = "none"  # the state of what nobody has asked for


@dataclass(frozen=True, kw_only=True)
class Wanted:
    language: str = ""
    section: Section | None = None
    translator: User | None = None
    state: str = ""
    stale: bool = False
    text: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        language, state = asked.get("language", ""), asked.get("state", "")
        return cls(
            language=language if language in languages.codes() else "",
            section=_thing(Section.objects.all(), asked.get("section", "")),
            translator=_thing(User.objects.all(), asked.get("translator", "")),
            state=state if state in (NONE, *State.values) else "",
            stale="stale" in asked,
            text=asked.get("q", "").strip(),
        )

    @property
    def codes(self) -> list[str]:
        return [self.language] if self.language else languages.codes()

    def stories(self) -> QuerySet[Article]:
        """Without those of which every version was withdrawn: nothing is to be done about them."""
        withdrawn = LanguageVersion.objects.filter(state=State.WITHDRAWN).order_by()
        others = Exists(_versions().exclude(state=State.WITHDRAWN))
        stories = Article.objects.exclude(Q(pk__in=withdrawn.values("article")) & ~Q(others))
        if self.section:
            stories = stories.filter(section=self.section)
        if self.translator:
            given = _versions().filter(translator=self.translator, language__in=self.codes)
            stories = stories.filter(Exists(given))
        if self.state == NONE:
            stories = stories.filter(without_a_version(self.codes))
        elif self.state:
            there = _versions().filter(state=self.state, language__in=self.codes)
            stories = stories.filter(Exists(there))
        return matching(stories, languages.columns("headline"), self.text)


def without_a_version(codes: Iterable[str]) -> Q:
    """Story by story: of an archive, nearly all have one."""
    return reduce(or_, (Q(~Exists(_versions().filter(language=code))) for code in codes))


def _versions() -> QuerySet[LanguageVersion]:
    return LanguageVersion.objects.filter(article=OuterRef("pk"))


def _thing(things: QuerySet, key: str):
    number = number_of(key)
    return None if number is None else things.filter(pk=number).first()

"""How each language of a page of stories stands, computed from content, in the same few queries
however many there are."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from accounts import languages
from accounts.models import User
from articles.models import Article, LanguageVersion, State
from articles.shown import Shown, shown_by
from articles.state_mark import state_mark
from cms.board.groups import Group
from publishing.models import Live
from translation import behind
from translation.segments import Records, records_of, segments
from translation.staleness import Standing, standing_of


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`behind` counts the segments that the source has left behind; `since` is when the first of
    them was, where it is known."""

    article: Article
    language: str
    version: LanguageVersion | None
    is_live: bool = False
    standing: Standing | None = None
    behind: int = 0
    since: datetime.datetime | None = None

    @property
    def name(self) -> str | Promise:
        return languages.name(self.language)

    @property
    def is_source(self) -> bool:
        return self.language == self.article.source_language

    @property
    def has_old_text(self) -> bool:
        return self.is_live and self.behind > 0

    @property
    def is_in_work(self) -> bool:
        return self.version is not None and self.version.state == State.TRANSLATION

    @property
    def is_overdue(self) -> bool:
        due = self.version.due_on if self.version else None
        return self.is_in_work and due is not None and due < timezone.localdate()

    @property
    def translator(self) -> User | None:
        return self.version.translator if self.version else None

    @property
    def words_left(self) -> int:
        return self.standing.words - self.standing.words_settled if self.standing else 0

    @property
    def url(self) -> str:
        if self.version is None:
            return ""
        if self.standing is not None:
            return reverse("translation:side-by-side", args=[self.article.pk, self.language])
        page = reverse("admin:articles_article_change", args=[self.article.pk])
        return f"{page}#language-{self.language}"

    @property
    def mark(self) -> SafeString:
        return state_mark(
            self.language,
            self.version.state if self.version else "",
            stale=self.behind > 0,
            url=self.url,
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    article: Article
    group: Group
    cells: list[Cell]
    begins_group: bool

    @property
    def url(self) -> str:
        return reverse("admin:articles_article_change", args=[self.article.pk])


def rows(keys: Iterable[tuple[uuid.UUID, Group]], codes: list[str]) -> list[Row]:
    order = dict(keys)
    stories = Article.objects.filter(pk__in=order).select_related("section")
    stories = stories.prefetch_related("versions__translator")
    all_shown = shown_by(stories)
    records = records_of(all_shown.values())
    lives = set(Live.objects.filter(article__in=order).values_list("article", "language"))
    since = behind.since(
        one for shown in all_shown.values() for one in shown.article.versions.all()
    )
    found: list[Row] = []
    for pk, group in order.items():
        if pk not in all_shown:
            continue  # deleted since it was looked for
        shown = all_shown[pk]
        cells = [_cell(shown, code, records, lives, since) for code in codes]
        begins = not found or found[-1].group != group
        found.append(Row(article=shown.article, group=group, cells=cells, begins_group=begins))
    return found


def _cell(
    shown: Shown,
    language: str,
    records: Records,
    lives: set[tuple[uuid.UUID, str]],
    since: dict[int, datetime.datetime],
) -> Cell:
    article = shown.article
    version = article.version(language)
    if version is None:
        return Cell(article=article, language=language, version=None)
    version.article = article
    found = segments(shown, language, records)
    number = len(behind.left_behind(version, found))
    return Cell(
        article=article,
        language=language,
        version=version,
        is_live=(article.pk, language) in lives,
        standing=standing_of(found) if found or not version.is_source else None,
        behind=number,
        since=since.get(version.pk) if number else None,
    )

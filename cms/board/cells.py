"""How each language of a page of stories stands, computed from content, in the same few queries
however many there are."""

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
from translation.behind import Since
from translation.segments import Records, records_of, segments
from translation.staleness import Standing, standing_of


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`since` is when the source left some of what is `behind` there, where that is known."""

    article: Article
    language: str
    version: LanguageVersion | None
    is_live: bool = False
    standing: Standing | None = None
    since: Since | None = None

    @property
    def name(self) -> str | Promise:
        return languages.name(self.language)

    @property
    def is_source(self) -> bool:
        return self.language == self.article.source_language

    @property
    def behind(self) -> int:
        return self.standing.behind if self.standing else 0

    @property
    def has_old_text(self) -> bool:
        return self.is_live and self.behind > 0 and bool(self.since and self.since.seen)

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
            stale=bool(self.standing and self.standing.is_changed),
            urgent=bool(self.is_live and self.standing and self.standing.missing_corrections),
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
    since: dict[int, Since],
) -> Cell:
    article = shown.article
    version = article.version(language)
    if version is None:
        return Cell(article=article, language=language, version=None)
    version.article = article
    found = segments(shown, language, records)
    standing = standing_of(version, found) if found or not version.is_source else None
    return Cell(
        article=article,
        language=language,
        version=version,
        is_live=(article.pk, language) in lives,
        standing=standing,
        since=since.get(version.pk) if standing and standing.behind else None,
    )

"""What waits for translators: lists of work with how far each has come, in the same few queries
however many there are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts import languages
from accounts.models import User
from articles.models import Article, LanguageVersion, State
from articles.permissions import may_translate
from articles.shown import shown_by
from translation import noting, pool, staleness
from translation.models import NoteThread
from translation.rows import Row
from translation.segments import Segment, records_of, segments
from translation.staleness import Standing, standing_of

# Whether a published translation is behind its source can only be told by reading both: so many of
# those that were saved since, the last saved first.
RECENT = 500
CHANGES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Work:
    """One translation, with its segments as they are now."""

    version: LanguageVersion
    segments: list[Segment] = field(repr=False)
    is_before_readers: bool = False
    open_notes: int = 0

    @property
    def article(self) -> Article:
        return self.version.article

    @property
    def is_urgent(self) -> bool:
        """Readers of this language are not told of a mistake that others are told of."""
        return self.is_before_readers and self.standing.missing_corrections > 0

    @property
    def source_headline(self) -> str:
        return languages.text(self.article, "headline", self.source_language)

    @property
    def source_language(self) -> str:
        """Of the work: for a source version, that of the corrections."""
        if self.version.is_source and self.segments:
            return self.segments[0].source_language
        return self.article.source_language

    @property
    def direction(self) -> str:
        """ "Norwegian → English"."""
        names = (languages.name(self.source_language), languages.name(self.version.language))
        return " → ".join(str(name) for name in names)

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.segments)

    @property
    def is_overdue(self) -> bool:
        due = self.version.due_on
        return bool(due and due < timezone.localdate() and self.version.state == State.TRANSLATION)

    @property
    def words_left(self) -> int:
        return self.standing.words - self.standing.words_settled

    @property
    def behind(self) -> list[Segment]:
        """What has happened on the source's side since it was translated."""
        return [one for one in self.segments if not one.status.is_settled]

    @property
    def changes(self) -> list[Row]:
        """Those of `behind` that a list shows, with what changed in each."""
        return [Row(segment=one) for one in self.behind[:CHANGES_SHOWN]]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """What nobody has into one language: `live` are published and behind their source, `waiting`
    the first of the `total` that are to be translated."""

    language: str
    live: list[Work]
    waiting: list[Work]
    total: int

    @property
    def name(self) -> str:
        return languages.name(self.language)

    @property
    def number(self) -> int:
        return len(self.live) + self.total

    @property
    def is_cut(self) -> bool:
        return len(self.waiting) < self.total


@dataclass(frozen=True, kw_only=True)
class Queue:
    """`pools` has one for each language that the person translates into; `notes` wait for an answer
    of theirs."""

    urgent: list[Work]
    in_hand: list[Work]
    pools: list[Pool]
    in_review: list[Work]
    behind: list[Work]
    notes: list[NoteThread]


@dataclass(frozen=True, kw_only=True)
class Hand:
    """What one translator has into one language; None for what is on the desk without one."""

    translator: User | None
    works: list[Work]

    @property
    def words_left(self) -> int:
        return sum(work.words_left for work in self.works)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """All translations into one language."""

    language: str
    urgent: list[Work]
    pool: Pool
    hands: list[Hand]
    behind: list[Work]

    @property
    def name(self) -> str:
        return languages.name(self.language)


def of_translator(user: User) -> Queue:
    translations = _translations()
    into = [code for code in user.translates_into if user.is_translator_into(code)]
    urgent = [one for one in _with_corrections(into) if may_translate(user, one)]
    in_hand = list(translations.in_hand_of(user))
    pools = {code: _first(code) for code in into}
    in_review = list(translations.on_the_desk().filter(translator=user))
    own = Q(translator=user) | Q(translator=None)
    published = list(_published(translations.filter(own, language__in=into)))
    free = [version for found, _total in pools.values() for version in found]
    works = _works([*in_hand, *free, *in_review, *published], urgent)
    behind = _behind(works, published)
    return Queue(
        urgent=_urgent(works, urgent),
        in_hand=_by_due_date(works[version.pk] for version in in_hand),
        pools=[_pool(code, works, *pools[code], behind) for code in into],
        in_review=[works[version.pk] for version in in_review],
        behind=[work for work in behind if work.version.translator_id],
        notes=noting.naming(user),
    )


def of_desk() -> list[Desk]:
    """For editors: everybody's work by language and translator, and what nobody has."""
    translations = _translations()
    urgent = list(_with_corrections(languages.codes()))
    taken = list(
        translations.filter(state=State.TRANSLATION).exclude(translator=None)
        | translations.filter(state=State.REVIEW)
    )
    published = list(_published(translations))
    pools = {code: _first(code) for code in languages.codes()}
    free = [version for found, _total in pools.values() for version in found]
    works = _works([*taken, *free, *published], urgent)
    desks = []
    for code in languages.codes():
        own = [version for version in taken if version.language == code]
        own.sort(key=lambda version: (_name(version), version.translator_id or 0))
        behind = _behind(works, [one for one in published if one.language == code])
        desks.append(
            Desk(
                language=code,
                urgent=_urgent(works, [one for one in urgent if one.language == code]),
                pool=_pool(code, works, *pools[code], behind),
                hands=[
                    Hand(
                        translator=translator,
                        works=_by_due_date(works[version.pk] for version in hers),
                    )
                    for translator, hers in groupby(own, key=lambda version: version.translator)
                ],
                behind=[work for work in behind if work.version.translator_id],
            )
        )
    return desks


def page_of_pool(language: str, number: object) -> tuple[Pool, Page]:
    """One page of what is to be translated, whatever number is asked for; what is published and
    behind stands on the first."""
    page = Paginator(pool.waiting(language), pool.PER_PAGE).get_page(number)
    first = page.number == 1
    free = _translations().filter(language=language, translator=None)
    published = list(_published(free)) if first else []
    works = _works([*page.object_list, *published], [])
    found = _pool(
        language, works, page.object_list, page.paginator.count, _behind(works, published)
    )
    return found, page


def _first(language: str) -> tuple[list[LanguageVersion], int]:
    """The first of a pool, and how many there are."""
    waiting = pool.waiting(language)
    return list(waiting[: pool.SHOWN]), waiting.count()


def _pool(
    language: str,
    works: dict[int, Work],
    waiting: Iterable[LanguageVersion],
    total: int,
    behind: list[Work],
) -> Pool:
    free = (work for work in behind if work.version.translator_id is None)
    return Pool(
        language=language,
        live=[work for work in free if work.version.language == language],
        waiting=[works[version.pk] for version in waiting],
        total=total,
    )


def _translations() -> QuerySet[LanguageVersion]:
    translations = LanguageVersion.objects.exclude(language=F("article__source_language"))
    return _newest(translations)


def _newest(versions: QuerySet[LanguageVersion]) -> QuerySet[LanguageVersion]:
    versions = versions.select_related("article", "article__section", "translator")
    return versions.order_by("-article__updated_at")


def _with_corrections(into: Iterable[str]) -> QuerySet[LanguageVersion]:
    """Versions before readers that may lack a correction, the source's among them. In whatever
    state the working copy is: readers see an earlier one meanwhile."""
    lacking = staleness.may_be_out_of_step().filter(staleness.foreign_corrections())
    return _newest(lacking.filter(language__in=list(into)))[:RECENT]


def _urgent(works: dict[int, Work], versions: list[LanguageVersion]) -> list[Work]:
    return [works[version.pk] for version in versions if works[version.pk].is_urgent]


def _behind(works: dict[int, Work], versions: list[LanguageVersion]) -> list[Work]:
    """Without those that stand among the urgent."""
    found = (works[version.pk] for version in versions)
    return [work for work in found if work.behind and not work.is_urgent]


def _published(translations: QuerySet[LanguageVersion]) -> QuerySet[LanguageVersion]:
    """Those that may be behind their source; what is worked on already stands in other lists."""
    out_of_step = staleness.may_be_out_of_step().values("pk")
    return translations.filter(state=State.PUBLISHED, pk__in=out_of_step)[:RECENT]


def _works(
    versions: list[LanguageVersion], before_readers: list[LanguageVersion]
) -> dict[int, Work]:
    versions = [*versions, *before_readers]
    read = {version.pk for version in before_readers}
    all_shown = shown_by({version.article_id: version.article for version in versions}.values())
    records = records_of(all_shown.values())
    notes = noting.open_by_version(versions)
    return {
        version.pk: Work(
            version=version,
            segments=segments(all_shown[version.article_id], version.language, records),
            is_before_readers=version.pk in read,
            open_notes=notes.get(version.pk, 0),
        )
        for version in versions
    }


def _name(version: LanguageVersion) -> str:
    return str(version.translator).casefold() if version.translator else ""


def _by_due_date(works: Iterable[Work]) -> list[Work]:
    """The urgent ones first, then those with the nearest date, those without one last."""
    return sorted(
        works, key=lambda work: (not work.is_urgent, work.version.due_on or datetime.date.max)
    )

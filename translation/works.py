"""Translations as the lists of work show them: how far each has come, and since when its source has
changed, or its readers see an old text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise

from accounts import languages
from accounts.models import User
from articles.models import Article, LanguageVersion, State
from articles.shown import shown_by
from translation import behind, noting
from translation.behind import Since
from translation.models import NoteThread
from translation.rows import Row
from translation.segments import Segment, records_of, segments
from translation.staleness import Standing, left_behind, standing_of

CHANGES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Work:
    """One translation, with its segments as they are now. `since` is when the source left some of
    them behind, where that is known."""

    version: LanguageVersion
    segments: list[Segment] = field(repr=False)
    may_be_urgent: bool = False
    is_live: bool = False
    since: Since | None = None
    open_notes: int = 0

    @property
    def article(self) -> Article:
        return self.version.article

    @property
    def is_urgent(self) -> bool:
        """Readers of this language are not told of a mistake that others are told of."""
        return self.may_be_urgent and self.standing.missing_corrections > 0

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
        return standing_of(self.version, self.segments)

    @property
    def is_overdue(self) -> bool:
        due = self.version.due_on
        return bool(due and due < timezone.localdate() and self.version.state == State.TRANSLATION)

    @property
    def words_left(self) -> int:
        return self.standing.words - self.standing.words_settled

    @cached_property
    def has_old_text(self) -> bool:
        """Readers of this language see what those of the source see a newer text of."""
        return self.is_changed and bool(self.since and self.since.seen)

    @property
    def is_changed(self) -> bool:
        """What readers of this language see is of a source that has changed, seen by them or not."""
        return self.is_live and bool(self.behind)

    @cached_property
    def behind(self) -> list[Segment]:
        return left_behind(self.version, self.segments)

    @property
    def changes(self) -> list[Row]:
        """Those of `behind` that a list shows, with what changed in each."""
        return [Row(segment=one) for one in self.behind[:CHANGES_SHOWN]]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """What nobody has into one language: `live` are published and behind their source, those that
    readers see an old text of first (none where they stand among others' of that kind), `waiting` the first of the `total` that are to be
    translated."""

    language: str
    live: list[Work]
    waiting: list[Work]
    total: int

    @property
    def name(self) -> str | Promise:
        return languages.name(self.language)

    @property
    def number(self) -> int:
        return len(self.live) + self.total

    @property
    def is_cut(self) -> bool:
        return len(self.waiting) < self.total


@dataclass(frozen=True, kw_only=True)
class Queue:
    """`old_text` are those that readers see an old text of, `changed` other published ones that are
    behind their source: the person's own and nobody's. They stand in no other list. `pools` has one for each language that the person translates into; `notes` wait
    for an answer of theirs."""

    urgent: list[Work]
    old_text: list[Work]
    changed: list[Work]
    in_hand: list[Work]
    pools: list[Pool]
    in_review: list[Work]
    notes: list[NoteThread]

    @property
    def has_works(self) -> bool:
        listed = (self.urgent, self.old_text, self.changed, self.in_hand, self.in_review)
        return any(listed) or any(pool.number for pool in self.pools)


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
    """All translations into one language; `old_text` and `changed` as in a queue, whoever has them."""

    language: str
    urgent: list[Work]
    old_text: list[Work]
    changed: list[Work]
    pool: Pool
    hands: list[Hand]

    @property
    def has_works(self) -> bool:
        listed = (self.urgent, self.old_text, self.changed, self.hands)
        return any(listed) or self.pool.number > 0

    @property
    def name(self) -> str | Promise:
        return languages.name(self.language)


def works_of(
    versions: Sequence[LanguageVersion], corrected: Sequence[LanguageVersion] = ()
) -> dict[int, Work]:
    """By the version's key, in the same few queries however many there are. `corrected` are before
    readers and may lack a correction."""
    versions = [*versions, *corrected]
    told_of = {version.pk for version in corrected}
    live = behind.before_readers(versions)
    since = behind.since(versions)
    all_shown = shown_by({version.article_id: version.article for version in versions}.values())
    records = records_of(all_shown.values())
    notes = noting.open_by_version(versions)
    return {
        version.pk: Work(
            version=version,
            segments=segments(all_shown[version.article_id], version.language, records),
            may_be_urgent=version.pk in told_of,
            is_live=version.pk in live,
            since=since.get(version.pk),
            open_notes=notes.get(version.pk, 0),
        )
        for version in versions
    }

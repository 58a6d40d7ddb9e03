"""How far each language version has come, and whether its source has moved since; computed from
content each time, so that a save which changes nothing makes nothing stale."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Article, Correction, LanguageVersion, State
from articles.shown import Shown, shown, shown_by
from translation.segments import Segment, Status, has_foreign_corrections, records_of, segments

_BEHIND = frozenset({Status.STALE, Status.ORPHAN})
_BEHIND_WHEN_FINISHED = _BEHIND | {Status.OPEN}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Counts of a translation's segments by status, and words of their source texts. `behind` are
    all that its source has left behind; `changed` are those of them that are more than a correction
    that nobody has translated."""

    counts: Counter = field(default_factory=Counter)
    behind: int = 0
    changed: int = 0
    words: int = 0
    words_settled: int = 0
    missing_corrections: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def is_changed(self) -> bool:
        """What "source changed" says of a version, wherever it is said."""
        return self.changed > 0

    @property
    def settled(self) -> int:
        return sum(number for status, number in self.counts.items() if Status(status).is_settled)

    @property
    def unsettled(self) -> int:
        return self.total - self.settled

    @property
    def percent_of_words(self) -> int:
        """How far it has come, by the words of the source, which tell more of the work that is left
        than the number of segments. Rounded down: a hundred only when nothing is left."""
        if not self.unsettled:
            return 100 if self.total else 0
        return min(self.words_settled * 100 // self.words, 99) if self.words else 0


def to_translate(versions: QuerySet[LanguageVersion]) -> QuerySet[LanguageVersion]:
    """Those of them that have segments: the translations, and the source versions of stories with
    a correction that was written in another language first."""
    return versions.filter(~Q(language=F("article__source_language")) | foreign_corrections())


def foreign_corrections() -> Exists:
    """Of a version: whether its story has corrections that were written in another language."""
    corrections = Correction.objects.filter(article=OuterRef("article"))
    return Exists(corrections.exclude(written_in=OuterRef("language")))


def _all_published() -> QuerySet[LanguageVersion]:
    return to_translate(LanguageVersion.objects.filter(state=State.PUBLISHED))


# The versions before readers whose source may have moved on: all, unless an app above knows since
# when each has been before readers and narrows it. Whether it *has* moved is told by content.
may_be_out_of_step: Callable[[], QuerySet[LanguageVersion]] = _all_published


def left_behind(version: LanguageVersion, found: Iterable[Segment]) -> list[Segment]:
    """Those of its segments that its source has left behind. A translation that is being made is
    behind in what it has and the source has no longer; one that was finished, in all that it lacks.
    """
    if version.state == State.WITHDRAWN:
        return []
    in_work = version.state == State.TRANSLATION or version.is_source
    statuses = _BEHIND if in_work else _BEHIND_WHEN_FINISHED
    return [one for one in found if one.status in statuses or one.is_missing_correction]


def standing_of(version: LanguageVersion, found: list[Segment]) -> Standing:
    behind = left_behind(version, found)
    changed = [one for one in behind if one.status in _BEHIND or not one.is_missing_correction]
    return Standing(
        counts=Counter(segment.status for segment in found),
        behind=len(behind),
        changed=len(changed),
        words=sum(segment.words for segment in found),
        words_settled=sum(segment.words for segment in found if segment.status.is_settled),
        missing_corrections=sum(segment.is_missing_correction for segment in found),
    )


def standing(article: Article, language: str) -> Standing:
    version = article.version(language)
    assert version
    return standing_of(version, segments(shown(article), language))


def standings(articles: Iterable[Article]) -> dict[tuple[uuid.UUID, str], Standing]:
    """For a list of stories: the standing of every version that has something to translate, in the
    same few queries however many there are. Give articles with `versions` prefetched."""
    all_shown = shown_by(articles)
    return standings_of(all_shown.values())


def standings_of(all_shown: Iterable[Shown]) -> dict[tuple[uuid.UUID, str], Standing]:
    all_shown = list(all_shown)
    records = records_of(all_shown)
    return {
        (one.article.pk, version.language): standing_of(
            version, segments(one, version.language, records)
        )
        for one in all_shown
        for version in one.article.versions.all()
        if version.language != one.article.source_language
        or has_foreign_corrections(one, version.language)
    }


def stale_segments(article: Article, language: str) -> list[Segment]:
    """The translated segments whose source text is no longer the one that was translated."""
    found = segments(shown(article), language)
    return [segment for segment in found if segment.status == Status.STALE]

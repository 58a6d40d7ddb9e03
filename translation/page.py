"""The side-by-side page of one translation as values for the template: its head and its groups of
rows."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import workflow
from articles.models import LanguageVersion, State
from articles.permissions import may_translate
from articles.shown import shown
from translation import assigning, findings, noting, permissions
from translation.models import NoteThread
from translation.rows import FILTERS, Group, Reader, Row, groups, warned
from translation.segments import Segment, Status, segments
from translation.staleness import Standing, standing_of


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the whole has come. `has_finish` says whether the version can be finished at all
    from its state, `shut` why it cannot yet ("" when it can)."""

    standing: Standing
    has_finish: bool
    shut: str

    @classmethod
    def of(cls, version: LanguageVersion, found: list[Segment], *, by: User) -> "Progress":
        standing = standing_of(version, found)
        has_finish = workflow.has(version, "finish")
        settled = (segment for segment in found if segment.status.is_confirmed)
        blocked = findings.blocked(settled) if has_finish else ()
        return cls(
            standing=standing,
            has_finish=has_finish,
            shut=_shut(version, standing, len(blocked), by),
        )

    @property
    def open(self) -> int:
        return self.standing.counts[Status.OPEN]

    @property
    def unconfirmed(self) -> int:
        return self.standing.counts[Status.UNCONFIRMED]

    @property
    def sentence(self) -> str:
        told = _t("%(settled)d of %(total)d segments, %(words_settled)d of %(words)d words") % {
            "settled": self.standing.settled,
            "total": self.standing.total,
            "words_settled": self.standing.words_settled,
            "words": self.standing.words,
        }
        if number := self.standing.counts[Status.PRETRANSLATED]:
            told += _t(" · %(number)d pretranslated") % {"number": number}
        return told

    def as_json(self) -> dict[str, Any]:
        standing = self.standing
        return {
            "sentence": self.sentence,
            "settled": standing.settled,
            "total": standing.total,
            "percent": standing.percent_of_words,
            "words": standing.words,
            "words_settled": standing.words_settled,
            "unconfirmed": self.unconfirmed,
            "shut": self.shut,
        }


def _shut(version: LanguageVersion, standing: Standing, blocked: int, by: User) -> str:
    finish = workflow.MOVES["finish"]
    if not finish.may(by, version):
        return str(finish.refusal)
    what = _left(standing, blocked)
    return _t("Left to do: %(what)s") % {"what": what} if what else ""


def _left(standing: Standing, blocked: int) -> str:
    """How many of each kind, as the ways to narrow the rows call them; "" where there is nothing."""
    left = [(status.label, standing.counts[status]) for status in Status if not status.is_settled]
    left.append((FILTERS["blocked"], blocked))
    return ", ".join(f"{str(label).lower()} ({number})" for label, number in left if number)


@dataclass(frozen=True, kw_only=True)
class Page:
    """`closed` says why this person cannot write here now; "" when they can. `lost_notes` are open
    notes on segments that are not among the rows."""

    version: LanguageVersion
    groups: list[Group]
    progress: Progress
    closed: str
    can_be_claimed: bool
    can_be_given_back: bool
    can_be_assigned: bool
    can_be_noted: bool
    lost_notes: list[NoteThread]
    reader: Reader

    @property
    def answerable_lost(self) -> set[int]:
        return {one.pk for one in self.lost_notes if self.can_be_noted or one.names(self.reader.by)}

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The ways to narrow the rows; the page's script counts, since rows change as one works."""
        return [(name, str(label)) for name, label in FILTERS.items()]

    @property
    def blank(self) -> Row:
        """The row of a block for readers of this language alone that is still to be written."""
        segment = Segment(
            thing=self.version.article,
            field="body",
            block="-",
            kind="paragraph",
            source_language=self.source_language,
            language=self.language,
            source="",
            target="",
            marked=True,
            only=True,
        )
        return Row(segment=segment, reader=self.reader)

    @property
    def is_open(self) -> bool:
        return not self.closed

    @property
    def headline(self) -> str:
        return languages.text(self.version.article, "headline", self.source_language) or str(
            self.version.article
        )

    @property
    def source_language(self) -> str:
        """Into a source version, that of the corrections."""
        for group in self.groups if self.version.is_source else ():
            return group.rows[0].segment.source_language
        return self.version.article.source_language

    @property
    def source_name(self) -> str:
        return languages.name(self.source_language)

    @property
    def language(self) -> str:
        return self.version.language

    @property
    def language_name(self) -> str:
        return languages.name(self.language)

    @property
    def is_overdue(self) -> bool:
        due = self.version.due_on
        return bool(due and due < timezone.localdate() and self.version.state == State.TRANSLATION)


def page_of(version: LanguageVersion, *, by: User) -> Page:
    found = shown(version.article)
    translated = segments(found, version.language)
    reader = Reader.of(version, by)
    return Page(
        version=version,
        groups=groups(
            found,
            translated,
            reader=reader,
            warned=warned(translated, str(version.article_id)),
        ),
        progress=Progress.of(version, translated, by=by),
        closed=_closed(version, by),
        can_be_claimed=version.translator_id is None and permissions.may_claim(by, version),
        can_be_given_back=assigning.may_give_back(by, version),
        can_be_assigned=not assigning.refusal(by, version),
        can_be_noted=permissions.may_note(by, version),
        lost_notes=noting.without_row(version, (one.key for one in translated), reader.open_notes),
        reader=reader,
    )


def _closed(version: LanguageVersion, by: User) -> str:
    if permissions.is_open(by, version):
        return ""
    if may_translate(by, version):
        return _t(
            "The %(language)s text is in the state “%(state)s” and cannot be changed now."
        ) % {
            "language": languages.name(version.language),
            "state": version.get_state_display(),
        }
    if version.translator_id:
        return _t("%(person)s is translating this. Only they and the editors can change it.") % {
            "person": version.translator
        }
    return _t("Only those who translate into %(language)s, and the editors, can change it.") % {
        "language": languages.name(version.language)
    }

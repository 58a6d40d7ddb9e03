"""How a story's language versions stand, for the list's marks and the form's panels."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from accounts import languages
from accounts.models import User
from articles import planning, workflow
from articles.models import Article, LanguageVersion, LogEntry, State
from articles.shown import shown_by
from articles.state_mark import state_mark
from articles.workflow import Option
from publishing.models import Tombstone
from publishing.standing import Mark as LiveMark
from publishing.standing import marks_of
from translation import assigning
from translation.staleness import Standing, standings_of


@dataclass(frozen=True, kw_only=True)
class Standings:
    """Of a page of stories, looked up together."""

    live: dict[tuple[uuid.UUID, str], LiveMark]
    translations: dict[tuple[uuid.UUID, str], Standing]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Standings":
        all_shown = list(shown_by(articles).values())
        return cls(live=marks_of(all_shown), translations=standings_of(all_shown))


@dataclass(frozen=True, kw_only=True)
class VersionMark:
    language: str
    version: LanguageVersion | None
    is_source: bool
    live: LiveMark | None = None
    standing: Standing | None = None

    @property
    def state(self) -> str:
        return self.version.state if self.version else "none"

    @property
    def is_stale(self) -> bool:
        return bool(self.standing and self.standing.is_changed)

    @property
    def is_missing_correction(self) -> bool:
        """Readers of this language are not told of a mistake that others are told of."""
        return bool(self.live and self.standing and self.standing.missing_corrections)

    @property
    def has_unpublished_changes(self) -> bool:
        return bool(self.live and self.live.unpublished_changes)

    @property
    def html(self) -> SafeString:
        return state_mark(
            self.language,
            self.version.state if self.version else "",
            stale=self.is_stale,
            changed=self.has_unpublished_changes,
            urgent=self.is_missing_correction,
        )


def marks_for(article: Article, standings: Standings | None) -> list[VersionMark]:
    """The source first."""
    if standings is None:
        standings = Standings.of([article])
    source = article.source_language
    return [
        VersionMark(
            language=code,
            version=article.version(code),
            is_source=code == source,
            live=standings.live.get((article.pk, code)),
            standing=standings.translations.get((article.pk, code)),
        )
        for code in [source, *languages.others(source)]
    ]


@dataclass(frozen=True, kw_only=True)
class Button:
    """A move as the panel shows it. `why` says what keeps it shut, `more` how much else does."""

    name: str
    label: str
    why: str = ""
    more: int = 0
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    at: datetime.datetime
    reasons: list[str]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One language's panel above the form: how it stands, and the buttons of its moves. `primary`
    names the one that most likely comes next."""

    mark: VersionMark
    name: str
    buttons: list[Button]
    primary: str
    has_side_by_side: bool
    held_back: HeldBack | None
    embargo_until: datetime.datetime | None
    may_set_embargo: bool
    tombstone: Tombstone | None
    is_overdue: bool
    can_be_assigned: bool


# The move that a text waits for in each state; of those that need more than the state, below.
_NEXT = {
    workflow.NONE: "request",
    State.DRAFT: "submit",
    State.REVIEW: "approve",
    State.READY: "publish",
    State.WITHDRAWN: "reopen",
}
SIDE_BY_SIDE = "side-by-side"
MOST_SENTENCES = 4
_STEPS_BACK = frozenset({"unschedule", "return", "withdraw"})


def panels(article: Article, user: User) -> list[Panel]:
    now = timezone.now()
    held_back = _held_back(article)
    tombstones = {one.language: one for one in Tombstone.objects.filter(article=article)}
    found = []
    for mark in marks_for(article, None):
        version = mark.version or workflow.new_version(article, mark.language)
        version.article = article
        primary = _primary(mark)
        options = _in_order(workflow.options(version, by=user), mark, primary)
        found.append(
            Panel(
                mark=mark,
                name=languages.name(mark.language),
                buttons=_buttons(options, version, user, primary),
                primary=primary,
                has_side_by_side=bool(mark.version and (not mark.is_source or mark.standing)),
                held_back=held_back.get(mark.language),
                embargo_until=version.embargo_until
                if version.embargo_until and version.embargo_until > now
                else None,
                may_set_embargo=bool(mark.version)
                and user.is_editor
                and mark.state not in (State.PUBLISHED, State.WITHDRAWN),
                tombstone=tombstones.get(mark.language),
                is_overdue=_is_overdue(mark),
                can_be_assigned=bool(mark.version) and not assigning.refusal(user, version),
            )
        )
    return found


def _held_back(article: Article) -> dict[str, HeldBack]:
    """When and why the versions of which that was the last to happen were held back."""
    last: dict[str, LogEntry] = {}
    for row in article.log.filter(move__in=planning.ON_THE_WAY).order_by("pk"):
        last[row.language] = row
    return {
        code: HeldBack(at=row.at, reasons=brief(planning.reasons(row.detail)))
        for code, row in last.items()
        if row.move == planning.HELD_BACK
    }


def brief(sentences: list[str]) -> list[str]:
    """The first few, and how many more there are."""
    more = len(sentences) - MOST_SENTENCES
    if more <= 0:
        return sentences
    told = ngettext("And %(number)s more problem.", "And %(number)s more problems.", more)
    return [*sentences[:MOST_SENTENCES], told % {"number": more}]


def _is_overdue(mark: VersionMark) -> bool:
    due_on = mark.version and mark.version.due_on
    return bool(mark.state == State.TRANSLATION and due_on and due_on < timezone.localdate())


def _primary(mark: VersionMark) -> str:
    state = mark.version.state if mark.version else workflow.NONE
    if state == State.TRANSLATION:
        is_done = mark.standing and mark.standing.total and not mark.standing.unsettled
        return "finish" if is_done else SIDE_BY_SIDE
    if state == State.PUBLISHED:
        if mark.is_stale or mark.is_missing_correction:
            return SIDE_BY_SIDE
        return "publish" if mark.has_unpublished_changes else ""
    return _NEXT.get(state, "")


def _in_order(options: list[Option], mark: VersionMark, primary: str) -> list[Option]:
    """The likely one first, what takes a step back last; without those that would change nothing."""
    in_vain = set() if mark.live else {"withdraw"}
    if mark.state == State.PUBLISHED and mark.live and not mark.has_unpublished_changes:
        in_vain = {"submit", "finish", "publish"}
    options = [one for one in options if one.name not in in_vain]
    return sorted(options, key=lambda one: (one.name != primary, one.name in _STEPS_BACK))


def _buttons(
    options: list[Option], version: LanguageVersion, user: User, primary: str
) -> list[Button]:
    """Of the moves that are for others to make, only the next is shown, with who makes it."""
    return [
        _button(one, version)
        for one in options
        if one.name == primary or one.move.may(user, version)
    ]


def _button(option: Option, version: LanguageVersion) -> Button:
    blocking = [problem for problem in option.problems if problem.blocking]
    why, more = option.shut, 0
    if why and blocking:
        why, more = str(blocking[0].sentence), len(blocking) - 1
        if all(one.code == "source_not_live" for one in blocking) and _can_go_out(version.article):
            why = ""  # both go out together from the move's own page
    return Button(
        name=option.name,
        label=str(option.move.label),
        why=why,
        more=more,
        # A person who may not make the move has no use for its page.
        url=reverse("desk:move", args=[version.article_id, version.language, option.name])
        if blocking or not why
        else "",
    )


def _can_go_out(article: Article) -> bool:
    source = article.version(article.source_language)
    return source is not None and workflow.has(source, "publish")


def when(at: datetime.datetime) -> SafeString:
    local = timezone.localtime(at)
    today = timezone.localdate()
    short = (
        date_format(local, "TIME_FORMAT")
        if local.date() == today
        else date_format(local, "SHORT_DATE_FORMAT")
    )
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        date_format(local, "DATETIME_FORMAT"),
        short,
    )

"""Moving a language version from state to state. Buttons, API, tests and the diagram in the docs
read `MOVES`; `state` is assigned here alone.

What a move needs may be known only to an app above (the gate, the open segments). Those apps put
their answer into `conditions`, and what follows from a move into `effects`, when they start; the
system check `articles.E001` tells of a need that nobody answers.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from accounts.statements import Insert, Query, Update
from articles import blocks, permissions
from articles.models import Article, LanguageVersion, LogEntry, State
from articles.moves import MOVES, NONE, OPEN_TO_AUTHORS, Move
from articles.problems import NotAllowed, NotReady, Problem


@dataclass(frozen=True, kw_only=True)
class Act:
    """What one call of `move` is about, for the conditions and effects: all the versions that
    move together, who moves them, and what was said with it (`publish_at` and the like). `at` is
    another hour than now, for stories that were before readers elsewhere already."""

    name: str
    by: User
    versions: tuple[LanguageVersion, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    at: datetime.datetime | None = None
    # What was looked up for the act already, for the conditions and effects that ask again.
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(version.language for version in self.versions)


_insert_entries = Insert(LogEntry)
Condition = Callable[[LanguageVersion, Act], list[Problem]]
Effect = Callable[[Act], None]
conditions: dict[str, Condition] = {}
effects: dict[str, Effect] = {}
# What a move holds on to before anything is asked, so that what was seen is what follows. It gives
# the versions their article as it is held.
holds: dict[str, Effect] = {}


def problems_of_text(version: LanguageVersion, act: Act | None = None) -> list[Problem]:
    return [
        Problem(
            code="field_empty",
            place=name,
            sentence=format_lazy(
                _("The {field} is missing in {language}."),
                field=Article._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
                language=languages.name(version.language),
            ),
        )
        for name in ("headline", "lead", "body")
        if not blocks.text_of(languages.text(version.article, name, version.language))
    ]


def problems_of_source_text(version: LanguageVersion, act: Act) -> list[Problem]:
    source = version.article.source_language
    if all(
        blocks.text_of(languages.text(version.article, name, source))
        for name in ("headline", "body")
    ):
        return []
    return [
        Problem(
            code="source_empty",
            place="body",
            sentence=format_lazy(
                _(
                    "There is nothing to translate yet: write the headline and the body in {language} first."
                ),
                language=languages.name(source),
            ),
        )
    ]


def problems_of_schedule(version: LanguageVersion, act: Act) -> list[Problem]:
    if version.publish_at:
        return []
    return [
        Problem(
            code="not_scheduled",
            place="publish_at",
            sentence=format_lazy(
                _("The {language} version is not scheduled."),
                language=languages.name(version.language),
            ),
        )
    ]


conditions["text"] = problems_of_text
conditions["scheduled"] = problems_of_schedule
conditions["source_text"] = problems_of_source_text


def is_open(user: User, version: LanguageVersion) -> bool:
    """Whether this person may change the version's text now."""
    if version.state == State.WITHDRAWN or not permissions.may_change_text(user, version):
        return False
    return user.is_editor or version.state in OPEN_TO_AUTHORS


def has(version: LanguageVersion, name: str) -> bool:
    """Whether the version's side and state have this move at all, whoever asks."""
    move = MOVES[name]
    side = "source" if version.is_source else "translation"
    return version.state in move.sources and move.side in ("", side)


def problems(version: LanguageVersion, name: str, *, by: User, **changes: Any) -> list[Problem]:
    """What the move would say is in its way, warnings included."""
    needs = MOVES[name].needs
    act = Act(name=name, by=by, versions=(version,), changes=changes)
    return conditions[needs](version, act) if needs else []


@dataclass(frozen=True, kw_only=True)
class Option:
    """A move as a button: `shut` says why it cannot be pressed, and is "" when it can."""

    name: str
    move: Move
    shut: str
    problems: tuple[Problem, ...] = ()


def options(version: LanguageVersion, *, by: User) -> list[Option]:
    """The moves that the version's state has; those that this person may not make are shut."""
    found = []
    for name, move in MOVES.items():
        if not has(version, name):
            continue
        asks = move.may(by, version) or move.only_where_needed
        in_the_way = problems(version, name, by=by) if asks else []
        if move.only_where_needed and in_the_way:
            continue
        if not move.may(by, version):
            shut = str(move.refusal)
        else:
            shut = " ".join(str(p.sentence) for p in in_the_way if p.blocking)
        found.append(Option(name=name, move=move, shut=shut, problems=tuple(in_the_way)))
    return found


def new_version(article: Article, language: str) -> LanguageVersion:
    """A version that does not stand yet, for the move "request"."""
    return LanguageVersion(article=article, language=language, state=NONE)


def start(article: Article, *, by: User | None) -> LanguageVersion:
    """The source version of a new story; every story begins here."""
    return LanguageVersion.objects.create(
        article=article, language=article.source_language, state=State.DRAFT
    )


def move(
    version: LanguageVersion,
    name: str,
    *,
    by: User,
    note: str = "",
    accepted: Iterable[str] = (),
    **changes: Any,
) -> LanguageVersion:
    """Make one named move; return the version as saved.

    `accepted` holds the keys of the warnings that were ticked. Raises NotAllowed or NotReady, and
    then nothing has changed.
    """
    return move_together(
        [version],
        name,
        by=by,
        notes={version.language: note},
        accepted=accepted,
        **changes,
    )[0]


@transaction.atomic
def move_together(
    versions: Sequence[LanguageVersion],
    name: str,
    *,
    by: User,
    notes: Mapping[str, str] | None = None,
    accepted: Iterable[str] = (),
    at: datetime.datetime | None = None,
    **changes: Any,
) -> list[LanguageVersion]:
    """Make one move with several language versions of a story as one act: all of them or none.

    `notes` has one note per language. `changes` are fields of the version saved with the move
    (`translator`, `due_on`, `publish_at`). Raises NotAllowed or NotReady.
    """
    one = MOVES[name]
    notes = {language: note.strip() for language, note in (notes or {}).items()}
    accepted = set(accepted)
    hold = holds.get(name)
    locked = _locked(versions, with_article=hold is None)
    act = Act(name=name, by=by, versions=tuple(locked), notes=notes, changes=changes, at=at)
    if hold:
        hold(act)

    for version in locked:
        _refuse_unless_allowed(version, name, by)
    in_the_way: list[Problem] = []
    ticked: dict[str, list[str]] = {}
    for version in locked:
        if one.note and not notes.get(version.language):
            in_the_way.append(
                Problem(
                    code="note_missing",
                    place=f"note_{version.language}",
                    sentence=format_lazy(
                        "{label} ({language})",
                        label=one.note,
                        language=languages.name(version.language),
                    ),
                )
            )
        found = conditions[one.needs](version, act) if one.needs else []
        warnings = {problem.key for problem in found if not problem.blocking}
        ticked[version.language] = sorted(warnings & accepted)
        asks_for_ticks = one.needs == "gate"
        in_the_way += [
            problem
            for problem in found
            if problem.blocking or (asks_for_ticks and problem.key not in accepted)
        ]
    if in_the_way:
        raise NotReady(in_the_way)

    entries, standing = [], [version for version in locked if version.pk is not None]
    for version in locked:
        detail: dict[str, Any] = {}
        if ticked[version.language]:
            detail["accepted"] = ticked[version.language]
        if name == "approve" and permissions.is_only_author(by, version):
            detail["lone_editor"] = True
        if changes.get("publish_at"):
            detail["publish_at"] = stored(changes["publish_at"])
            if len(locked) > 1:
                detail["together"] = sorted(act.languages)
        note = notes.get(version.language, "")
        before = _set_state(version, name, note, changes)
        entries.append(
            LogEntry(
                article=version.article,
                language=version.language,
                move=name,
                from_state=before,
                to_state=version.state,
                by=by,
                note=note,
                detail=detail,
            )
        )
    _save_standing(standing, {"state", "publish_at", "note", *changes})
    _insert_entries(entries)
    if effect := effects.get(name):
        effect(act)
    return locked


def stored(at: datetime.datetime) -> str:
    """An hour as the log's details hold it."""
    return at.astimezone(datetime.UTC).isoformat()


def _locked(versions: Sequence[LanguageVersion], *, with_article: bool) -> list[LanguageVersion]:
    """Those that stand, as they are now, with one article for all; in the order given."""
    known = [version.pk for version in versions if version.pk is not None]
    rows = _rows_locked(len(known), with_article)(*known) if known else []
    found = {row.pk: row for row in rows}
    if with_article:
        for row in rows:
            row.article = rows[0].article
    return [found.get(version.pk, version) for version in versions]


@lru_cache(maxsize=16)
def _rows_locked(number: int, with_article: bool) -> Query[LanguageVersion]:
    rows = LanguageVersion.objects.select_for_update(of=("self",)).order_by("pk")
    if with_article:
        rows = rows.select_related("article")
    return Query(lambda *keys: rows.filter(pk__in=keys), *[LanguageVersion._meta.pk] * number)


def _refuse_unless_allowed(version: LanguageVersion, name: str, by: User) -> None:
    one = MOVES[name]
    if not one.may(by, version):
        raise NotAllowed(one.refusal)
    if not has(version, name):
        raise NotAllowed(lazy(_not_possible, str)(one, version.language, version.state))


def _not_possible(move: Move, language: str, state: str) -> str:
    return _t(
        "“%(move)s” is not possible: the %(language)s version is now in the state “%(state)s”."
    ) % {
        "move": move.label,
        "language": languages.name(language),
        "state": State(state).label if state else _t("not started"),
    }


def _set_state(version: LanguageVersion, name: str, note: str, changes: Mapping[str, Any]) -> str:
    """Returns the state before. A version that stands is saved with the others of the act."""
    before, is_new = version.state, version.pk is None
    version.state = MOVES[name].target or version.working_state
    version.publish_at = None
    for attribute, value in changes.items():
        setattr(version, attribute, value)
    # What is to be done next; once it has gone on from there, the log alone tells of it.
    version.note = note if name in ("return", "request") else ""
    if not is_new:
        return before
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError as error:
        raise NotAllowed(
            _t("Somebody else has just asked for the %(language)s version.")
            % {"language": languages.name(version.language)}
        ) from error
    return before


def _save_standing(versions: Sequence[LanguageVersion], fields: Iterable[str]) -> None:
    """Those that are to hold the same go in one statement."""
    alike: dict[tuple[Any, ...], list[LanguageVersion]] = {}
    names = sorted(fields)
    for version in versions:
        version.updated_at = timezone.now()
        values = tuple(getattr(version, name) for name in names)
        alike.setdefault(values, []).append(version)
    for values, some in alike.items():
        update = _update(("updated_at", *names), len(some))
        update(some[0].updated_at, *values, *(version.pk for version in some))


@lru_cache(maxsize=64)
def _update(names: tuple[str, ...], versions: int) -> Update:
    fields = [LanguageVersion._meta.get_field(name) for name in names]
    keys = [LanguageVersion._meta.pk] * versions
    return Update(lambda *given: LanguageVersion.objects.filter(pk__in=given), fields, *keys)

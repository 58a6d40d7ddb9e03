"""A file's terms beside those that are there: what would be new, changed, the same or refused; and
writing it, all or nothing.

A unit with a term's id says all of it, in the languages that the file speaks. One without adds to the
term that has the same renderings in two languages, and is a new term where there is none.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.batches import batched
from accounts.models import User
from articles.problems import NotAllowed
from translation.glossary import actions, permissions
from translation.glossary.entry import Entry, entry_of
from translation.glossary.files import Contents, Unit
from translation.glossary.words import folded
from translation.models import Rendering, Term

# Texts or terms that are asked about at once.
_BATCH = 5_000


class Kind(TextChoices):
    NEW = "new", _("New terms")
    CHANGED = "changed", _("Changed")
    REFUSED = "refused", _("Refused")
    SAME = "same", _("As it is already")


@dataclass(frozen=True, kw_only=True)
class Change:
    """`before` is what stands (None of a new one), `after` what would."""

    kind: Kind
    line: int
    after: Entry
    before: Entry | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    changes: list[Change]
    remarks: list[str]

    def of(self, kind: Kind) -> list[Change]:
        return [one for one in self.changes if one.kind == kind]

    @cached_property
    def digest(self) -> str:
        """The same as long as the file would do the same."""
        told = [
            [one.kind, one.line, str(one.before), str(replace(one.after, pk=None))]
            for one in self.changes
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class Outdated(Exception):
    """The glossary has changed since the plan was shown; `plan` is what the file would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def plan_of(contents: Contents) -> Plan:
    """A few queries, however many units."""
    there = _There(contents.units)
    met: dict[object, int] = {}
    return Plan(
        changes=[_change(unit, there, met) for unit in contents.units], remarks=contents.remarks
    )


@transaction.atomic
def carry_out(contents: Contents, *, digest: str, by: User) -> Plan:
    """Write what was shown. Raises NotAllowed, or Outdated, and then nothing is written."""
    if not permissions.may_import(by):
        raise NotAllowed(_t("Only editors can read a file into the glossary."))
    plan = plan_of(contents)
    if plan.digest != digest:
        raise Outdated(plan)
    actions.write_new([one.after for one in plan.of(Kind.NEW)], by=by)
    actions.write_over([one.after for one in plan.of(Kind.CHANGED)], by=by)
    return plan


class _There:
    """The terms that the units may be about."""

    def __init__(self, units: Iterable[Unit]):
        entries = [unit.entry for unit in units if not unit.problems]
        texts = {one.text for entry in entries for one in entry.renderings if not one.forbidden}
        self.by_word: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        sharing: set[UUID] = {entry.pk for entry in entries if entry.pk}
        for some in batched(sorted(texts), _BATCH):
            found = Rendering.objects.filter(text__in=some, forbidden=False)
            for language, text, term in found.values_list("language", "text", "term_id"):
                self.by_word[(language, folded(text))].add(term)
                sharing.add(term)
        self.entries: dict[UUID, Entry] = {}
        for pks in batched(sorted(sharing), _BATCH):
            terms = Term.objects.filter(pk__in=pks).prefetch_related("renderings")
            self.entries |= {term.pk: entry_of(term) for term in terms}

    def like(self, entry: Entry) -> list[UUID]:
        """Terms with a rendering in common in two languages, or in the only one that either has."""
        shared: dict[UUID, set[str]] = defaultdict(set)
        for one in entry.renderings:
            if not one.forbidden:
                for term in self.by_word.get((one.language, folded(one.text)), ()):
                    shared[term].add(one.language)
        spoken = _spoken(entry)
        return [
            term
            for term, common in shared.items()
            if len(common) >= min(2, len(spoken), len(_spoken(self.entries[term])))
        ]


def _change(unit: Unit, there: _There, met: dict[object, int]) -> Change:
    if unit.problems:
        return _refused(unit, *unit.problems)
    entry, before = unit.entry, None
    if entry.pk and entry.pk in there.entries:
        before = there.entries[entry.pk]
        after = _over(before, unit)
    else:
        like = there.like(entry)
        if len(like) > 1:
            return _refused(
                unit, _t("It fits several terms of the glossary. Give the id of the one meant.")
            )
        if like:
            before = there.entries[like[0]]
            after = _added(before, unit)
        else:
            after = entry
    about: object = before.pk if before else entry.pk or after.words
    if about in met:
        return _refused(
            unit, _t("Line %(line)s is about the same term already.") % {"line": met[about]}
        )
    met[about] = unit.line
    if problems := after.problems():
        return _refused(unit, *problems)
    if before is None:
        return Change(kind=Kind.NEW, line=unit.line, after=after)
    kind = Kind.SAME if after == before else Kind.CHANGED
    return Change(kind=kind, line=unit.line, before=before, after=after)


def _refused(unit: Unit, *problems: str) -> Change:
    return Change(kind=Kind.REFUSED, line=unit.line, after=unit.entry, problems=problems)


def _over(before: Entry, unit: Unit) -> Entry:
    """What the file tells in place of what stands; languages it does not speak stay."""
    kept = tuple(one for one in before.renderings if one.language not in unit.spoken)
    told = {name: getattr(unit.entry, name) for name in unit.tells}
    return replace(before, renderings=(*kept, *unit.entry.renderings), **told).cleaned()


def _added(before: Entry, unit: Unit) -> Entry:
    """What the file has more than what stands; nothing that stands is taken away."""
    own = {(one.language, folded(one.text)) for one in before.renderings}
    more = tuple(
        one for one in unit.entry.renderings if (one.language, folded(one.text)) not in own
    )
    told = {
        name: getattr(unit.entry, name)
        for name in unit.tells
        if not getattr(before, name) and getattr(unit.entry, name)
    }
    return replace(before, renderings=(*before.renderings, *more), **told).cleaned()


def _spoken(entry: Entry) -> set[str]:
    return {one.language for one in entry.renderings if not one.forbidden}

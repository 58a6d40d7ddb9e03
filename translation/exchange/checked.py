"""What the checks find in delivered texts, asked of all of a delivery at once. A text with a finding
that blocks comes in for a person to look at, and confirms nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from translation import findings
from translation.exchange.comparing import Change, Fate
from translation.exchange.planning import Plan
from translation.models import SegmentRecord

# Texts, at about a millisecond each.
MOST = 4000
_NOT_CONFIRMED = _("It is not confirmed as it is: what the checks find in it blocks.")


def looked_at(plans: Sequence[Plan]) -> list[Plan]:
    """As `checked`, for somebody who waits for the page: a very large delivery is not asked about."""
    if sum(map(len, map(_asked, plans))) > MOST:
        return [replace(plan, is_checked=False) for plan in plans]
    return checked(plans)


def checked(plans: Sequence[Plan]) -> list[Plan]:
    """With findings, each text held against the source that it was made from."""
    asked = [one for plan in plans for one in _asked(plan)]
    found = findings.of_segments(
        replace(one.segment, source=one.read or one.segment.source, target=one.text)
        for one in asked
        if one.segment
    )
    told = {
        id(change): tuple(one.finding for one in findings_of if one.is_open)
        for change, (_segment, findings_of) in zip(asked, found, strict=True)
    }
    return [
        _with(plan, [_held(one, told.get(id(one), ())) for one in plan.changes]) for plan in plans
    ]


def _asked(plan: Plan) -> list[Change]:
    return [one for one in plan.changes if one.writes or one.is_conflict]


def _with(plan: Plan, changes: list[Change]) -> Plan:
    return replace(plan, changes=changes, counts=Counter(one.fate for one in changes))


def _held(change: Change, found: Iterable[findings.Finding]) -> Change:
    change = replace(change, findings=tuple(found))
    if not change.is_blocked:
        return change
    if change.fate == Fate.CONFIRMED:
        return replace(change, fate=Fate.REFUSED, reason=_NOT_CONFIRMED)
    return replace(change, state=SegmentRecord.State.PRETRANSLATED)

"""Files of translations taken in: kept as they came, looked at, and then written, once."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts.models import User
from articles.problems import NotAllowed
from translation.exchange import memories, planning
from translation.exchange.checked import checked, looked_at
from translation.exchange.comparing import Change, Fate
from translation.exchange.planning import Plan, plans_of, sent_in, versions_at
from translation.models import Delivery, SegmentRecord
from translation.saving import Draft, save_segments
from translation.writing import UnknownSegment, read_key
from translation.writing_many import hold_all


@transaction.atomic
def take_in(content: bytes, name: str, *, by: User) -> Delivery:
    """Keep a file that can be read. Raises FormatError."""
    if not memories.is_tmx(content):
        sent_in(content, name)
    Delivery.objects.expired().delete()
    return Delivery.objects.create(name=name[:200], content=content, by=by)


def tell_apart(delivery: Delivery, *, has_nothing: bool) -> None:
    """What nothing can be imported of waits for nobody; it can still be looked at."""
    told = {name: said for name, said in delivery.outcome.items() if name != "nothing"}
    if has_nothing:
        told["nothing"] = True
    if told != delivery.outcome:
        Delivery.objects.filter(pk=delivery.pk, done_at=None).update(outcome=told)


def plans(delivery: Delivery) -> list[Plan]:
    return looked_at(plans_of(sent_in(bytes(delivery.content), delivery.name), delivery.by))


@transaction.atomic
def write(
    pk: uuid.UUID,
    *,
    by: User,
    leaving: Collection[str] = (),
    insisting: Collection[str] = (),
) -> Delivery:
    """Write what a delivery says, all of it in one transaction; the second time nothing happens.

    `leaving` are the keys of stories that are not to be taken in, `insisting` the tokens of the
    conflicts in which the delivered text is to stand. What has changed since they were shown is
    asked anew, and told in the outcome.
    """
    delivery = Delivery.objects.select_for_update().get(pk=pk, by=by)
    if delivery.done_at:
        return delivery
    sent = sent_in(bytes(delivery.content), delivery.name)
    hold_all(versions_at(planning.places_of(sent)), _keys(sent))
    outcome = [
        _written(plan, leaving=leaving, insisting=insisting, by=by)
        for plan in checked(plans_of(sent, by))
    ]
    delivery.outcome = {"stories": outcome}
    delivery.done_at = timezone.now()
    delivery.content = b""
    delivery.save(update_fields=["outcome", "done_at", "content"])
    return delivery


def _keys(sent: list[planning.Sent]) -> set[str]:
    """Of units that may be ours."""
    keys = set()
    for one in sent:
        for unit in one.story.units if one.story else ():
            try:
                read_key(unit.id)
            except UnknownSegment:
                continue
            keys.add(unit.id)
    return keys


def _written(
    plan: Plan, *, leaving: Collection[str], insisting: Collection[str], by: User
) -> dict[str, Any]:
    told: dict[str, Any] = {"file": plan.file, "headline": plan.headline, "problem": ""}
    if plan.version:
        told |= {"article": str(plan.version.article_id), "language": plan.version.language}
    if plan.problem or plan.version is None:
        return told | {"problem": str(plan.problem)}
    if plan.key in leaving:
        return told | {"problem": _t("Left out, as you said.")}
    wanted = [
        one
        for one in plan.changes
        if one.writes or (one.fate == Fate.CONFLICT and one.token in insisting)
    ]
    by_key = {one.key: one for one in wanted}
    left = [one for one in plan.changes if one.fate == Fate.REFUSED]
    left += [one for one in plan.conflicts if one.token not in insisting]
    try:
        saved = save_segments(plan.version, map(_draft, wanted), by=by)
    except NotAllowed as refusal:
        return told | {"problem": str(refusal)}
    reasons = [(one, _reason(one)) for one in left]
    reasons += [(by_key[key], reason) for key, reason in saved.refused.items()]
    return told | {
        "written": len(saved.written),
        "stale": sum(by_key[key].is_stale for key in saved.written),
        "blocked": sum(by_key[key].is_blocked for key in saved.written),
        "proposed": sum(by_key[key].is_proposal for key in saved.written),
        "left": [[one.place, reason, one.delivered] for one, reason in reasons],
    }


def _draft(change: Change) -> Draft:
    assert change.segment
    record = change.segment.record
    is_as_it_was = change.fate == Fate.CONFIRMED and record is not None
    return Draft(
        key=change.key,
        text=change.text,
        state=change.state,
        origin=record.origin if is_as_it_was and record else SegmentRecord.Origin.IMPORT,
        read=change.read,
        seen=change.seen,
    )


def _reason(change: Change) -> str:
    if change.fate == Fate.CONFLICT:
        return _t("Changed here meanwhile; the text here was kept.")
    return str(change.reason)

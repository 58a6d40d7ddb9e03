"""Importing a delivery: at once where it is small, else in the background, where nobody waits for an
answer. However often it is ordered, it is written once."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import override
from django_tasks import task

from accounts.models import User
from articles.problems import NotAllowed
from translation.exchange import delivering, memories
from translation.exchange.planning import sent_in
from translation.models import Delivery

# Texts or pairs that are written while somebody waits.
MOST_AT_ONCE = 1000


def order(
    pk: uuid.UUID,
    *,
    by: User,
    leaving: Collection[str] = (),
    insisting: Collection[str] = (),
) -> None:
    """Raises NotAllowed. See `delivering.write`."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=pk, by=by)
        if delivery.done_at:
            return
        if memories.is_memory(delivery):
            memories.refuse_unless_may_fill(by)
        told = {"leaving": _names(leaving), "insisting": _names(insisting)}
        if _size(delivery) > MOST_AT_ONCE:
            # Kept as it was ordered first, also where the button is pressed again.
            if not delivery.ordered:
                delivery.outcome = {"ordered": told}
                delivery.save(update_fields=["outcome"])
            carry_out.enqueue(str(pk))
            return
    _carry_out(delivery, by, **told)


def _names(sent: Collection[str]) -> list[str]:
    """Of what the page may have sent, what a database can keep."""
    return sorted(one for one in sent if one.isprintable())


def _size(delivery: Delivery) -> int:
    if memories.is_memory(delivery):
        return memories.summary_of(delivery).total
    sent = sent_in(bytes(delivery.content), delivery.name)
    return sum(len(one.story.units) for one in sent if one.story)


@task()
def carry_out(pk: str) -> None:
    delivery = Delivery.objects.select_related("by").filter(pk=pk, done_at=None).first()
    if delivery is None or not delivery.ordered:
        return
    with override(delivery.by.interface_language):
        try:
            _carry_out(delivery, delivery.by, **delivery.ordered)
        except NotAllowed as refusal:
            _break_off(pk, {"problem": str(refusal)})
        except Exception:
            _break_off(pk, {})
            raise


def _break_off(pk: str, outcome: dict[str, str]) -> None:
    """Unless another task, ordered twice, has carried it out meanwhile."""
    Delivery.objects.filter(pk=pk, done_at=None).update(outcome=outcome)


def _carry_out(
    delivery: Delivery, by: User, leaving: Collection[str], insisting: Collection[str]
) -> None:
    if memories.is_memory(delivery):
        memories.remember(delivery.pk, by=by)
    else:
        delivering.write(delivery.pk, by=by, leaving=leaving, insisting=insisting)

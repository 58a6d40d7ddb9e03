"""Characters and cost of a month, and their limit.

What a question may cost is reserved before it is sent, in one statement that takes no more than is
left, whoever else asks at the same time. What it did cost is settled after. A worker that is killed
in between leaves its reservation as spent: the limit is rather reached too early than passed.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _t

from translation.models import MachineUse

MILLION = 1_000_000


class NothingLeft(Exception):
    """The month's limit is reached."""

    def __init__(self) -> None:
        super().__init__(
            _t("The limit of %(limit)s characters a month is reached.")
            % {"limit": number_format(settings.MACHINE_TRANSLATION_LIMIT, force_grouping=True)}
        )


@dataclass(frozen=True)
class Reservation:
    use: int
    characters: int


def this_month() -> datetime.date:
    return timezone.localdate().replace(day=1)


def left(service: str) -> int | None:
    """How many characters may still be sent this month; None where there is no limit."""
    limit: int = settings.MACHINE_TRANSLATION_LIMIT
    if not limit:
        return None
    row = MachineUse.objects.filter(month=this_month(), service=service).first()
    return max(limit - (row.characters if row else 0), 0)


def reserve(service: str, characters: int) -> Reservation:
    """Raises NothingLeft, and then nothing is reserved."""
    row, _made = MachineUse.objects.get_or_create(month=this_month(), service=service)
    free = MachineUse.objects.filter(pk=row.pk)
    if limit := settings.MACHINE_TRANSLATION_LIMIT:
        free = free.filter(characters__lte=limit - characters)
    if not free.update(
        characters=F("characters") + characters,
        requests=F("requests") + 1,
        cost=F("cost") + cost_of(characters),
    ):
        raise NothingLeft
    return Reservation(row.pk, characters)


def settle(reservation: Reservation, characters: int) -> None:
    """Put what was spent in place of what was reserved: nothing, where it was not sent at all."""
    more = characters - reservation.characters
    if more:
        MachineUse.objects.filter(pk=reservation.use).update(
            characters=F("characters") + more, cost=F("cost") + cost_of(more)
        )


def cost_of(characters: int) -> Decimal:
    return (Decimal(settings.MACHINE_TRANSLATION_COST) * characters / MILLION).quantize(
        Decimal("0.000001")
    )

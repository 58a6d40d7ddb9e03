"""Where texts came from that the person named beside them did not write: kept in the history as the
reason of a save, and told in a sentence."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.models import SegmentRecord

Origin = SegmentRecord.Origin
_MARK = "origin:"
# Alone, and with who had them put there.
_CAME = {
    Origin.MEMORY: (_("from memory"), _("from memory, asked for by {person}")),
    Origin.MACHINE: (_("by machine"), _("by machine, asked for by {person}")),
    Origin.IMPORT: (_("imported"), _("imported by {person}")),
}


def reason_of(origin: str) -> str | None:
    """What a row of the history has for a reason; None of what a person wrote."""
    return f"{_MARK}{origin}" if origin in _CAME else None


def of_reason(reason: str | None) -> str:
    """The origin that a row of the history tells; "" where it tells none."""
    origin = (reason or "").removeprefix(_MARK)
    return origin if reason and reason.startswith(_MARK) and origin in _CAME else ""


def told(origin: str, person: str) -> str | Promise:
    """ "by machine, asked for by Kari"; the person alone where they wrote it."""
    if origin not in _CAME:
        return person
    alone, asked = _CAME[Origin(origin)]
    return format_lazy(asked, person=person) if person else alone

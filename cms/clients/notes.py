"""What the history of a webhook or key says of what was done to it."""

import datetime

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.desk.hour import with_zone

TURNED_OFF, TURNED_ON = _("Turned off"), _("Turned on")
MISSED = _("What it had missed was sent.")
FROM_NOW = _("Only for what was to come: what waited was given up.")
ROTATED = _("Secret rotated")
FORMER_KEPT = _("For a day the former one signs beside the new one.")
LEAKED = _("The former one was stopped at once.")
TESTED = _("Test sent")
REPLAYED = _("Replayed")
SENT_AGAIN = _("Sent again")
REVOKED = _("Revoked")


def _since(since: datetime.datetime, number: int) -> str:
    told = ngettext(
        "What has been since %(since)s: %(number)d delivery.",
        "What has been since %(since)s: %(number)d deliveries.",
        number,
    )
    return told % {"since": with_zone(since), "number": number}


def _deliveries(number: int) -> str:
    return ngettext("%(number)d delivery.", "%(number)d deliveries.", number) % {"number": number}


since, deliveries = lazy(_since, str), lazy(_deliveries, str)

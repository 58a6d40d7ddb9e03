"""What an administrator is told of deliveries that were asked for."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext


def tell(request: HttpRequest, *, on: int = 0, off: int = 0) -> None:
    """How many go to webhooks that are turned on, and to such as are off."""
    if on or not off:
        told = ngettext(
            "%(number)d delivery is on its way.", "%(number)d deliveries are on their way.", on
        )
        messages.success(request, told % {"number": on})
    if off:
        told = ngettext(
            "%(number)d delivery waits until its webhook is turned on.",
            "%(number)d deliveries wait until their webhook is turned on.",
            off,
        )
        messages.warning(request, told % {"number": off})

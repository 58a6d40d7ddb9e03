from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from api import rates


@register()
def rate_can_be_read(**_: Any) -> list[Error]:
    try:
        rates.read(settings.PUBLIC_RATE)
    except ValueError:
        return [
            Error(
                f"PUBLIC_RATE is {settings.PUBLIC_RATE!r}.",
                hint='Write it as "10/second", "600/minute", "5000/hour", "50000/day", or "" for '
                "no limit.",
                id="api.E001",
            )
        ]
    return []

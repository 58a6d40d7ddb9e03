"""When to try again: the pauses that Standard Webhooks recommends, each a little longer by chance so
that what failed together does not come back together."""

import secrets
from datetime import UTC, datetime, timedelta

from django.utils.http import parse_http_date_safe

_hours = 3600
PAUSES = (5, 300, 1800, 2 * _hours, 5 * _hours, 10 * _hours, 14 * _hours, 20 * _hours, 24 * _hours)
MOST_ATTEMPTS = len(PAUSES) + 1
_JITTER = 0.2
_LONGEST_WISH = timedelta(hours=24)
# How long an endpoint that fails again and again is left alone.
_FIRST_REST, _LONGEST_REST = 30, 3600

_chance = secrets.SystemRandom()


def pause_after(attempts: int) -> timedelta | None:
    """Before the next attempt, so many having failed. None: there is none."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return timedelta(seconds=PAUSES[attempts - 1] * (1 + _chance.uniform(0, _JITTER)))


def rest_after(failures: int) -> timedelta:
    """Doubles with each failure beyond the first that counts."""
    seconds = min(_FIRST_REST * 2 ** min(failures, 20), _LONGEST_REST)
    return timedelta(seconds=seconds * (1 + _chance.uniform(0, _JITTER)))


def wished(retry_after: str, now: datetime) -> timedelta:
    """What an answer's Retry-After asks for, within a day; zero where it asks for nothing that can
    be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:
        wish = timedelta(seconds=int(text))
    elif (seconds := parse_http_date_safe(text)) is not None:
        try:
            wish = datetime.fromtimestamp(seconds, UTC) - now
        except (OverflowError, ValueError, OSError):
            return timedelta(0)
    else:
        return timedelta(0)
    return min(max(wish, timedelta(0)), _LONGEST_WISH)

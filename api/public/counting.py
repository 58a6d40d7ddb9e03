"""The counts that all processes share: in Redis where `CACHE_URL` names one, else in the database.

Readers are served whether or not they can be counted. What fails is left alone for a while, and each
process counts for itself meanwhile.
"""

import datetime
import logging
import time
from functools import lru_cache

from django.conf import settings
from redis import Redis

from api.models import RequestCount
from api.public import reading

LEFT_ALONE_FOR = 10
_REDIS = "django.core.cache.backends.redis.RedisCache"
_REDIS_SECONDS = 0.25
_TABLE = RequestCount._meta.db_table

logger = logging.getLogger(__name__)
# By the clock of `time.monotonic`.
left_alone_until = 0.0


def add(key: str, number: int, ends: int) -> int | None:
    """The count with these, kept until `ends` (seconds since 1970). None where it can't be asked
    for now."""
    global left_alone_until
    if time.monotonic() < left_alone_until:
        return None
    cache = settings.CACHES["default"]
    try:
        if cache["BACKEND"] == _REDIS:
            return _add_in_redis(cache["LOCATION"], key, number, ends)
        return _add_in_database(key, number, ends)
    except Exception:
        left_alone_until = time.monotonic() + LEFT_ALONE_FOR
        logger.exception(
            "Requests can't be counted together; for %s seconds each process counts its own.",
            LEFT_ALONE_FOR,
        )
        return None


def _add_in_database(key: str, number: int, ends: int) -> int:
    at = reading.from_moment(datetime.datetime.fromtimestamp(ends, datetime.UTC))
    # A connection that has gone may have it counted twice, which harms nobody.
    ((total,),) = reading.rows(
        f"INSERT INTO {_TABLE} (key, spent, ends_at) VALUES (%s, %s, %s) "  # noqa: S608 (our table)
        f"ON CONFLICT (key) DO UPDATE SET spent = {_TABLE}.spent + EXCLUDED.spent RETURNING spent",
        [key, number, at],
    )
    return total


def _add_in_redis(location: str | list[str], key: str, number: int, ends: int) -> int:
    address = location if isinstance(location, str) else location[0]
    pipe = _redis(address).pipeline()
    pipe.incrby(f"tvilling:requests:{key}", number)
    pipe.expireat(f"tvilling:requests:{key}", ends + 1)
    return pipe.execute()[0]


@lru_cache
def _redis(address: str) -> Redis:
    return Redis.from_url(
        address, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS
    )

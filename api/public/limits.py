"""How often one address may ask: a counter per address and window of time, in Django's cache."""

import ipaddress
import re
import time
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.public.problems import Problem

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_RATE = re.compile(rf"([1-9]\d{{0,8}})/({'|'.join(_SECONDS)})")


@dataclass(frozen=True)
class Rate:
    requests: int
    seconds: int


@dataclass(frozen=True)
class Allowance:
    """What is left of the rate. The headers are those of draft-ietf-httpapi-ratelimit-headers."""

    rate: Rate
    left: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"anonymous";q={self.rate.requests};w={self.rate.seconds}',
            "RateLimit": f'"anonymous";r={max(self.left, 0)};t={self.reset}',
        }

    def problem(self) -> Problem | None:
        if self.left >= 0:
            return None
        return Problem(
            "too-many-requests",
            _("Your address has asked as often as it may for now. Wait a little."),
            headers={"Retry-After": str(self.reset)},
        )


@lru_cache
def read_rate(text: str) -> Rate | None:
    """ "600/minute"; "" for no limit. Raises ValueError."""
    if not text:
        return None
    if found := _RATE.fullmatch(text):
        return Rate(int(found[1]), _SECONDS[found[2]])
    raise ValueError(text)


def spend(request: HttpRequest) -> Allowance | None:
    """Count this request. None where there is no limit."""
    rate = read_rate(settings.PUBLIC_RATE)
    if rate is None:
        return None
    window, spent = divmod(int(time.time()), rate.seconds)
    key = f"public-rate:{rate.seconds}:{window}:{household(address(request))}"
    count = 1
    if not cache.add(key, count, timeout=rate.seconds + 1):
        try:
            count = cache.incr(key)
        except ValueError:  # it ran out, or was crowded out, since the line above
            cache.set(key, count, timeout=rate.seconds + 1)
    return Allowance(rate, rate.requests - count, rate.seconds - spent)


def address(request: HttpRequest) -> str:
    """Who asks. Only what our own proxies have written is believed: each adds the address it was
    called from at the end of X-Forwarded-For, and what stands before that anyone can make up."""
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(chain) >= proxies:
            return chain[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")


@lru_cache(maxsize=4096)
def household(text: str) -> str:
    """One customer of a network provider has a whole /64 of IPv6 addresses."""
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    if mapped := parsed.ipv4_mapped:
        return str(mapped)
    return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)).network_address)

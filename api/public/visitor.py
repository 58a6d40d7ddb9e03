"""Who asks, as far as an address tells."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """Only what our own proxies have written is believed: each adds the address it was called from
    at the end of X-Forwarded-For, and what stands before that anyone can make up."""
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

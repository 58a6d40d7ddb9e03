"""Which addresses may be called. Whoever may name an endpoint must not reach, through us, what only
we can reach: our own machine, our network, a cloud's metadata. A name is therefore looked up when it
is called, every address behind it is judged, and the connection is made to a judged address.

`WEBHOOKS_ALLOW_PRIVATE` lifts all of it, plain HTTP included, for receivers in the newsroom's own
network.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

_SCHEMES = {"https": 443, "http": 80}
_LONGEST = 1000
# Below lie the services of a machine that speak before they are asked: mail, login, files.
_FIRST_FREE_PORT = 1024
_NUMBERS = re.compile(r"(0x[0-9a-f]+|[0-9]+)(\.(0x[0-9a-f]+|[0-9]+)){0,3}")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_.])?", re.IGNORECASE)

# `ipaddress` calls these global, or some of them, depending on its version. The first translates to
# any IPv4 address, as the second and third do on the way; 192.0.0.0/24 is IANA's own; the last is the
# host that every machine of one cloud sees.
_SPECIAL = [
    ipaddress.ip_network(text)
    for text in (
        *("64:ff9b::/96", "2002::/16", "2001::/23"),
        *("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32"),
    )
]
_UNICAST = ipaddress.ip_network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Reason(TextChoices):
    """Why an address may not be called. The value is kept, and told to each in their language."""

    NO_ADDRESS = "no_address", _("This is no web address.")
    NOT_WHOLE = "not_whole", _("Write the whole address, beginning with https://.")
    NOT_SECRET = (
        "not_secret",
        _("The address must begin with https://, so that nobody reads along."),
    )
    PRIVATE = "private", _("The address leads into a private or special network.")
    PASSWORD = "password", _("A name or password has no place in the address.")
    PORT = "port", _("The port must be 443, or 1024 and above.")


class Refused(ValueError):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Unknown(ValueError):
    """The name leads nowhere, for now at least."""


@dataclass(frozen=True)
class Target:
    """`host` is in ASCII, as it goes into the certificate's check; `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str


def read(url: str) -> Target:
    """Raises Refused for what is no address to call, wherever its name leads."""
    if len(url) > _LONGEST or not url.isprintable() or re.search(r"[\s\\]", url):
        raise Refused(Reason.NO_ADDRESS)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one, too
        raise Refused(Reason.NO_ADDRESS) from error
    if parts.scheme not in _SCHEMES or not _is_host(host):
        raise Refused(Reason.NOT_WHOLE)
    if parts.scheme != "https" and not settings.WEBHOOKS_ALLOW_PRIVATE:
        raise Refused(Reason.NOT_SECRET)
    if not settings.WEBHOOKS_ALLOW_PRIVATE and _is_plainly_private(host):
        raise Refused(Reason.PRIVATE)
    if "@" in parts.netloc:
        raise Refused(Reason.PASSWORD)
    if port is None:
        port = _SCHEMES[parts.scheme]
    if not settings.WEBHOOKS_ALLOW_PRIVATE and port != 443 and port < _FIRST_FREE_PORT:
        raise Refused(Reason.PORT)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return Target(parts.scheme, host, port, path)


def find(target: Target) -> list[str]:
    """The addresses behind a name, each of which may be called. Raises Refused or Unknown. One
    that may not be called is enough to refuse the name: it is a trick or a mistake."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unknown(str(error)) from error
    addresses = list(dict.fromkeys(str(place[4][0]) for place in found))
    if not addresses:
        raise Unknown(target.host)
    if not settings.WEBHOOKS_ALLOW_PRIVATE:
        for address in addresses:
            if not is_public(address):
                raise Refused(Reason.PRIVATE)
    return addresses


def is_public(text: str) -> bool:
    address: Address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if mapped := address.ipv4_mapped:
            address = mapped
        elif address not in _UNICAST:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _is_plainly_private(host: str) -> bool:
    """Whether no look-up is needed to tell."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return not is_public(_as_number(name) or name)
    except ValueError:
        return False


def _as_number(name: str) -> str | None:
    """An IPv4 address in the old ways to write one (2130706433, 0x7f.1, 127.1), as four numbers."""
    if not _NUMBERS.fullmatch(name):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return None


def _is_host(host: str) -> bool:
    if _HOST.fullmatch(host):
        return True
    try:
        return ipaddress.ip_address(host).version == 6
    except ValueError:
        return False

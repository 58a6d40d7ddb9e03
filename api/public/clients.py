"""Clients that show a key. Whoever shows none reads all the same, at the rate of an address."""

import time
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from api import rates
from api.models import ClientKey, Scope
from api.models.client_key import digest_of
from api.public.problems import Problem
from api.rates import Rate

# So long a process believes what it has read of a key, a revoked one included.
BELIEVED_FOR = 10
_MOST_REMEMBERED = 5_000
_LONGEST = 200
# The documentation is for whoever wants to know what a scope is.
_OPEN = {"schema", "docs"}
_REALM = 'Bearer realm="api"'


class Client(NamedTuple):
    """`name` is the key's beginning, which may be shown to anybody."""

    name: str
    rate: Rate | None
    scopes: frozenset[str]


# What was read of a key, by its digest, and until when that is believed. None: there is no such.
remembered: dict[str, tuple[float, Client | None]] = {}


def of(request: HttpRequest) -> Client | None:
    """None for who shows no key. Raises Problem for who shows one that does not hold."""
    shown = request.META.get("HTTP_AUTHORIZATION")
    if shown is None:
        return None
    scheme, _space, secret = shown.partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not secret or len(secret) > _LONGEST:
        raise _not_held()
    client = _find(digest_of(secret))
    if client is None:
        raise _not_held()
    return client


def admit(client: Client, name: str, request: HttpRequest) -> None:
    """Raises Problem where the key is not for what is asked."""
    scope = scope_of(name, request)
    if scope and scope not in client.scopes:
        raise Problem(
            "missing-scope",
            format_lazy(_("The key lacks the scope “{scope}”."), scope=scope),
            headers={"WWW-Authenticate": f'{_REALM}, error="insufficient_scope", scope="{scope}"'},
            scope=scope,
        )


def scope_of(name: str, request: HttpRequest) -> str | None:
    """What the address of this name asks of a key. None: nothing."""
    if name in _OPEN:
        return None
    if name == "changes":
        return Scope.CHANGES.value
    return Scope.SEARCH.value if "q" in request.GET else Scope.READ.value


def _find(digest: str) -> Client | None:
    now = time.monotonic()
    known = remembered.get(digest)
    if known and now < known[0]:
        return known[1]
    client = _read(digest)
    if len(remembered) >= _MOST_REMEMBERED:
        remembered.clear()
    remembered[digest] = (now + BELIEVED_FOR, client)
    return client


def _read(digest: str) -> Client | None:
    key = ClientKey.objects.valid().filter(digest=digest).first()
    if key is None:
        return None
    now = timezone.now()
    if _is_news(key, now):
        ClientKey.note_use(key.pk, now)
    return Client(key.prefix, rates.read(key.rate), frozenset(key.scopes))


def _is_news(key: ClientKey, now: datetime) -> bool:
    return key.used_at is None or now - key.used_at >= ClientKey.USE_NOTED_EVERY


def _not_held() -> Problem:
    return Problem(
        "invalid-key",
        _("Send the key as “Authorization: Bearer …”, or nothing at all."),
        headers={"WWW-Authenticate": f'{_REALM}, error="invalid_token"'},
    )

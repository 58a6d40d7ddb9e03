"""How often one client may ask, and what it is told of that."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api import rates
from api.public import visitor
from api.public.clients import Client
from api.public.leases import Leases
from api.public.problems import Problem
from api.rates import Rate

ANONYMOUS = "anonymous"
leases = Leases()


class Allowance(NamedTuple):
    """What is left of the rate, below zero for one request too many. `policy` names whose rate it
    is. The headers are those of
    draft-ietf-httpapi-ratelimit-headers."""

    policy: str
    rate: Rate
    left: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.rate.requests};w={self.rate.seconds}',
            "RateLimit": f'"{self.policy}";r={max(self.left, 0)};t={self.reset}',
        }

    def problem(self) -> Problem | None:
        if self.left >= 0:
            return None
        return Problem(
            "too-many-requests",
            _("Your address has asked as often as it may for now. Wait a little.")
            if self.policy == ANONYMOUS
            else _("Your key has been used as often as it may for now. Wait a little."),
            headers={"Retry-After": str(self.reset)},
        )


def spend(request: HttpRequest, client: Client | None) -> Allowance | None:
    """Count this request. None where there is no limit."""
    if client is not None:
        return client.rate and _spend(client.name, client.rate, client.name)
    rate = rates.read(settings.PUBLIC_RATE)
    return rate and _spend(visitor.household(visitor.address(request)), rate, ANONYMOUS)


def _spend(who: str, rate: Rate, policy: str) -> Allowance:
    left, reset = leases.spend(who, rate)
    return Allowance(policy, rate, left, reset)

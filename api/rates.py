"""How often somebody may ask: "600/minute"."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_RATE = re.compile(rf"([1-9]\d{{0,8}})/({'|'.join(_SECONDS)})")
_LEASES_OF_A_RATE = 50


@dataclass(frozen=True)
class Rate:
    requests: int
    seconds: int

    @cached_property
    def lease(self) -> int:
        """How many requests a process serves before it tells the others of them."""
        return max(1, self.requests // _LEASES_OF_A_RATE)


@lru_cache
def read(text: str) -> Rate | None:
    """None for "", which is no limit. Raises ValueError."""
    if not text:
        return None
    if found := _RATE.fullmatch(text):
        return Rate(int(found[1]), _SECONDS[found[2]])
    raise ValueError(text)

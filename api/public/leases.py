"""Counting in fixed windows without asking anybody at each request. A process serves as many of a
client's requests as a lease has, tells the shared count of them, and learns from it what all
processes have served. So many processes together may serve up to a lease each above the rate, and
one alone serves exactly the rate. Whoever asks less than a lease is never written down."""

import time
from threading import Lock

from api.public import counting
from api.rates import Rate

_MOST_CLIENTS = 20_000


class Lease:
    """`total` is the shared count as last heard, `unreported` what it has not been told of, `left`
    what may be served without asking."""

    __slots__ = ("ends", "key", "left", "lock", "rate", "total", "unreported")

    def __init__(self, who: str, rate: Rate, now: float) -> None:
        self.rate = rate
        self.ends = (int(now) // rate.seconds + 1) * rate.seconds
        self.key = f"{who} {rate.requests}/{rate.seconds} {self.ends}"
        self.left = min(rate.lease, rate.requests)
        self.total = self.unreported = 0
        self.lock = Lock()

    def renew(self) -> None:
        most = self.rate.requests
        if self.total + self.unreported >= most:
            return  # that much is known without asking
        total = counting.add(self.key, self.unreported, self.ends)
        self.total = self.total + self.unreported if total is None else total
        self.unreported = 0
        self.left = max(0, min(self.rate.lease, most - self.total))


class Leases:
    """Those of one process, by client."""

    def __init__(self) -> None:
        self._leases: dict[str, Lease] = {}
        self._opening = Lock()

    def spend(self, who: str, rate: Rate) -> tuple[int, int]:
        """Count a request. What is left for the client, -1 where this was one too many; and the
        seconds until the count begins anew."""
        now = time.time()
        lease = self._leases.get(who)
        if lease is None or now >= lease.ends or lease.rate is not rate:
            lease = self._open(who, rate, now)
        reset = lease.ends - int(now)
        with lease.lock:
            if not lease.left:
                lease.renew()
                if not lease.left:
                    return -1, reset
            lease.left -= 1
            lease.unreported += 1
            return max(rate.requests - lease.total - lease.unreported, 0), reset

    def clear(self) -> None:
        self._leases.clear()

    def _open(self, who: str, rate: Rate, now: float) -> Lease:
        with self._opening:
            lease = self._leases.get(who)
            if lease and now < lease.ends and lease.rate is rate:
                return lease  # another thread was first
            if len(self._leases) >= _MOST_CLIENTS:
                self._make_room(now)
            lease = self._leases[who] = Lease(who, rate, now)
            return lease

    def _make_room(self, now: float) -> None:
        self._leases = {who: lease for who, lease in self._leases.items() if now < lease.ends}
        if len(self._leases) >= _MOST_CLIENTS:
            self._leases = {}

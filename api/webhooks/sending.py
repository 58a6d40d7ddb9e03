"""One POST to an address that was judged just before. No redirect is followed, no proxy of the
environment asked, and no more is read than is kept."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache

from api.models import Attempt
from api.webhooks import address
from api.webhooks.address import Target

CONNECT_SECONDS = 5
# The whole of it, whatever the receiver does: a byte now and then keeps nobody waiting for longer.
SECONDS = 15
ANSWER_KEPT = 1000

Error = Attempt.Error


@dataclass(frozen=True, kw_only=True)
class Outcome:
    milliseconds: int
    status: int | None = None
    error: str = ""
    detail: str = ""
    answer: str = ""
    retry_after: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class _Failed(Exception):
    def __init__(self, error: str, cause: object) -> None:
        super().__init__(error)
        self.error = error
        self.detail = str(cause)[:500]


def post(url: str, body: str, headers: dict[str, str], *, seconds: float = SECONDS) -> Outcome:
    started = time.monotonic()

    def spent() -> int:
        return round((time.monotonic() - started) * 1000)

    try:
        status, answer, retry_after = _post(url, body.encode(), headers, started + seconds)
    except _Failed as failure:
        return Outcome(milliseconds=spent(), error=failure.error, detail=failure.detail)
    error = ""
    if 300 <= status < 400:
        error = Error.REDIRECT
    elif not 200 <= status < 300:
        error = Error.STATUS
    return Outcome(
        milliseconds=spent(), status=status, error=error, answer=answer, retry_after=retry_after
    )


def _post(url: str, body: bytes, headers: dict[str, str], deadline: float) -> tuple[int, str, str]:
    try:
        target = address.read(url)
        addresses = address.find(target)
    except address.Refused as refusal:
        raise _Failed(Error.REFUSED, refusal.reason.value) from refusal
    except address.Unknown as unknown:
        raise _Failed(Error.UNKNOWN_HOST, unknown) from unknown
    plain = _connect(addresses, target.port, deadline)
    with plain, _closed_at(deadline, plain) as is_late:
        try:
            return _exchange(plain, target, body, headers, deadline, is_late)
        except ssl.SSLCertVerificationError as error:
            raise _Failed(Error.CERTIFICATE, error) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_late() or isinstance(error, TimeoutError):
                raise _Failed(Error.TIMEOUT, "") from error
            is_cut = isinstance(error, OSError)
            raise _Failed(Error.UNREACHABLE if is_cut else Error.BROKEN, error) from error


def _connect(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """To the first that answers: a machine without IPv6 is told of IPv6 addresses all the same."""
    problem: OSError = OSError("")
    for one in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _Failed(Error.TIMEOUT, "")
        try:
            return socket.create_connection((one, port), timeout=min(left, CONNECT_SECONDS))
        except OSError as error:
            problem = error
    if isinstance(problem, TimeoutError):
        raise _Failed(Error.TIMEOUT, problem)
    raise _Failed(Error.UNREACHABLE, problem)


@contextmanager
def _closed_at(deadline: float, plain: socket.socket) -> Iterator[Callable[[], bool]]:
    """Timeouts of a socket begin anew with each byte. This ends the whole, from another thread."""
    late = threading.Event()

    def close() -> None:
        late.set()
        with suppress(OSError):
            plain.shutdown(socket.SHUT_RDWR)

    # A TLS socket takes over the file descriptor: keep one that stays ours.
    plain = plain.dup()
    timer = threading.Timer(max(deadline - time.monotonic(), 0), close)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()
        plain.close()


def _exchange(
    plain: socket.socket,
    target: Target,
    body: bytes,
    headers: dict[str, str],
    deadline: float,
    is_late: Callable[[], bool],
) -> tuple[int, str, str]:
    plain.settimeout(max(deadline - time.monotonic(), 0.001))
    connection: http.client.HTTPConnection
    if target.scheme == "https":
        connection = http.client.HTTPSConnection(target.host, target.port, context=_tls())
        connection.sock = _tls().wrap_socket(plain, server_hostname=target.host)
    else:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = plain
    with connection.sock:
        connection.request("POST", target.path, body, {**headers, "Connection": "close"})
        response = connection.getresponse()
        if is_late():
            # Headers that were cut off look complete.
            raise TimeoutError
        answer = b""
        # The status says it all; of the rest is kept what comes.
        with suppress(OSError, http.client.HTTPException):
            answer = response.read(ANSWER_KEPT)
        # PostgreSQL takes no NUL in a text.
        text = answer.decode(errors="replace").replace("\x00", "�")
        return response.status, text, response.getheader("Retry-After", "")


@lru_cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context

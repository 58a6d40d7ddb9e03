"""One question to a service over HTTP, with JSON both ways. No redirect is followed, and no more is
read than an answer can be long. Where the service is busy or the connection fails, it is tried
again after a pause; a question that may have been answered, and billed, is not."""

import json
import time
from collections.abc import Mapping
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, TimeoutError

from translation.machine.troubles import (
    Busy,
    Garbage,
    NotTaken,
    TooSlow,
    Trouble,
    Unreachable,
    UsedUp,
    WrongKey,
)

CONNECT_SECONDS = 5
READ_SECONDS = 20
# All tries together: a task is far shorter than the sweep's patience with it.
SECONDS = 45
TRIES = 3
PAUSE = 1.0
LONGEST = 2 * 1024 * 1024
USER_AGENT = "Tvilling"

_pool = urllib3.PoolManager(retries=False)


def ask(
    service: str,
    method: str,
    url: str,
    body: Mapping[str, Any] | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """The answer read as JSON; None where it is empty. Raises Trouble."""
    stop_at = time.monotonic() + SECONDS
    tried = 0
    while True:
        tried += 1
        try:
            return _once(service, method, url, body, headers or {}, stop_at)
        except (Busy, Unreachable) as trouble:
            wait = getattr(trouble, "wait", None)
            pause = PAUSE * 2 ** (tried - 1) if wait is None else wait
            if tried == TRIES or time.monotonic() + pause > stop_at - READ_SECONDS:
                raise
        time.sleep(pause)


def _once(
    service: str,
    method: str,
    url: str,
    body: Mapping[str, Any] | None,
    headers: Mapping[str, str],
    stop_at: float,
) -> Any:
    sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    left = max(stop_at - time.monotonic(), 0.1)
    try:
        response = _pool.request(
            method,
            url,
            body=sent,
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                "User-Agent": USER_AGENT,
                **headers,
            },
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=min(READ_SECONDS, left)),
            redirect=False,
            preload_content=False,
        )
        try:
            read = _read(response, time.monotonic() + min(READ_SECONDS, left))
        finally:
            response.close()
    except (NewConnectionError, urllib3.exceptions.ConnectTimeoutError, MaxRetryError) as error:
        raise Unreachable(service) from error
    except TimeoutError as error:
        raise TooSlow(service) from error
    except (HTTPError, OSError) as error:
        # Sent, and cut off before it was answered.
        raise TooSlow(service) from error
    return _answer(service, response, read)


def _read(response: urllib3.BaseHTTPResponse, stop_at: float) -> bytes:
    """At most a byte more than an answer may have; a byte now and then keeps nobody for longer."""
    read = bytearray()
    while part := response.read1(64 * 1024):
        read += part
        if len(read) > LONGEST:
            break
        if time.monotonic() > stop_at:
            raise TimeoutError
    return bytes(read)


def _answer(service: str, response: urllib3.BaseHTTPResponse, read: bytes) -> Any:
    status = response.status
    if 200 <= status < 300:
        if len(read) > LONGEST:
            raise Garbage(service)
        try:
            return json.loads(read) if read.strip() else None
        except (ValueError, RecursionError) as error:
            raise Garbage(service) from error
    raise _trouble(service, status, response, read)


def _trouble(service: str, status: int, response: urllib3.BaseHTTPResponse, read: bytes) -> Trouble:
    if status in (401, 403):
        return WrongKey(service)
    if status == 456:
        return UsedUp(service)
    if status == 429 or status >= 500:
        return Busy(service, status, _seconds(response.headers.get("Retry-After")))
    return NotTaken(service, status, _why(read))


def _seconds(told: str | None) -> float | None:
    return float(told) if told and told.isdigit() else None


def _why(read: bytes) -> str:
    """What the service says of it: DeepL in `message`, LibreTranslate in `error`."""
    try:
        told = json.loads(read[:LONGEST])
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict):
        return ""
    why = told.get("message") or told.get("error") or ""
    return " ".join(str(why).split())[:200]

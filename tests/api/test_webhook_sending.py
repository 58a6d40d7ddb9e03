"""Receivers that behave badly, spoken to over a bare socket."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from pytest_django import Settings

from api.models import Attempt
from api.webhooks import sending

Error = Attempt.Error
Speak = Callable[[Callable[[socket.socket], None]], str]


@pytest.fixture
def speak(settings: Settings) -> Iterator[Speak]:
    """Answers each connection with what a function does to it. Gives the address."""
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    listening = socket.create_server(("127.0.0.1", 0))

    def start(answer: Callable[[socket.socket], None]) -> str:
        def serve() -> None:
            while True:
                try:
                    connection, _address = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    with suppress(OSError):  # it hung up
                        answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield start
    listening.close()


def test_a_byte_now_and_then_keeps_nobody_waiting(speak: Speak):
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X")
            time.sleep(0.05)

    outcome = sending.post(speak(drip), "{}", {}, seconds=0.4)

    assert outcome.error == Error.TIMEOUT
    assert outcome.status is None


def test_an_answer_that_goes_on_too_long_has_answered(speak: Speak):
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"X")
            time.sleep(0.05)

    outcome = sending.post(speak(drip), "{}", {}, seconds=0.4)

    assert outcome.is_success


def test_silence_is_a_timeout(speak: Speak):
    outcome = sending.post(speak(lambda connection: time.sleep(2)), "{}", {}, seconds=0.3)

    assert outcome.error == Error.TIMEOUT


def test_an_endless_answer_is_cut_off_and_kept_short(speak: Speak):
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 500 Oh\r\n\r\n")
        while True:
            connection.sendall(b"a\x00" * 10_000)

    outcome = sending.post(speak(endless), "{}", {})

    assert (outcome.status, outcome.error) == (500, Error.STATUS)
    assert len(outcome.answer) == sending.ANSWER_KEPT
    assert "\x00" not in outcome.answer


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"",
    ],
)
def test_what_is_no_http_is_an_error_and_no_more(speak: Speak, answer: bytes):
    outcome = sending.post(speak(lambda connection: connection.sendall(answer)), "{}", {})

    assert outcome.error in (Error.BROKEN, Error.UNREACHABLE)
    assert not outcome.is_success


def test_nobody_listening_is_told(settings: Settings):
    settings.WEBHOOKS_ALLOW_PRIVATE = True

    assert sending.post("http://127.0.0.1:1/", "{}", {}).error == Error.UNREACHABLE


def test_no_proxy_of_the_environment_is_asked(speak: Speak, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    answer = b"HTTP/1.1 204 No Content\r\n\r\n"

    outcome = sending.post(speak(lambda connection: connection.sendall(answer)), "{}", {})

    assert outcome.is_success

"""Where webhooks may go: what an address may look like, and where its name may lead."""

import http.server
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from api.models import Attempt
from api.models.endpoint import validate_url
from api.webhooks import address, sending
from api.webhooks.address import Refused, Target

Error = Attempt.Error


def lead_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Every name leads there. Returns the names that were looked up."""
    asked: list[str] = []
    truly = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *arguments: Any, **named: Any) -> list[Any]:
        if host in addresses:
            return truly(host, port, *arguments, **named)
        asked.append(host)
        family = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in addresses]
        return [
            (kind, socket.SOCK_STREAM, 6, "", (one, port))
            for kind, one in zip(family, addresses, strict=True)
        ]

    monkeypatch.setattr("api.webhooks.address.socket.getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://receiver.example", Target("https", "receiver.example", 443, "/")),
        (
            "https://Receiver.example:8443/a?b=c",
            Target("https", "receiver.example", 8443, "/a?b=c"),
        ),
        ("https://blåbær.example/æ", Target("https", "xn--blbr-roah.example", 443, "/%C3%A6")),
        ("https://1.1/", Target("https", "1.1", 443, "/")),
        ("https://127.example/", Target("https", "127.example", 443, "/")),
        ("https://[2a00:1450::1]/", Target("https", "2a00:1450::1", 443, "/")),
    ],
)
def test_addresses_that_can_be_called(url: str, target: Target):
    assert address.read(url) == target


@pytest.mark.parametrize(
    "url",
    [
        *("", "receiver.example", "http://receiver.example/", "ftp://receiver.example/"),
        *("file:///etc/passwd", "gopher://receiver.example/", "https://", "https:///hooks"),
        *("https://user@receiver.example/", "https://user:word@receiver.example/"),
        *("https://@receiver.example/", "https://receiver.example:0/", "https://a:22/"),
        *("https://receiver.example:99999/", "https://receiver.example:x/"),
        *(
            "https://receiver.example /",
            "https://receiver.example/\r\nHost: other",
            "https://a\\b/",
        ),
        *("https://[::1/", "https://" + "a" * 70 + ".example/", "https://a.example/" + "x" * 1000),
        *("https://a\x00b/", "https://-a.example/", "https://a%2eb/"),
    ],
)
def test_addresses_that_cannot_be_called(url: str):
    with pytest.raises(Refused) as refusal:
        address.read(url)

    assert str(refusal.value.reason)


@pytest.mark.parametrize(
    "inside",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "168.63.129.16", "192.0.0.8", "192.88.99.1"),
        *("::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1"),
        *("2002:7f00:1::", "2001::1", "64:ff9b:1::1", "fec0::1", "100::1"),
    ],
)
def test_no_address_leads_into_a_private_or_special_network(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, inside: str
):
    lead_to(monkeypatch, inside)
    target = address.read("https://receiver.example/")

    assert not address.is_public(inside)
    with pytest.raises(Refused):
        address.find(target)
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    assert address.find(target) == [inside]


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.0.0.1.", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]"),
        *("[fd00:ec2::254]", "[::ffff:10.0.0.1]", "localhost", "LOCALHOST.", "hooks.localhost"),
        *("2130706433", "0x7f.1", "0X7F000001", "127.1", "127.0.1.", "0177.0.0.1", "0", "10.1"),
    ],
)
def test_an_address_that_is_plainly_private_is_refused_when_it_is_written(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, host: str
):
    asked = lead_to(monkeypatch, "1.1.1.1")

    with pytest.raises(ValidationError, match="private or special network"):
        validate_url(f"https://{host}/")

    assert not asked
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    validate_url(f"https://{host}/")


@pytest.mark.parametrize(
    "outside", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_called(monkeypatch: pytest.MonkeyPatch, outside: str):
    lead_to(monkeypatch, outside)

    assert address.find(address.read("https://receiver.example/")) == [outside]


def test_one_private_address_among_several_refuses_the_name(monkeypatch: pytest.MonkeyPatch):
    lead_to(monkeypatch, "1.1.1.1", "2606:4700:4700::1111", "10.0.0.1")

    with pytest.raises(Refused):
        address.find(address.read("https://receiver.example/"))


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "0177.0.0.1"])
def test_other_ways_to_write_our_own_machine_are_refused(host: str):
    outcome = sending.post(f"https://{host}/", "{}", {})

    assert outcome.error in (Error.REFUSED, Error.UNKNOWN_HOST)
    assert outcome.status is None


def test_a_name_that_leads_nowhere_is_told(monkeypatch: pytest.MonkeyPatch):
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr("api.webhooks.address.socket.getaddrinfo", getaddrinfo)

    outcome = sending.post("https://receiver.example/", "{}", {})

    assert outcome.error == Error.UNKNOWN_HOST
    assert "not known" in outcome.detail


def test_the_connection_is_made_to_an_address_that_was_judged(monkeypatch: pytest.MonkeyPatch):
    """Asked a second time, a name could lead elsewhere."""
    asked = lead_to(monkeypatch, "1.1.1.1", "2606:4700:4700::1111")
    called: list[tuple[str, int]] = []

    def create_connection(place: tuple[str, int], timeout: float) -> None:
        called.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr("api.webhooks.sending.socket.create_connection", create_connection)

    outcome = sending.post("https://receiver.example/", "{}", {})

    assert asked == ["receiver.example"]
    assert called == [("1.1.1.1", 443), ("2606:4700:4700::1111", 443)]
    assert outcome.error == Error.UNREACHABLE


@dataclass
class SecureReceiver:
    port: int
    certificate: Path
    came: list[dict[str, str]] = field(default_factory=list)

    def url(self, host: str = "receiver.example") -> str:
        return f"https://{host}:{self.port}/hooks"


@pytest.fixture
def secure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[SecureReceiver]:
    """For receiver.example, on this machine, with a certificate that nobody trusts by itself."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    lead_to(monkeypatch, "127.0.0.1")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=receiver.example", "-addext", "subjectAltName=DNS:receiver.example"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            receiver.came.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver = SecureReceiver(server.server_port, certificate)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    sending._tls.cache_clear()
    yield receiver
    sending._tls.cache_clear()
    server.shutdown()
    server.server_close()


def test_a_certificate_that_holds_is_asked_for_by_the_receivers_name(
    secure: SecureReceiver, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.certificate))

    outcome = sending.post(secure.url(), "{}", {"webhook-id": "msg_1"})

    assert (outcome.status, outcome.error) == (204, "")
    (came,) = secure.came
    assert came["host"] == f"receiver.example:{secure.port}"
    assert came["webhook-id"] == "msg_1"


def test_a_certificate_of_another_name_does_not_hold(
    secure: SecureReceiver, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.certificate))

    outcome = sending.post(secure.url("other.example"), "{}", {})

    assert outcome.error == Error.CERTIFICATE
    assert not secure.came


def test_a_certificate_that_nobody_vouches_for_does_not_hold(secure: SecureReceiver):
    assert sending.post(secure.url(), "{}", {}).error == Error.CERTIFICATE
    assert not secure.came

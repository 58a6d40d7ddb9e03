import pytest
from django.test import Client
from pytest_django import Settings

from api.public import visitor
from api.public.checks import rate_can_be_read
from tests.api.live import Queries

pytestmark = pytest.mark.django_db
SECTIONS = "/api/v1/sections/?language=en"


@pytest.fixture(autouse=True)
def three_a_minute(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PUBLIC_RATE = "3/minute"
    monkeypatch.setattr("api.public.leases.time.time", lambda: 1_000_000_020.5)


def test_every_answer_tells_what_is_left(client: Client):
    first, second = client.get(SECTIONS), client.get("/api/v1/nothing/")

    assert first["RateLimit-Policy"] == '"anonymous";q=3;w=60'
    assert first["RateLimit"] == '"anonymous";r=2;t=60'
    assert second["RateLimit"] == '"anonymous";r=1;t=60'


def test_who_asks_too_often_is_told_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    for _ in range(3):
        assert client.get(SECTIONS).status_code == 200

    with Queries() as queries:
        response = client.get(SECTIONS)

    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "60"
    assert response["RateLimit"] == '"anonymous";r=0;t=60'
    assert response["Cache-Control"] == "no-store"
    assert len(queries) == 0
    monkeypatch.setattr("api.public.leases.time.time", lambda: 1_000_000_080.0)
    assert client.get(SECTIONS).status_code == 200


def test_counting_asks_the_database_nothing(client: Client):
    with Queries() as queries:
        client.get(SECTIONS)

    assert len(queries) == 1


def test_each_address_has_its_own_count(client: Client):
    for _ in range(4):
        client.get(SECTIONS)

    assert client.get(SECTIONS, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_asking_first_costs_nothing(client: Client):
    for _ in range(5):
        client.options(SECTIONS)

    assert client.get(SECTIONS)["RateLimit"] == '"anonymous";r=2;t=60'


def test_no_rate_is_no_limit(client: Client, settings: Settings):
    settings.PUBLIC_RATE = ""

    for _ in range(5):
        response = client.get(SECTIONS)

    assert response.status_code == 200
    assert "RateLimit" not in response


def test_a_made_up_forwarded_address_is_not_believed(client: Client):
    for n in range(4):
        response = client.get(SECTIONS, headers={"X-Forwarded-For": f"192.0.2.{n}"})

    assert response.status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "made up, 192.0.2.1", "192.0.2.1"),
        (2, "made up, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxies_wrote(
    rf, settings: Settings, proxies: int, forwarded: str, address: str
):
    settings.TRUSTED_PROXIES = proxies

    request = rf.get("/", headers={"X-Forwarded-For": forwarded})

    assert visitor.address(request) == address


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("made up", "unknown"),
    ],
)
def test_a_household_has_one_count(address: str, household: str):
    assert visitor.household(address) == household


@pytest.mark.parametrize("rate", ["3", "3/", "0/minute", "-1/minute", "3/week", "many/second", " "])
def test_a_rate_that_cannot_be_read_stops_the_start(settings: Settings, rate: str):
    settings.PUBLIC_RATE = rate

    (error,) = rate_can_be_read()
    assert error.id == "api.E001"


@pytest.mark.parametrize("rate", ["", "10/second", "600/minute", "5000/hour", "1/day"])
def test_rates_that_can_be_read(settings: Settings, rate: str):
    settings.PUBLIC_RATE = rate

    assert rate_can_be_read() == []

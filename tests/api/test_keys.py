"""Clients with a key: recognised, at a rate of their own, and admitted to what the key is for."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.roles import Role
from api import actions
from api.models import ClientKey, Scope
from api.public import clients, site_urls, urls
from tests.api.live import Queries, make_live
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/?language=en"
SEARCH = f"{LIST}&q=ferry"


@pytest.fixture(autouse=True)
def two_an_hour(settings: Settings) -> None:
    settings.PUBLIC_RATE = "2/hour"


def make_key(
    *, scopes: tuple[str, ...] = tuple(Scope.values), rate: str = "1000/hour"
) -> tuple[ClientKey, str]:
    key = ClientKey(name="App", contact="app@example.com", scopes=list(scopes), rate=rate)
    return key, actions.create_key(key, by=make_user())


def get(client: Client, path: str, secret: str, **headers: str) -> Any:
    return client.get(path, headers={"Authorization": f"Bearer {secret}"} | headers)


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is believed of keys is read anew."""
    now = clients.time.monotonic()
    monkeypatch.setattr(clients.time, "monotonic", lambda: now + clients.BELIEVED_FOR + 1)


def test_a_key_has_a_rate_of_its_own_over_all_addresses(client: Client):
    key, secret = make_key(rate="3/hour")
    for _ in range(3):
        client.get(LIST)
    assert client.get(LIST).status_code == 429

    answers = [get(client, LIST, secret) for _ in range(2)]
    answers.append(
        client.get(LIST, headers={"Authorization": f"bearer {secret}"}, REMOTE_ADDR="::9")
    )
    refused = get(client, LIST, secret)

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0]["RateLimit-Policy"] == f'"{key.prefix}";q=3;w=3600'
    assert answers[0]["RateLimit"].startswith(f'"{key.prefix}";r=2;')
    assert refused.status_code == 429
    assert "Your key" in refused.json()["detail"]


def test_a_key_without_a_limit_has_none(client: Client):
    _key, secret = make_key(rate="")

    for _ in range(5):
        response = get(client, LIST, secret)

    assert response.status_code == 200
    assert "RateLimit" not in response


@pytest.mark.parametrize(
    "header",
    [
        "Bearer tvk_wrong",
        "Bearer",
        "Bearer ",
        "",
        "Basic dXNlcjp3b3Jk",
        "Bearer " + "x" * 300,
        "æ ø",
    ],
)
def test_a_wrong_key_is_refused_and_counts_for_its_address(client: Client, header: str):
    response = client.get(LIST, headers={"Authorization": header})

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    assert response["Cache-Control"] == "no-store"
    assert response["RateLimit"].startswith('"anonymous";r=1;')
    assert response.json()["type"].endswith("#invalid-key")
    client.get(LIST)
    assert client.get(LIST, headers={"Authorization": header}).status_code == 429


def test_a_revoked_key_is_refused_within_seconds(client: Client, monkeypatch: pytest.MonkeyPatch):
    key, secret = make_key()
    assert get(client, LIST, secret).status_code == 200

    actions.revoke_key(key, by=make_user(Role.ADMINISTRATOR))
    later(monkeypatch)

    assert get(client, LIST, secret).status_code == 401
    assert client.get(LIST).status_code == 200
    assert clients.BELIEVED_FOR <= 10


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        (Scope.READ, LIST),
        (Scope.SEARCH, SEARCH),
        (Scope.READ, "/feeds/en/rss.xml"),
        (Scope.CHANGES, "/api/v1/changes/?language=en"),
    ],
)
def test_each_scope_opens_something_that_a_key_without_it_is_refused(
    client: Client, scope: str, path: str
):
    others = tuple(one for one in Scope.values if one != scope)
    _key, with_it = make_key(scopes=(scope,))
    _key, without = make_key(scopes=others)

    refused = get(client, path, without)

    assert get(client, path, with_it).status_code == 200
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["WWW-Authenticate"] == (
        f'Bearer realm="api", error="insufficient_scope", scope="{scope}"'
    )
    assert refused["Cache-Control"] == "no-store"
    assert refused.json()["scope"] == scope
    assert client.get(path).status_code == 200


def test_every_address_asks_for_a_scope_but_the_documentation(rf):
    names = {route.name for route in [*urls.urlpatterns, *site_urls.urlpatterns]}
    asked = {name: clients.scope_of(name, rf.get("/")) for name in names}

    assert {name for name, scope in asked.items() if scope is None} == {"schema", "docs"}
    assert {name for name, scope in asked.items() if scope == Scope.CHANGES} == {"changes"}


def test_what_a_key_is_answered_no_public_cache_holds(client: Client):
    _key, secret = make_key()
    live = make_live("en", slug="ferry")
    path = f"/api/v1/articles/{live.slug}/?language=en"

    anonymous, keyed = client.get(path), get(client, path, secret)
    again = get(client, path, secret, **{"If-None-Match": keyed["ETag"]})
    nowhere = get(client, "/api/v1/articles/nowhere/?language=en", secret)

    assert keyed.content == anonymous.content
    assert keyed["ETag"] == anonymous["ETag"]
    assert anonymous["Cache-Control"].startswith("public,")
    for answer in (keyed, again, nowhere):
        assert answer["Cache-Control"].startswith("private,")
    assert again.status_code == 304


def test_a_key_costs_one_statement_every_few_seconds_and_a_wrong_one_too(
    client: Client, settings: Settings
):
    settings.PUBLIC_RATE = ""
    _key, secret = make_key()
    ClientKey.objects.update(used_at=timezone.now())

    for shown, status in ((secret, 200), ("tvk_wrong", 401)):
        with Queries() as first:
            assert get(client, LIST, shown).status_code == status
        with Queries() as second:
            assert get(client, LIST, shown).status_code == status

        assert len(first) == len(second) + 1


def test_its_use_is_noted_to_the_hour(client: Client, monkeypatch: pytest.MonkeyPatch):
    key, secret = make_key()

    get(client, LIST, secret)

    key.refresh_from_db()
    assert timezone.now() - timedelta(hours=1) <= key.used_at <= timezone.now()
    assert (key.used_at.minute, key.used_at.second) == (0, 0)
    ClientKey.objects.update(used_at=timezone.now() - timedelta(minutes=30))
    noted = ClientKey.objects.get().used_at
    later(monkeypatch)
    get(client, LIST, secret)
    assert ClientKey.objects.get().used_at == noted


def test_a_crowd_of_wrong_keys_takes_no_more_room(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    settings.PUBLIC_RATE = ""
    monkeypatch.setattr(clients, "_MOST_REMEMBERED", 5)

    for number in range(20):
        get(client, LIST, f"tvk_{number}")

    assert len(clients.remembered) <= 5


def test_secrets_are_long_and_differ_and_only_their_digest_is_kept():
    (first, secret), (second, other) = make_key(), make_key()

    assert len(secret) >= 47
    assert secret != other
    assert first.digest != second.digest
    assert all(secret not in str(value) for value in ClientKey.objects.values_list()[0])
    assert secret.startswith(first.prefix)
    assert len(first.prefix) == 12


def test_the_documentation_needs_no_scope(client: Client):
    _key, secret = make_key(scopes=(Scope.SEARCH,))

    assert get(client, "/api/v1/schema/", secret).status_code == 200

"""The administrators' pages for webhooks, their log, and keys."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from api.models import Attempt, ClientKey, Delivery, Endpoint
from api.models.client_key import digest_of
from api.webhooks import fanning, recording, sending
from publishing.models import Event
from tests.api.live import make_live
from tests.api.webhooks import make_endpoint, tell
from tests.factories import make_article, make_editor, make_user

pytestmark = pytest.mark.django_db
ENDPOINT = {"name": "Front end", "url": "https://receiver.example/hooks"}
KEY = {"name": "App", "contact": "app@example.com", "rate": "100/minute"}
START, HOUR = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC), datetime.timedelta(hours=1)
PAGES = ["api_endpoint", "api_delivery", "api_clientkey"]


@pytest.fixture
def administrator() -> User:
    return make_user(Role.ADMINISTRATOR, name="Berit", interface_language="en")


@pytest.fixture
def browser(administrator: User) -> Client:
    return browser_of(administrator)


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def press(browser: Client, endpoint: Endpoint, button: str, **posted):
    return browser.post(reverse(f"admin:api_endpoint_{button}", args=[endpoint.pk]), posted)


def page_of(browser: Client, thing) -> str:
    url = reverse(f"admin:api_{thing._meta.model_name}_change", args=[thing.pk])
    response = browser.get(url)
    assert response.status_code == 200
    return response.content.decode()


def make_delivery(endpoint: Endpoint, slug: str = "ferry", **fields) -> Delivery:
    tell(make_live("en", slug=slug))
    fanning.fan_out()
    delivery = endpoint.deliveries.latest("pk")
    Delivery.objects.filter(pk=delivery.pk).update(**fields)
    delivery.refresh_from_db()
    return delivery


def test_only_administrators_see_them_and_press_their_buttons(browser: Client):
    endpoint = make_endpoint()
    delivery = make_delivery(endpoint)
    editor = browser_of(make_editor("Nils"))

    for page in PAGES:
        url = reverse(f"admin:{page}_changelist")
        assert browser.get(url).status_code == 200
        assert editor.get(url).status_code == 403
        listed = browser.get(url).content.decode()
        assert all(reverse(f"admin:{other}_changelist") in listed for other in PAGES)
    menu = reverse("admin:api_endpoint_changelist")
    assert menu in browser.get(reverse("admin:index")).content.decode()
    assert menu not in editor.get(reverse("admin:index")).content.decode()
    for button in ("rotate", "test", "off", "on", "replay"):
        assert press(editor, endpoint, button).status_code == 403
    assert editor.post(reverse("admin:api_delivery_again", args=[delivery.pk])).status_code == 403
    before = endpoint.secret
    endpoint.refresh_from_db()
    assert (endpoint.secret, endpoint.is_active) == (before, True)


def secret_url(thing: Endpoint | ClientKey) -> str:
    return reverse(f"admin:api_{thing._meta.model_name}_secret", args=[thing.pk])


def test_a_new_webhook_shows_its_secret_once_and_is_told_of_what_is_to_come(
    browser: Client, administrator: User
):
    old = tell(make_live())

    response = browser.post(
        reverse("admin:api_endpoint_add"),
        ENDPOINT | {"types": ["article.published"]},
        follow=True,
    )

    endpoint = Endpoint.objects.get()
    assert response.redirect_chain == [(secret_url(endpoint), 302)]
    assert "no-store" in response["Cache-Control"]
    assert endpoint.secret.startswith("whsec_")
    assert endpoint.secret in response.content.decode()
    assert endpoint.secret not in page_of(browser, endpoint)
    assert (endpoint.reached, endpoint.created_by) == (old.number, administrator)
    assert (endpoint.types, endpoint.languages) == (["article.published"], [])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "http://receiver.example/"),
        ("url", "https://user:word@receiver.example/"),
        ("url", "nonsense"),
        ("types", []),
        ("types", ["article.eaten"]),
        ("languages", ["tlh"]),
        ("name", ""),
    ],
)
def test_a_wrong_webhook_is_refused_beside_the_field(browser: Client, field: str, value):
    posted = ENDPOINT | {"types": ["article.published"]} | {field: value}

    response = browser.post(reverse("admin:api_endpoint_add"), posted)

    assert field in response.context["adminform"].form.errors
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize("lifted", [False, True])
def test_https_is_asked_for_only_where_it_must_be(browser: Client, settings, lifted: bool):
    settings.WEBHOOKS_ALLOW_PRIVATE = lifted

    field = browser.get(reverse("admin:api_endpoint_add")).context["adminform"].form.fields["url"]

    assert ("https://" in str(field.help_text)) is not lifted


def test_a_change_leaves_what_the_worker_has_written_meanwhile(browser: Client):
    endpoint = make_endpoint()
    url = reverse("admin:api_endpoint_change", args=[endpoint.pk])
    Endpoint.objects.update(failures=7, secret="whsec_bmV3")

    browser.post(url, ENDPOINT | {"name": "App", "types": ["cache.purge"], "languages": ["en"]})

    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.types, endpoint.languages) == ("App", ["cache.purge"], ["en"])
    assert (endpoint.failures, endpoint.secret) == (7, "whsec_bmV3")


@pytest.mark.parametrize(
    ("posted", "question"),
    [
        ({}, "Rotate the secret of {}?"),
        ({"leaked": "1"}, "Stop the former secret of {} at once?"),
    ],
)
def test_a_secret_is_exchanged_only_after_a_question_that_names_the_webhook(
    browser: Client, posted: dict[str, str], question: str
):
    endpoint = make_endpoint()
    before = endpoint.secret

    text = press(browser, endpoint, "rotate", **posted).content.decode()

    endpoint.refresh_from_db()
    assert question.format(endpoint.name) in text
    assert ('name="leaked"' in text) is bool(posted)
    assert (endpoint.secret, endpoint.signing_secrets(timezone.now())) == (before, [before])


def test_rotation_shows_the_new_secret_and_keeps_the_former_unless_it_leaked(browser: Client):
    endpoint = make_endpoint()
    first = endpoint.secret

    answer = press(browser, endpoint, "rotate", sure="1")
    text = browser.get(answer["Location"]).content.decode()

    endpoint.refresh_from_db()
    assert endpoint.secret in text
    assert first not in text
    assert endpoint.signing_secrets(timezone.now()) == [endpoint.secret, first]
    assert "signs beside the new one" in page_of(browser, endpoint)
    press(browser, endpoint, "rotate", leaked="1", sure="1")
    endpoint.refresh_from_db()
    assert endpoint.signing_secrets(timezone.now()) == [endpoint.secret]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Not tried yet"),
        ({"succeeded_at": timezone.now()}, "Working"),
        ({"turned_on_at": timezone.now()}, "Not tried since it was turned on"),
        (
            {"succeeded_at": START, "turned_on_at": START + HOUR},
            "Not tried since it was turned on",
        ),
        ({"succeeded_at": START + HOUR, "turned_on_at": START}, "Working"),
        ({"failures": 4, "failing_since": timezone.now()}, "4 failures in a row"),
        (
            {"disabled_at": timezone.now(), "disabled_reason": Endpoint.Disabled.GONE},
            "It answered 410",
        ),
    ],
)
def test_its_health_is_told_in_list_and_page(browser: Client, fields: dict, said: str):
    endpoint = make_endpoint(**fields)

    assert said in page_of(browser, endpoint)
    listed = browser.get(reverse("admin:api_endpoint_changelist")).content.decode()
    assert f'data-state="{endpoint.health}"' in listed


def test_a_test_leads_to_its_log(browser: Client):
    endpoint = make_endpoint()

    response = press(browser, endpoint, "test")

    delivery = endpoint.deliveries.get()
    assert delivery.type == Delivery.TEST
    assert response["Location"] == reverse("admin:api_delivery_change", args=[delivery.pk])


def test_a_webhook_that_is_off_is_not_tried_and_says_so(browser: Client):
    endpoint = make_endpoint()
    press(browser, endpoint, "off")

    response = press(browser, endpoint, "test")

    assert not endpoint.deliveries.exists()
    assert response["Location"] == reverse("admin:api_endpoint_change", args=[endpoint.pk])
    endpoint.refresh_from_db()
    page = page_of(browser, endpoint)
    assert "No test was sent: the webhook is turned off." in page
    assert "While it is off nothing is sent to it" in page


def test_what_waits_for_a_webhook_that_is_off_tells_no_hour(browser: Client):
    endpoint = make_endpoint()
    delivery = make_delivery(endpoint)
    press(browser, endpoint, "off")

    assert "When the webhook is turned on" in page_of(browser, delivery)
    listed = browser.get(reverse("admin:api_delivery_changelist")).content.decode()
    assert "when the webhook is turned on" in listed


def test_what_waits_behind_an_earlier_one_of_its_story_tells_so_instead_of_an_hour(
    browser: Client,
):
    endpoint, live = make_endpoint(), make_live("en", slug="ferry")
    tell(live)
    tell(live, kind=Event.Kind.UPDATED)
    tell(live, kind=Event.Kind.UPDATED)
    fanning.fan_out()
    first, second, third = endpoint.deliveries.exclude(article=None).order_by("event_id")
    waits = "An earlier delivery of the same story"

    listed = browser.get(reverse("admin:api_delivery_changelist")).content.decode()

    assert listed.count(waits.replace("An", "an", 1)) == 2
    assert waits not in page_of(browser, first)
    assert "Next attempt" in page_of(browser, first)
    for later in (second, third):
        page = page_of(browser, later)
        assert waits in page
        assert reverse("admin:api_delivery_change", args=[first.pk]) in page
        assert "Next attempt" not in page
    Delivery.objects.filter(pk=first.pk).update(state=Delivery.State.GIVEN_UP)
    assert "Next attempt" in page_of(browser, second)


def test_an_attempt_is_told_to_the_second(browser: Client):
    delivery = make_delivery(make_endpoint())
    at = datetime.datetime(2030, 1, 2, 12, 34, 56, tzinfo=datetime.UTC)
    Attempt.objects.create(delivery=delivery, at=at, milliseconds=7, status=500)

    assert "2 January 2030, 13:34:56" in page_of(browser, delivery)
    norwegian = make_user(Role.ADMINISTRATOR, name="Anne", interface_language="nb")
    assert "2. januar 2030 kl. 13.34.56" in page_of(browser_of(norwegian), delivery)


def test_the_log_tells_day_and_time_of_creation_and_last_attempt(browser: Client):
    created = datetime.datetime(2025, 1, 2, 12, 34, 56, tzinfo=datetime.UTC)
    tried = created + datetime.timedelta(days=1, seconds=3)
    fields = {"state": Delivery.State.DELIVERED, "created_at": created, "ended_at": tried}
    delivery = make_delivery(make_endpoint(), **fields)
    for at in (created, tried):
        Attempt.objects.create(delivery=delivery, at=at, milliseconds=7, status=200)

    listed = browser.get(reverse("admin:api_delivery_changelist")).content.decode()

    assert ">02/01/2025, 13:34:56</time>" in listed
    assert "Last attempt: <time" in listed
    assert listed.count(">03/01/2025, 13:34:59</time>") == 1
    page = page_of(browser, delivery)
    assert "<dt>Delivered</dt>" in page
    assert "<dd>3 January 2025, 13:34:59</dd>" in page


def test_turning_off_stands_under_a_heading_of_its_own(browser: Client):
    page = page_of(browser, make_endpoint())

    sections = [part for part in page.split("<section") if "/off/" in part]
    assert ["<h2>Turn it off</h2>" in part for part in sections] == [True]
    assert "/test/" not in sections[0]


@pytest.mark.parametrize("name", [*PAGES, "publishing_publication", "publishing_republication"])
def test_lists_are_cards_on_a_phone(browser: Client, name: str):
    response = browser.get(reverse(f"admin:{name}_changelist"))

    assert "cms/cards" in response.content.decode()


def test_it_is_turned_off_and_on(browser: Client):
    endpoint = make_endpoint()

    press(browser, endpoint, "off")
    endpoint.refresh_from_db()
    assert endpoint.disabled_reason == Endpoint.Disabled.BY_HAND
    assert "Turned off by a person" in page_of(browser, endpoint)

    press(browser, endpoint, "on", from_now="1")
    endpoint.refresh_from_db()
    assert endpoint.is_active
    assert endpoint.health == Endpoint.Health.UNTRIED_AGAIN


def test_turning_on_what_is_on_gives_up_nothing(browser: Client):
    endpoint = make_endpoint()
    delivery = make_delivery(endpoint)

    press(browser, endpoint, "on", from_now="1")

    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.WAITING
    assert not LogEntry.objects.exists()


def history_of(browser: Client, thing) -> list[tuple[str, str, str]]:
    url = reverse(f"admin:api_{thing._meta.model_name}_history", args=[thing.pk])
    found = browser.get(url).context["history"].entries
    return [(str(one.made), str(one.reason), one.by.name) for one in found]


def test_the_history_of_a_webhook_tells_who_did_what_to_it(browser: Client):
    endpoint = make_endpoint()
    delivery = make_delivery(endpoint, state=Delivery.State.DELIVERED)

    press(browser, endpoint, "rotate")
    press(browser, endpoint, "rotate", sure="1")
    press(browser, endpoint, "rotate", sure="1", leaked="1")
    press(browser, endpoint, "off")
    press(browser, endpoint, "off")
    press(browser, endpoint, "on")
    press(browser, endpoint, "test")
    press(browser, endpoint, "replay", since_0="2025-01-02", since_1="12:00")
    press(browser, endpoint, "replay", since_0="2999-01-01", since_1="12:00")
    browser.post(reverse("admin:api_delivery_again", args=[delivery.pk]))

    assert history_of(browser, endpoint) == [
        ("Sent again", delivery.message_id, "Berit"),
        ("Replayed", "What has been since 02/01/2025, 12:00 CET: 1 delivery.", "Berit"),
        ("Test sent", "", "Berit"),
        ("Turned on", "What it had missed was sent.", "Berit"),
        ("Turned off", "", "Berit"),
        ("Secret rotated", "The former one was stopped at once.", "Berit"),
        ("Secret rotated", "For a day the former one signs beside the new one.", "Berit"),
    ]
    norwegian = browser_of(make_user(Role.ADMINISTRATOR, name="Anne", interface_language="nb"))
    told = history_of(norwegian, endpoint)[1]
    assert told[1] == "Det som har vært siden 02.01.2025 kl. 12.00 CET: 1 levering."


def test_the_history_of_each_webhook_tells_how_many_of_a_choice_were_sent_again(browser: Client):
    first, second, alone = make_endpoint(), make_endpoint(), make_endpoint(languages=["nb"])
    for slug in ("ferry", "bridge"):
        make_delivery(first, slug)
    ours = [*first.deliveries.values_list("pk", flat=True), second.deliveries.latest("pk").pk]

    browser.post(
        reverse("admin:api_delivery_changelist"),
        {"action": "send_again", "_selected_action": ours},
    )

    assert history_of(browser, first) == [("Sent again", "2 deliveries.", "Berit")]
    assert history_of(browser, second) == [("Sent again", "1 delivery.", "Berit")]
    assert history_of(browser, alone) == []


def test_what_is_changed_by_the_form_stands_in_the_history_too(browser: Client):
    browser.post(reverse("admin:api_endpoint_add"), ENDPOINT | {"types": ["cache.purge"]})
    endpoint = Endpoint.objects.get()
    url = reverse("admin:api_endpoint_change", args=[endpoint.pk])
    browser.post(url, ENDPOINT | {"types": ["cache.purge"], "name": "App"})

    assert history_of(browser, endpoint) == [
        ("Changed", "Changed Name.", "Berit"),
        ("Created", "", "Berit"),
    ]


@pytest.mark.parametrize("button", ["rotate", "test", "off", "on", "replay"])
def test_who_opens_a_buttons_address_is_led_to_the_page_and_nothing_is_done(
    browser: Client, button: str
):
    endpoint = make_endpoint()
    before = Endpoint.objects.values().get()

    answer = browser.get(reverse(f"admin:api_endpoint_{button}", args=[endpoint.pk]))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("admin:api_endpoint_change", args=[endpoint.pk])
    assert Endpoint.objects.values().get() == before
    assert not endpoint.deliveries.exists()


def test_who_opens_the_address_of_revoking_or_sending_again_is_led_to_the_page(browser: Client):
    key, delivery = make_key(), make_delivery(make_endpoint(), state=Delivery.State.GIVEN_UP)

    for name, thing in (("clientkey_revoke", key), ("delivery_again", delivery)):
        answer = browser.get(reverse(f"admin:api_{name}", args=[thing.pk]))
        page = reverse(f"admin:api_{thing._meta.model_name}_change", args=[thing.pk])
        assert (answer.status_code, answer["Location"]) == (302, page)

    key.refresh_from_db()
    delivery.refresh_from_db()
    assert (key.is_valid, delivery.state) == (True, Delivery.State.GIVEN_UP)


def make_key(**fields) -> ClientKey:
    key = ClientKey(**(KEY | {"scopes": ["read", "search"]} | fields))
    key.take_secret()
    key.save()
    return key


@pytest.mark.parametrize(
    ("language", "words", "heading"),
    [
        ("en", ["Read stories, lists and feeds", "100 a minute", "Berit"], "Revoked"),
        ("nb", ["Lese saker, lister og strømmer", "100 i minuttet", "Berit"], "Trukket tilbake"),
    ],
)
def test_a_revoked_key_is_shown_in_words_with_who_revoked_it_and_is_not_edited(
    browser: Client, language: str, words: list[str], heading: str
):
    key = make_key()
    url = reverse("admin:api_clientkey_change", args=[key.pk])
    for _twice in range(2):
        browser.post(reverse("admin:api_clientkey_revoke", args=[key.pk]), {"sure": "1"})
    reader = browser_of(make_user(Role.ADMINISTRATOR, name="A", interface_language=language))

    page = page_of(reader, key)
    answer = reader.post(url, KEY | {"name": "Other", "scopes": ["read"]}, follow=True)

    assert all(word in page for word in words)
    assert "[&quot;read" not in page
    assert 'name="_save"' not in page
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    key.refresh_from_db()
    assert (key.name, key.revoked_by.name) == ("App", "Berit")
    assert history_of(reader, key) == [(heading, "", "Berit")]


def test_replay_from_an_hour_sends_what_was_since_then(browser: Client):
    endpoint = make_endpoint()
    delivery = make_delivery(endpoint, state=Delivery.State.DELIVERED)
    yesterday = timezone.localtime() - datetime.timedelta(days=1)

    press(browser, endpoint, "replay", since_0=f"{yesterday:%Y-%m-%d}", since_1="12:00")

    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.WAITING


def test_what_is_sent_again_to_a_webhook_that_is_off_is_said_to_wait(browser: Client):
    off = make_endpoint()
    delivery = make_delivery(off, state=Delivery.State.GIVEN_UP)
    Endpoint.objects.update(disabled_at=timezone.now())
    yesterday = timezone.localtime() - datetime.timedelta(days=1)
    chosen = {"action": "send_again", "_selected_action": [delivery.pk]}
    ways = [
        ("admin:api_delivery_changelist", [], chosen),
        ("admin:api_delivery_again", [delivery.pk], {}),
        (
            "admin:api_endpoint_replay",
            [off.pk],
            {"since_0": f"{yesterday:%Y-%m-%d}", "since_1": "12:00"},
        ),
    ]

    for name, place, posted in ways:
        answer = browser.post(reverse(name, args=place), posted, follow=True)
        told = [str(message) for message in answer.context["messages"]]
        assert told == ["1 delivery waits until its webhook is turned on."]


@pytest.mark.parametrize("since", [("", ""), ("2999-01-01", "12:00"), ("nonsense", "x")])
def test_replay_from_no_hour_that_has_been_sends_nothing(browser: Client, since):
    endpoint = make_endpoint()
    delivery = make_delivery(endpoint, state=Delivery.State.DELIVERED)

    press(browser, endpoint, "replay", since_0=since[0], since_1=since[1])

    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.DELIVERED
    told = [one.level_tag for one in browser.get(reverse("admin:index")).context["messages"]]
    assert told
    assert set(told) == {"error"}


def test_deleting_a_webhook_takes_its_log_and_says_how_much(browser: Client):
    endpoint = make_endpoint()
    make_delivery(endpoint)
    url = reverse("admin:api_endpoint_delete", args=[endpoint.pk])

    assert "Deliveries: 1" in browser.get(url).content.decode()
    browser.post(url, {"post": "yes"})

    assert not Endpoint.objects.exists()
    assert not Delivery.objects.exists()


def test_the_log_shows_payload_and_attempts(browser: Client):
    delivery = make_delivery(make_endpoint())
    now = timezone.now()
    delivery.tries.create(
        at=now, milliseconds=12, status=500, error=Attempt.Error.STATUS, answer="<b>Oh</b>"
    )
    delivery.tries.create(at=now, milliseconds=15000, error=Attempt.Error.TIMEOUT)

    text = page_of(browser, delivery)

    assert "&quot;slug&quot;: &quot;ferry&quot;" in text
    assert delivery.message_id in text
    assert "&lt;b&gt;Oh&lt;/b&gt;" in text
    assert "No answer in time" in text
    listed = browser.get(reverse("admin:api_delivery_changelist")).content.decode()
    assert "No answer in time" in listed
    assert ">ferry</span> (English)" in listed


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "A story is published"), ("nb", "En sak publiseres")],
)
def test_deliveries_are_told_by_headline_and_by_what_people_call_an_event(
    language: str, named: str
):
    article = make_article(headline_nb="Fergen går", headline_en="The ferry leaves")
    endpoint = make_endpoint()
    tell(make_live("en", article=article, slug="ferry"))
    fanning.fan_out()
    delivery = endpoint.deliveries.get()
    browser = browser_of(make_user(Role.ADMINISTRATOR, name="A", interface_language=language))

    listed = browser.get(reverse("admin:api_delivery_changelist")).content.decode()
    page = page_of(browser, delivery)
    found = browser.get(reverse("admin:api_delivery_changelist"), {"q": "ferry leaves"})
    webhooks = browser.get(reverse("admin:api_endpoint_changelist")).content.decode()

    assert f'{named} <span class="meta client-kind">article.published</span>' in listed
    assert '<span lang="en" title="ferry">The ferry leaves</span>' in listed
    assert f"<h1>{named} · {delivery.event_id}</h1>" in page
    assert ">The ferry leaves</a>" in page
    assert [one.pk for one in found.context["cl"].result_list] == [delivery.pk]
    assert f'title="article.published">{named}</span>' in webhooks


def test_send_again_from_the_list_and_from_the_page(browser: Client):
    delivery = make_delivery(make_endpoint(), state=Delivery.State.GIVEN_UP, attempts=10)
    chosen = {"action": "send_again", "_selected_action": [delivery.pk]}

    browser.post(reverse("admin:api_delivery_changelist"), chosen)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (Delivery.State.WAITING, 0)
    Delivery.objects.update(state=Delivery.State.DELIVERED)
    browser.post(reverse("admin:api_delivery_again", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.WAITING


@pytest.mark.parametrize(
    "query", ["state__exact=waiting", "endpoint__id__exact=1", "type__exact=cache.purge", "q=ferry"]
)
def test_the_log_is_filtered(browser: Client, query: str):
    make_delivery(make_endpoint())

    assert browser.get(f"{reverse('admin:api_delivery_changelist')}?{query}").status_code == 200


def test_the_log_takes_the_same_queries_with_5_rows_as_with_25(
    browser: Client, django_assert_max_num_queries
):
    endpoint = make_endpoint()
    url = reverse("admin:api_delivery_changelist")
    for number in range(5):
        make_delivery(endpoint, f"ferry-{number}")
    with django_assert_max_num_queries(30) as few:
        browser.get(url)
    for number in range(5, 25):
        make_delivery(endpoint, f"ferry-{number}")

    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(url)


def test_a_new_key_shows_its_secret_once_and_keeps_only_its_digest(
    browser: Client, administrator: User
):
    response = browser.post(
        reverse("admin:api_clientkey_add"), KEY | {"scopes": ["read"]}, follow=True
    )

    key = ClientKey.objects.get()
    text = response.content.decode()
    secret = next(word for word in text.replace("<", ">").split(">") if word.startswith("tvk_"))
    assert digest_of(secret) == key.digest
    assert secret.startswith(key.prefix)
    assert "no-store" in response["Cache-Control"]
    assert (key.scopes, key.created_by) == (["read"], administrator)
    assert secret not in str(ClientKey.objects.values())
    assert secret not in page_of(browser, key)


def test_the_page_of_a_secret_loaded_anew_shows_none_and_makes_none(browser: Client):
    browser.post(reverse("admin:api_clientkey_add"), KEY | {"scopes": ["read"]})
    endpoint, key = make_endpoint(), ClientKey.objects.get()
    press(browser, endpoint, "rotate", sure="1")
    endpoint.refresh_from_db()
    made = endpoint.secret

    elsewhere = browser.get(secret_url(key))
    stranger = browser_of(make_user(Role.ADMINISTRATOR, name="Kari")).get(secret_url(endpoint))
    first = browser.get(secret_url(endpoint))
    again = browser.get(secret_url(endpoint), follow=True)

    assert made in first.content.decode()
    for refused in (elsewhere, stranger):
        assert refused.status_code == 302
    assert again.redirect_chain == [(reverse("admin:api_endpoint_change", args=[endpoint.pk]), 302)]
    assert made not in again.content.decode()
    assert "A secret is shown once only" in again.content.decode()
    endpoint.refresh_from_db()
    assert (endpoint.secret, Endpoint.objects.count(), ClientKey.objects.count()) == (made, 1, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("rate", "much"), ("contact", "nobody"), ("scopes", []), ("scopes", ["all"]), ("name", "")],
)
def test_a_wrong_key_is_refused_beside_the_field(browser: Client, field: str, value):
    response = browser.post(
        reverse("admin:api_clientkey_add"), KEY | {"scopes": ["read"]} | {field: value}
    )

    assert field in response.context["adminform"].form.errors
    assert not ClientKey.objects.exists()


def test_a_key_is_revoked_by_administrators_and_never_deleted(browser: Client):
    key = make_key()
    url = reverse("admin:api_clientkey_revoke", args=[key.pk])

    assert browser_of(make_editor("Nils")).post(url).status_code == 403
    key.refresh_from_db()
    assert key.is_valid
    assert f"Revoke the key of {key.name}?" in browser.post(url).content.decode()
    key.refresh_from_db()
    assert key.is_valid
    browser.post(url, {"sure": "1"})

    key.refresh_from_db()
    assert not key.is_valid
    assert "Revoked" in page_of(browser, key)
    assert browser.get(reverse("admin:api_clientkey_delete", args=[key.pk])).status_code == 403


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Adressen går til et privat nett"),
        ("en", "The address leads into a private or special network."),
    ],
)
def test_why_an_address_was_not_called_is_told_in_the_readers_language(language: str, words: str):
    delivery = make_delivery(make_endpoint(url="https://127.0.0.1/hooks"))
    outcome = sending.post(delivery.endpoint.url, "{}", {})
    recording.record(delivery, outcome)

    reader = make_user(Role.ADMINISTRATOR, name="Anne", interface_language=language)

    assert words in page_of(browser_of(reader), delivery)
    assert Attempt.objects.get().detail == "private"

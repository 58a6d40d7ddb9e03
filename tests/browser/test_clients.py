"""The administrators' pages for clients on screens of every width: nothing lies outside its box."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.roles import Role
from api.models import Attempt, Delivery
from api.webhooks import fanning
from tests.api.live import make_live
from tests.api.webhooks import make_endpoint, tell
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_WIDER_THAN_ITS_BOX = """() => [...document.querySelectorAll(".results, .panel, .panel *")].filter(
  (one) => one.scrollWidth > one.clientWidth + 1
    && ["block", "flex", "grid"].includes(getComputedStyle(one).display) && !one.closest("thead")
).map((one) => `${one.tagName}.${one.className}`)"""


def make_failed_delivery() -> Delivery:
    endpoint = make_endpoint(name="Nordvarsel – partnerredaksjon for hele landet")
    tell(make_live("en", slug="brennmo-17-wins-the-elvelopet-race-by-four-tenths-of-a-second"))
    fanning.fan_out()
    delivery = endpoint.deliveries.latest("pk")
    Attempt.objects.create(
        delivery=delivery,
        at=timezone.now(),
        milliseconds=15_001,
        status=503,
        error=Attempt.Error.STATUS,
        answer="<h1>Service Unavailable</h1>" + "x" * 200,
    )
    return delivery


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("width", [1280, 800, 390])
def test_the_log_and_its_attempts_keep_within_their_boxes(
    page: Page, live_server, language: str, width: int
):
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR, name="Anne", interface_language=language))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    delivery = make_failed_delivery()
    page.set_viewport_size({"width": width, "height": 900})

    for url in (
        reverse("admin:api_delivery_changelist"),
        reverse("admin:api_delivery_change", args=[delivery.pk]),
    ):
        page.goto(url)

        assert page.evaluate(_WIDER_THAN_ITS_BOX) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_field_that_is_wrong_is_marked_and_no_other(page: Page, live_server):
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR, name="Anne", interface_language="en"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(reverse("admin:api_endpoint_add"))

    page.fill("[name=name]", "Front end")
    page.fill("[name=url]", "ftp://receiver.example")
    page.get_by_role("button", name="Save", exact=True).click()

    said = page.locator(".field-url .errorlist").bounding_box()
    field = page.locator("[name=url]").bounding_box()
    assert said
    assert field
    assert said["y"] > field["y"]
    colours = page.evaluate(
        "['url', 'name'].map((one) => getComputedStyle("
        "document.querySelector(`[name=${one}]`)).borderTopColor)"
    )
    assert colours[0] != colours[1]
    lines = "(rows) => rows.map((one) => getComputedStyle(one).borderBottomWidth)"
    assert set(page.locator(".form-row").evaluate_all(lines)) == {"0px"}

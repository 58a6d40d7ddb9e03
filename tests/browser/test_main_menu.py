"""The main menu: every entry of it is in sight, however many there are."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.roles import Role
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_entry_is_in_sight(page: Page, live_server, language: str):
    client = Client()
    client.force_login(
        make_user(Role.ADMINISTRATOR, Role.EDITOR, name="Anne", interface_language=language)
    )
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    for width in (1280, 1024, 800):
        page.set_viewport_size({"width": width, "height": 500})
        page.goto("/admin/")

        boxes = [link.bounding_box() for link in page.locator("#main-menu a").all()]
        assert len(boxes) > 9
        for box in boxes:
            assert box
            assert 0 <= box["x"] <= width - box["width"]

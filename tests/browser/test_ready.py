"""What the workbench fetches before one can type."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_workbench import open_as
from tests.factories import make_translator
from tests.translation.stories import make_translation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMED = """[...document.querySelectorAll("link[rel=modulepreload], script[type=module]")]
  .map(one => one.href || one.src)"""
FETCHED = """performance.getEntriesByType("resource").map(one => one.name)
  .filter(name => name.includes("/static/") && name.endsWith(".js"))"""


def test_the_page_names_all_its_modules_at_once_and_fetches_none_twice(page: Page):
    kari = make_translator("Kari", into=("en",))
    open_as(page, kari, make_translation(translator=kari))

    named = page.evaluate(NAMED)
    fetched = page.evaluate(FETCHED)

    assert len(named) > 25
    assert set(named) == {name for name in fetched if not name.endswith("/theme.js")}
    assert len(fetched) == len(set(fetched))

"""How much of a small window the workbench's bar and sheet leave to the text."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_workbench import field, open_as, row
from tests.factories import make_article, make_translator, paragraphs
from tests.translation.stories import make_translation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Torsken kom tidlig til Lofoten i år, og prisen er høy. "


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    body = paragraphs(*(LONG * (1 + number % 3) for number in range(12)))
    return make_translation(article=make_article(body_nb=body), translator=kari)


def heights(page: Page) -> tuple[float, float]:
    """Of the bar, and of what is left below it."""
    return tuple(
        page.evaluate(
            """() => {
              const bar = document.querySelector(".translation-bar").getBoundingClientRect()
              const side = document.querySelector(".workbench-side").getBoundingClientRect()
              const isBelow = side.left < 100
              return [bar.height, (isBelow ? side.top : innerHeight) - bar.height]
            }"""
        )
    )


@pytest.mark.parametrize(
    ("size", "highest", "least"), [((1280, 800), 110, 680), ((800, 700), 125, 400)]
)
def test_the_bar_stays_low_with_every_filter_and_button(
    page: Page, version, kari, size, highest, least
):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    open_as(page, kari, version)
    field(page, version, "b6").click()

    page.evaluate(
        """() => {
          for (const one of document.querySelectorAll("[data-show], #confirm-all")) one.hidden = false
        }"""
    )

    bar, left = heights(page)
    filters, search = (
        page.locator(name).bounding_box() for name in (".segment-filter", ".segment-find")
    )
    assert abs(filters["y"] - search["y"]) < 12
    assert filters["width"] >= 350
    assert bar <= highest
    assert left >= least


@pytest.mark.parametrize("size", [(1280, 800), (800, 700)])
def test_a_row_that_one_is_in_shows_its_head_below_the_bar(page: Page, version, kari, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    open_as(page, kari, version)
    b6 = row(page, version, "b6")
    b6.scroll_into_view_if_needed()
    bar, _left = heights(page)
    page.evaluate("by => scrollBy(0, by)", b6.bounding_box()["y"] - bar + 20)
    assert b6.bounding_box()["y"] < bar

    field(page, version, "b6").click()

    assert b6.bounding_box()["y"] >= bar
    page.evaluate("document.getElementById('notice-login').hidden = false")
    page.wait_for_function(
        """key => document.getElementById(key).getBoundingClientRect().top
          >= document.querySelector(".translation-bar").getBoundingClientRect().bottom""",
        arg=b6.get_attribute("data-key"),
    )
    bar, _left = heights(page)
    assert bar <= 200

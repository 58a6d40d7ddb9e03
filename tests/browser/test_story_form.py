"""The form of a story in a browser: tabs, rows, the photo and what a conflict looks like."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Byline, State
from tests.factories import (
    confirm_all,
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_photo,
    make_published_article,
    make_version,
)
from tests.translation.stories import change
from translation.staleness import standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor():
    return make_editor("Anna", interface_language="en")


@pytest.fixture
def story():
    story = make_article(written_in=("nb", "en"), state=State.READY)
    make_version(story, "en", state=State.READY)
    confirm_all(story, "en")
    return story


def log_in(page: Page, person) -> None:
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/admin/login/")
    origin = page.evaluate("location.origin")
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}]
    )


def open_form(page: Page, story=None) -> None:
    name = "admin:articles_article_change" if story else "admin:articles_article_add"
    page.goto(reverse(name, args=[story.pk] if story else []))
    expect(page.locator(".ProseMirror").first).to_be_attached()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_story_is_begun_written_and_saved(page):
    journalist = make_journalist(interface_language="en")
    log_in(page, journalist)
    open_form(page)

    page.get_by_role("radio", name="Norwegian").check()
    expect(page.locator("#language-nb")).to_be_visible()
    expect(page.locator("#language-en")).to_be_hidden()
    page.locator("[name=headline_nb]").fill("Skreien er her")
    page.locator("#language-nb .ProseMirror").click()
    page.keyboard.type("Den kom i natt.")
    save(page)

    story = Article.objects.get()
    assert story.headline_nb == "Skreien er her"
    assert "Den kom i natt." in story.body_nb
    assert 'data-id="' in story.body_nb
    expect(page.get_by_role("tab", name="Norwegian")).to_have_attribute("aria-selected", "true")


def test_the_tab_one_works_in_is_open_again_after_saving(page, editor, story):
    log_in(page, editor)
    open_form(page, story)

    page.get_by_role("tab", name="English").click()
    page.locator("[name=headline_en]").fill("The cod is here")
    save(page)

    expect(page.get_by_role("tab", name="English")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[name=headline_en]")).to_be_visible()
    assert Article.objects.get().headline_en == "The cod is here"


def test_tabs_go_by_arrow_keys(page, editor, story):
    log_in(page, editor)
    open_form(page, story)

    page.get_by_role("tab", name="Norwegian").focus()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("tab", name="English")).to_be_focused()
    expect(page.locator("#language-en")).to_be_visible()
    expect(page.locator("#language-nb")).to_be_hidden()


def test_an_error_opens_the_tab_it_is_in(page, editor, story):
    log_in(page, editor)
    make_article(slug_en="taken", headline_nb="Den andre")
    open_form(page, story)

    page.get_by_role("tab", name="English").click()
    page.get_by_text("Address and search engines").last.click()
    page.locator("[name=slug_en]").fill("taken")
    page.get_by_role("tab", name="Norwegian").click()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("tab", name="English")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[name=slug_en]")).to_be_visible()
    expect(page.get_by_text("Another story has this slug: “Den andre”")).to_be_visible()


def test_bylines_are_put_in_order_by_arrows_and_taken_away_by_a_button(page, editor, story):
    for position, name in enumerate(["Første", "Andre", "Tredje"]):
        Byline.objects.create(article=story, author=make_author(name), position=position)
    log_in(page, editor)
    open_form(page, story)

    rows = page.locator("#bylines-group tr.form-row:not(.empty-form)")
    rows.nth(2).get_by_role("button", name="Move up").click()
    rows.nth(0).get_by_role("button", name="Remove").click()
    save(page)

    names = [byline.author.name for byline in story.bylines.all()]
    assert names == ["Tredje", "Andre"]


def test_a_new_row_is_filled_in_by_searching(page, editor, story):
    author = make_author("Biret Ánne")
    log_in(page, editor)
    open_form(page, story)

    page.locator("#bylines-group .add-row a").click()
    page.locator("#bylines-group tr.form-row:not(.empty-form) .select2-selection").click()
    page.locator(".select2-dropdown .select2-search__field").fill("biret")
    page.locator(".select2-results__option", has_text="Biret Ánne").click()
    save(page)

    assert [byline.author for byline in story.bylines.all()] == [author]


def test_a_photo_is_chosen_and_taken_away(page, editor, story):
    photo = make_photo(caption_en="Kaia i Vardø")
    log_in(page, editor)
    open_form(page, story)

    page.get_by_role("button", name="Choose a photo").click()
    page.get_by_role("button", name="Kaia i Vardø").click()
    expect(page.locator(".photo-picker-title")).to_have_text("Kaia i Vardø")
    save(page)
    assert Article.objects.get().lead_photo == photo

    page.locator(".photo-picker").get_by_role("button", name="Remove").click()
    save(page)
    assert Article.objects.get().lead_photo is None


def test_a_conflict_shows_both_texts_and_saving_again_keeps_mine(page, editor, story):
    log_in(page, editor)
    open_form(page, story)
    other = make_editor("Berit")
    Article.objects.filter(pk=story.pk).update(headline_nb="Berits tittel", updated_by=other)

    page.locator("[name=headline_nb]").fill("Annas tittel")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".theirs")).to_contain_text("Berits tittel")
    expect(page.locator("[name=headline_nb]")).to_have_value("Annas tittel")
    save(page)
    assert Article.objects.get().headline_nb == "Annas tittel"


def test_a_form_opened_and_saved_untouched_changes_nothing(page, editor, story):
    """Also not by the editors, which write the bodies anew in their own way."""
    photo = make_photo()
    body = (
        '<p data-id="b1">En <strong>to</strong> <a href="https://a.example/?b=1&amp;c=2">tre</a>'
        '<br>fire.</p><h2 data-id="b2">Mellomtittel</h2><ul><li data-id="b3">Punkt</li></ul>'
        f'<figure data-id="b4" data-photo="{photo.pk}"><figcaption>Tekst</figcaption></figure>'
        '<blockquote data-id="b5">Sitat</blockquote><p data-id="b6">10\u00a0000 «ord» – slutt</p>'
    )
    story.body_nb = story.body_en = body
    story.save()
    before, changes = Article.objects.get(), story.history.count()
    log_in(page, editor)
    open_form(page, story)

    page.get_by_role("tab", name="English").click()
    save(page)

    after = Article.objects.get()
    assert (after.body_nb, after.body_en) == (before.body_nb, before.body_en)
    assert after.updated_at == before.updated_at
    assert story.history.count() == changes


def test_a_press_on_publish_puts_both_languages_before_readers(page, editor, story):
    log_in(page, editor)
    open_form(page, story)

    page.get_by_role("link", name="Publish").first.click()
    expect(page.get_by_text("Nothing is in the way.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()

    expect(page.get_by_text("Published: Norwegian, English")).to_be_visible()
    assert {version.state for version in story.versions.all()} == {State.PUBLISHED}


def test_a_long_headline_keeps_clear_of_the_buttons_beside_it(page: Page, editor):
    story = make_published_article()
    change(story, headline_nb="Fergesambandet " * 12 + "innstilles")
    log_in(page, editor)

    page.goto(reverse("admin:articles_article_change", args=[story.pk]))

    first = page.locator(".object-tools li").first.bounding_box()
    ends = page.evaluate(
        """() => {
          const range = document.createRange()
          range.selectNodeContents(document.querySelector("#content > h1"))
          return [...range.getClientRects()].map((one) => one.right)
        }"""
    )
    assert page.get_by_role("link", name="Corrections").is_visible()
    assert len(ends) > 1
    assert max(ends) < first["x"]


@pytest.mark.parametrize("size", [(1280, 800), (390, 740)])
def test_whether_a_change_is_a_typo_is_asked_beside_the_button_that_saves(
    page: Page, editor, story, size
):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    log_in(page, editor)

    page.goto(reverse("admin:articles_article_change", args=[story.pk]))

    tick = page.get_by_role("checkbox", name="What I changed in the source is a typo only")
    expect(tick).to_have_count(1)
    expect(tick).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Save")).to_be_in_viewport(ratio=1)
    page.get_by_label("Lead").first.fill("En rettet ingress.")
    tick.check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert standing(Article.objects.get(pk=story.pk), "en").changed == 0

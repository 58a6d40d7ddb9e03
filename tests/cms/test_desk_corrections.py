"""The pages of a story's corrections, and where else they are seen."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from articles import corrections
from articles.models import Correction
from cms.start import page_of
from publishing import actions
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_published_article,
    make_translator,
)
from translation import actions as translation

pytestmark = pytest.mark.django_db

TEXT = "Det var 21 båter, ikke 12."


@pytest.fixture
def editor():
    return make_editor("Nils", interface_language="en")


@pytest.fixture
def browser(editor):
    return logged_in(editor)


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url_of(article, correction=None) -> str:
    if correction:
        return reverse("desk:correction", args=[article.pk, correction.pk])
    return reverse("desk:corrections", args=[article.pk])


def pile(user, key="corrections"):
    with override("en"):
        return [
            (row.title, [str(one) for one in row.missing])
            for pile in page_of(User.objects.get(pk=user.pk)).piles
            if pile.key == key
            for row in pile.rows
        ]


def test_an_editor_writes_a_correction_and_is_told_what_comes_next(browser, editor):
    article = make_published_article()

    answer = browser.post(url_of(article), {"language": "nb", "text": TEXT, "page": "a"})

    correction = article.corrections.get()
    assert answer.status_code == 302
    assert (correction.text_nb, correction.text_en) == (TEXT, None) or not correction.text_en
    assert (correction.written_in, correction.created_by) == ("nb", editor)
    said = " ".join(str(one) for one in get_messages(answer.wsgi_request))
    assert "Publish the Norwegian version" in said
    assert "English" in said


def test_norwegian_says_what_comes_next_without_bending_the_languages_names():
    article = make_published_article()
    browser = logged_in(make_editor("Nils", interface_language="nb"))

    answer = browser.post(url_of(article), {"language": "nb", "text": TEXT})

    assert [str(one) for one in get_messages(answer.wsgi_request)] == [
        "Lagret. Publiser versjonen på norsk, så ser leserne rettelsen. "
        "Den ligger øverst hos dem som oversetter til engelsk."
    ]


def test_the_button_pressed_twice_writes_one(browser):
    article = make_published_article()
    said = {"language": "nb", "text": TEXT, "page": "a"}

    browser.post(url_of(article), said)
    browser.post(url_of(article), said)

    assert article.corrections.count() == 1


@pytest.mark.parametrize(
    "said", [{}, {"language": "nb", "text": ""}, {"language": "xx", "text": TEXT}, {"text": "\0"}]
)
def test_what_makes_no_sense_is_told_and_nothing_is_written(browser, said):
    article = make_published_article()

    answer = browser.post(url_of(article), said)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Correction.objects.exists()


def test_the_page_tells_how_far_each_language_has_come(browser):
    article = make_published_article()
    correction = corrections.add(article, "nb", TEXT, by=make_editor())

    page = browser.get(url_of(article)).content.decode()
    assert "Not before readers yet" in page
    assert "Not translated" in page
    assert reverse("translation:side-by-side", args=[article.pk, "en"]) in page
    actions.publish([article.versions.get(language="nb")], by=make_editor())
    translation.save_segment(
        article.versions.get(language="en"),
        f"correction:{correction.pk}:text:",
        "It was 21 boats, not 12.",
        by=make_editor(),
    )

    page = browser.get(url_of(article)).content.decode()

    assert "Readers have seen it since" in page
    assert "It was 21 boats, not 12." in page


def test_others_read_the_corrections_and_are_told_why_they_cannot_write(browser):
    article = make_published_article()
    correction = corrections.add(article, "nb", TEXT, by=make_editor())
    writer = logged_in(make_journalist(interface_language="en"))

    page = writer.get(url_of(article)).content.decode()
    answer = writer.post(url_of(article), {"language": "nb", "text": "Noe", "page": "a"})
    on_one = writer.post(url_of(article, correction), {"text": "Noe"})

    assert TEXT in page
    assert "Only an editor can write a correction." in page
    assert (answer.status_code, on_one.status_code) == (302, 302)
    assert [one.text_nb for one in Correction.objects.all()] == [TEXT]


def test_a_draft_has_no_corrections_page_to_go_to(browser):
    article = make_article()

    story = browser.get(reverse("admin:articles_article_change", args=[article.pk]))
    page = browser.get(url_of(article)).content.decode()

    assert url_of(article) not in story.content.decode()
    assert "readers have not seen the story" in page


def test_a_correction_is_changed_and_taken_away(browser):
    article = make_published_article()
    correction = corrections.add(article, "nb", TEXT, by=make_editor())
    seen = browser.get(url_of(article, correction)).context["form"].initial["seen"]

    browser.post(url_of(article, correction), {"text": "Det var 22.", "seen": seen})
    correction.refresh_from_db()
    assert correction.text_nb == "Det var 22."
    seen = browser.get(url_of(article, correction)).context["form"].initial["seen"]
    browser.post(url_of(article, correction), {"remove": "1", "seen": seen})

    assert not Correction.objects.exists()
    gone = browser.get(url_of(article, correction))
    assert gone.status_code == 302


def test_the_second_editor_keeps_their_text_and_sees_the_others(browser):
    article = make_published_article()
    correction = corrections.add(article, "nb", TEXT, by=make_editor())
    seen = correction.updated_at.isoformat()
    corrections.change(correction, "Den enes tekst.", by=make_editor())

    answer = browser.post(url_of(article, correction), {"text": "Min tekst.", "seen": seen})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Den enes tekst." in page
    assert "Min tekst." in page
    correction.refresh_from_db()
    assert correction.text_nb == "Den enes tekst."


def test_the_history_shows_what_was_corrected_changed_and_taken_away(browser):
    article = make_published_article()
    correction = corrections.add(article, "nb", TEXT, by=make_editor())
    corrections.change(correction, "Det var 22 båter.", by=make_editor())
    corrections.remove(correction, by=make_editor())

    page = browser.get(reverse("admin:articles_article_history", args=[article.pk]))

    titles = [event.title for event in page.context["line"].events if event.kind == "correction"]
    assert titles == ["Correction taken away", "Correction changed", "Correction written"]


def test_it_waits_for_translator_and_editor_on_their_start_pages(editor):
    kari, article = make_translator(into=("en",)), make_published_article()
    other = make_translator(into=("nb",))

    correction = corrections.add(article, "nb", TEXT, by=editor)

    assert pile(kari) == [(article.headline_nb, ["not translated: English"])]
    assert pile(other) == []
    assert sorted(pile(editor)) == [
        (article.headline_nb, ["not published: Norwegian"]),
        (article.headline_nb, ["not translated: English"]),
    ]
    translation.save_segment(
        article.versions.get(language="en"),
        f"correction:{correction.pk}:text:",
        "There were 21 boats, not 12.",
        by=kari,
    )
    assert pile(kari) == []
    actions.publish(list(article.versions.all()), by=editor)
    assert pile(editor) == []


@pytest.mark.parametrize(("written_in", "lacking"), [("nb", "en"), ("en", "nb")])
def test_lists_bar_and_side_by_side_page_mark_what_is_urgent(browser, written_in, lacking):
    article = make_published_article()
    corrections.add(article, written_in, TEXT, by=make_editor())

    listed = browser.get(reverse("admin:articles_article_changelist")).content.decode()
    story = browser.get(reverse("admin:articles_article_change", args=[article.pk]))
    queue = browser.get(reverse("translation:queue")).content.decode()
    page = browser.get(reverse("translation:side-by-side", args=[article.pk, lacking]))

    assert listed.count("data-urgent") == 1
    (urgent,) = [panel for panel in story.context["bar"] if panel.mark.is_missing_correction]
    assert (urgent.mark.language, urgent.primary) == (lacking, "side-by-side")
    assert "Urgent: correction" in queue
    assert page.context["page"].source_language == written_in
    assert page.context["page"].groups[0].kind == "correction"


def test_a_source_without_foreign_corrections_has_no_side_by_side_page(browser):
    article = make_published_article()

    answer = browser.get(reverse("translation:side-by-side", args=[article.pk, "nb"]))

    assert answer.status_code == 404


@pytest.mark.parametrize("speaks", ["nb", "en"])
def test_a_correction_is_taken_to_be_in_the_language_of_the_story_whoever_writes_it(speaks):
    article = make_published_article()
    browser = logged_in(make_editor("Ola", interface_language=speaks))

    form = browser.get(url_of(article)).context["form"]

    assert form["language"].value() == article.source_language == "nb"


@pytest.mark.parametrize(("text", "warned"), [("It was 21 boats, not 12.", True), (TEXT, False)])
def test_who_saves_a_correction_in_another_language_than_said_is_told(browser, text, warned):
    article = make_published_article()
    told = "stands as Norwegian, and seems to be written in English"

    added = browser.post(url_of(article), {"language": "nb", "text": text, "page": "a"})
    one = article.corrections.get()
    changed = browser.post(
        url_of(article, one), {"text": text + " ", "seen": one.updated_at.isoformat()}
    )

    for answer in (added, changed):
        assert answer.status_code == 302
        said = " ".join(str(each) for each in get_messages(answer.wsgi_request))
        assert (told in said) is warned
    assert str(article.corrections.get()) == text

"""The page on which an editor gives a translation to another."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from articles.models import LanguageVersion, LogEntry, State
from cms.desk import history
from tests.cms.story_form import logged_in, url_of
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_translator,
    make_user,
    make_version,
)
from translation import assigning

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def nils():
    return make_editor("Nils", interface_language="en")


@pytest.fixture
def story():
    return make_article()


@pytest.fixture
def version(story, kari):
    return make_version(story, "en", state=State.TRANSLATION, translator=kari, due_on=TODAY - DAY)


def page_url(story, language="en") -> str:
    return reverse("desk:assign", args=[story.pk, language])


def send(person, story, **said):
    """Open the page, change this of it, and press the button."""
    browser = logged_in(person)
    shown = browser.get(page_url(story)).context["form"].initial
    posted = {name: "" if value is None else str(value) for name, value in shown.items()}
    return browser.post(page_url(story), posted | said)


def told(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_a_translation_is_given_to_another_with_a_new_date(nils, story, version):
    per = make_translator("Per", into=("en",))

    answer = send(nils, story, translator=per.pk, due_on=TODAY + DAY)

    version.refresh_from_db()
    assert answer["Location"] == url_of(story)
    assert "Translator and date changed" in told(answer)
    assert (version.translator, version.due_on) == (per, TODAY + DAY)


def test_the_history_tells_who_had_it_and_who_has_it(nils, story, version):
    day = datetime.date(2030, 1, 31)
    assigning.assign(version, translator=None, due_on=day, by=nils)
    assigning.assign(version, translator=None, due_on=None, by=nils)

    second, first = (one for one in history.line_of(story).events if one.kind == "move")

    assert (first.title, first.by) == ("English: Assignment changed", nils)
    assert first.note.splitlines()[0] == "Translator: Kari → –"
    assert first.note.endswith("→ 31 January 2030")
    assert second.note == "Due: 31 January 2030 → –"


def test_releasing_leaves_it_to_anyone(nils, story, version):
    send(nils, story, translator="")

    version.refresh_from_db()
    assert version.translator is None


def test_a_date_gone_by_may_stand_but_none_is_chosen(nils, story, version):
    per = make_translator("Per", into=("en",))

    refused = send(nils, story, due_on=TODAY - 2 * DAY)
    kept = send(nils, story, translator=per.pk)

    version.refresh_from_db()
    assert refused.status_code == 422
    assert refused.context["form"].errors["due_on"] == ["Choose today or a day to come."]
    assert kept.status_code == 302
    assert (version.translator, version.due_on) == (per, TODAY - DAY)


@pytest.mark.parametrize("value", ["tull", "2030-02-31", "\x00"])
def test_what_is_no_date_is_told_at_its_field(nils, story, version, value):
    answer = send(nils, story, due_on=value)

    assert answer.status_code == 422
    assert answer.context["form"].errors["due_on"]
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("who", ["nb", "left", "tull", "\x00", "9" * 30])
def test_only_one_who_translates_into_the_language_can_be_chosen(nils, story, version, who):
    people = {
        "nb": lambda: make_translator(into=("nb",)).pk,
        "left": lambda: make_translator(into=("en",), is_active=False).pk,
    }

    answer = send(nils, story, translator=people.get(who, lambda: who)())

    assert answer.status_code == 422
    assert answer.context["form"].errors["translator"]
    assert not LogEntry.objects.exists()


def test_one_who_no_longer_translates_is_shown_and_can_be_kept(nils, story, version, kari):
    kari.translates_into = []
    kari.save()

    answer = send(nils, story, due_on=TODAY)

    version.refresh_from_db()
    assert answer.status_code == 302
    assert (version.translator, version.due_on) == (kari, TODAY)


def test_what_another_changed_meanwhile_is_not_overwritten(nils, story, version):
    per = make_translator("Per", into=("en",))
    browser = logged_in(nils)
    shown = browser.get(page_url(story)).context["form"].initial
    assigning.assign(version, translator=per, due_on=TODAY, by=make_editor())

    answer = browser.post(page_url(story), shown | {"translator": "", "due_on": ""})

    version.refresh_from_db()
    assert answer["Location"] == page_url(story)
    assert "nothing was done" in told(answer)
    assert (version.translator, version.due_on) == (per, TODAY)
    assert LogEntry.objects.count() == 1


def test_pressing_without_a_change_says_so(nils, story, version):
    assert "Nothing was changed." in told(send(nils, story))
    assert not LogEntry.objects.exists()


def test_of_a_published_translation_only_the_translator_is_asked(nils, story, version):
    LanguageVersion.objects.filter(pk=version.pk).update(state=State.PUBLISHED)
    form = logged_in(nils).get(page_url(story)).context["form"]
    assert [field.name for field in form.visible_fields()] == ["translator"]

    send(nils, story, translator="", due_on=TODAY + 5 * DAY)

    version.refresh_from_db()
    assert (version.translator, version.due_on) == (None, TODAY - DAY)


@pytest.mark.parametrize("state", [State.REVIEW, State.READY, State.WITHDRAWN])
def test_elsewhere_one_is_sent_back_and_told_why(nils, story, version, state):
    LanguageVersion.objects.filter(pk=version.pk).update(state=state)

    answer = logged_in(nils).get(page_url(story))

    assert answer["Location"] == url_of(story)
    assert str(state.label) in told(answer)


def test_the_panel_leads_there_for_editors_alone(nils, story, version, kari):
    writer = make_journalist()
    story.created_by = writer
    story.save()

    pages = {
        person: logged_in(person).get(url_of(story)).content.decode()
        for person in (nils, kari, writer)
    }

    assert {one for one, page in pages.items() if page_url(story) in page} == {nils}
    assert page_url(story, "nb") not in pages[nils]


def test_others_are_refused(story, version):
    answer = logged_in(make_journalist()).post(page_url(story), {"translator": ""})
    assert answer["Location"] == url_of(story)
    assert logged_in(make_user()).get(page_url(story)).status_code == 403

    version.refresh_from_db()
    assert version.translator is not None


@pytest.mark.parametrize("language", ["nb", "fr", "%00", "EN"])
def test_what_is_no_translation_has_no_such_page(nils, story, language):
    answer = logged_in(nils).get(f"/admin/desk/articles/{story.pk}/{language}/assign/")

    assert answer.status_code == (302 if language == "nb" else 404)

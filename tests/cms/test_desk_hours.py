"""Hours on the desk's pages: choosing them, seeing them, and the nights when clocks are changed."""

import datetime

import pytest
from django.forms import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import planning
from articles.models import State
from articles.problems import Problem
from cms.desk.history import line_of
from cms.desk.hour import HourField, with_zone
from cms.start import page_of
from publishing import actions, hours
from tests.factories import confirm_all, make_article, make_editor, make_journalist, make_version

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


@pytest.fixture
def editor():
    return make_editor("Nils", interface_language="en")


@pytest.fixture
def browser(editor):
    client = Client()
    client.force_login(editor)
    return client


def ready_in_both():
    story = make_article(written_in=("nb", "en"), state=State.READY)
    make_version(story, "en", state=State.READY)
    confirm_all(story, "en")
    return story


def press(browser, story, language, name, **said):
    url = reverse("desk:move", args=[story.pk, language, name])
    stamp = browser.get(url).context["form"].initial["stamp"]
    return browser.post(url, {"stamp": stamp} | said)


def story_page(browser, story) -> str:
    url = reverse("admin:articles_article_change", args=[story.pk])
    return browser.get(url).content.decode()


def test_the_scheduled_hour_is_seen_in_bar_list_and_start_page_and_the_zone_in_the_form(
    browser, editor
):
    story = ready_in_both()
    url = reverse("desk:move", args=[story.pk, "nb", "schedule"])
    assert "(Europe/Oslo)" in browser.get(url).content.decode()

    press(
        browser, story, "nb", "schedule",
        together=["nb", "en"], publish_at_0="2030-11-05", publish_at_1="13:00",
    )  # fmt: skip

    at = datetime.datetime(2030, 11, 5, 12, tzinfo=UTC)
    assert {one.publish_at for one in story.versions.all()} == {at}
    assert story_page(browser, story).count(f"Goes out {with_zone(at)}") == 2
    listed = browser.get(reverse("admin:articles_article_changelist")).content.decode()
    assert listed.count(f"Goes out {with_zone(at)}") == 1
    start = browser.get(reverse("admin:index")).content.decode()
    assert start.count(with_zone(at)) == 1
    assert with_zone(at).endswith("13:00 CET")


def test_the_schedule_is_changed_from_the_hour_that_stands_and_called_off(browser, editor):
    story = ready_in_both()
    at = datetime.datetime(2030, 7, 5, 12, tzinfo=UTC)
    actions.schedule(list(story.versions.all()), at, by=editor)
    url = reverse("desk:move", args=[story.pk, "nb", "schedule"])
    page = browser.get(url).content.decode()
    assert 'value="2030-07-05"' in page
    assert 'value="14:00"' in page

    answer = press(browser, story, "nb", "unschedule", together=["nb", "en"])

    assert answer.status_code == 302
    assert {one.publish_at for one in story.versions.all()} == {None}
    assert "Take off the schedule" not in story_page(browser, story)


@pytest.mark.parametrize(
    ("date", "time", "which", "expected"),
    [
        ("2030-03-31", "01:59", "", datetime.datetime(2030, 3, 31, 0, 59, tzinfo=UTC)),
        ("2030-03-31", "02:30", "", "no_such_hour"),
        ("2030-03-31", "03:00", "", datetime.datetime(2030, 3, 31, 1, tzinfo=UTC)),
        ("2030-10-27", "01:59", "", datetime.datetime(2030, 10, 26, 23, 59, tzinfo=UTC)),
        ("2030-10-27", "02:30", "", "comes_twice"),
        ("2030-10-27", "02:30", "0", datetime.datetime(2030, 10, 27, 0, 30, tzinfo=UTC)),
        ("2030-10-27", "02:30", "1", datetime.datetime(2030, 10, 27, 1, 30, tzinfo=UTC)),
        ("2030-10-27", "03:00", "0", datetime.datetime(2030, 10, 27, 2, tzinfo=UTC)),
        ("2030-10-27", "02:30", "7", "invalid_choice"),
        ("0001-01-01", "00:00", "", "invalid"),
        ("2030-02-30", "12:00", "", "invalid"),
        ("2030-02-03", "", "", "incomplete"),
        ("", "12:00", "", "incomplete"),
        ("\0", "12:00", "", "invalid"),
        ("", "", "", "required"),
    ],
)
def test_every_hour_is_one_moment_or_told_why_not(date, time, which, expected):
    field = HourField(label="Publish at")

    if isinstance(expected, str):
        with pytest.raises(ValidationError) as refusal:
            field.clean([date, time, which])
        words = str(field.error_messages.get(expected))
        told = {one.code for one in refusal.value.error_list} | set(refusal.value.messages)
        assert told & {expected, words}
    else:
        assert field.clean([date, time, which]) == expected


def test_of_an_hour_that_comes_twice_the_form_asks_which(browser):
    story = ready_in_both()
    said = {"together": ["nb"], "publish_at_0": "2030-10-27", "publish_at_1": "02:30"}
    url = reverse("desk:move", args=[story.pk, "nb", "schedule"])
    assert "publish_at_which" not in browser.get(url).content.decode()

    asked = press(browser, story, "nb", "schedule", **said)
    press(browser, story, "nb", "schedule", **said, publish_at_which="1")

    assert asked.status_code == 422
    assert "publish_at_which" in asked.content.decode()
    at = story.versions.get(language="nb").publish_at
    assert at == datetime.datetime(2030, 10, 27, 1, 30, tzinfo=UTC)


def test_what_is_held_back_is_seen_on_the_start_page_in_the_bar_and_in_the_history(browser, editor):
    story = ready_in_both()
    hour = timezone.now() + datetime.timedelta(hours=1)
    actions.schedule(list(story.versions.all()), hour, by=editor)
    story.lead_nb = "En helt annen ingress."
    story.save()
    story.versions.update(publish_at=timezone.now() - datetime.timedelta(minutes=1))

    hours.publish_due()

    piles = {pile.key: pile for pile in page_of(User.objects.get(pk=editor.pk)).piles}
    (row,) = piles["held-back"].rows
    assert row.title == str(story)
    assert "English" in row.note
    assert piles["ready"].rows == []
    assert "Held back" in story_page(browser, story)
    history = browser.get(reverse("admin:articles_article_history", args=[story.pk]))
    assert "Held back at its hour" in history.content.decode()
    assert row.by == ""  # the clock held it back, not the one who had scheduled it
    (held, *_rest) = [one for one in line_of(story).events if "Held back" in one.title]
    assert held.by is None
    assert f"Scheduled by {editor}." in held.note


def test_of_many_reasons_the_first_are_seen_and_how_many_more_there_are(browser, editor):
    story = ready_in_both()
    wrong = [
        Problem(code="segment_open", place=f"b{number}", sentence=f"Paragraph {number} is open.")
        for number in range(7)
    ]
    planning.hold_back(list(story.versions.all()), by=editor, problems={"en": wrong})

    page = story_page(browser, story)

    assert "English: Paragraph 3 is open." in page
    assert "Paragraph 4" not in page
    assert "And 3 more problems." in page
    piles = {pile.key: pile for pile in page_of(User.objects.get(pk=editor.pk)).piles}
    assert piles["held-back"].rows[0].note.count("\n") == 4
    history = browser.get(reverse("admin:articles_article_history", args=[story.pk]))
    assert "Paragraph 6 is open." in history.content.decode()


def test_what_was_held_back_is_no_longer_once_it_is_scheduled_anew(browser, editor):
    story = ready_in_both()
    hour = timezone.now() + datetime.timedelta(hours=1)
    actions.schedule(list(story.versions.all()), hour, by=editor)
    story.lead_nb = "En helt annen ingress."
    story.save()
    story.versions.update(publish_at=timezone.now() - datetime.timedelta(minutes=1))
    hours.publish_due()
    confirm_all(story, "en")
    story.lead_nb = "Fiskerne melder om store fangster på yttersiden."
    story.save()

    actions.schedule(list(story.versions.all()), hour, by=editor)

    piles = {pile.key: pile for pile in page_of(User.objects.get(pk=editor.pk)).piles}
    assert piles["held-back"].rows == []
    assert len(piles["scheduled"].rows) == 1
    assert "Held back" not in story_page(browser, story)


# Embargo


def set_embargo(browser, story, **said):
    url = reverse("desk:embargo", args=[story.pk])
    page = browser.get(url)
    stamp = page.context["form"].initial["stamp"] if page.context else ""
    return browser.post(url, {"stamp": stamp} | said)


def test_an_embargo_is_set_for_one_language_and_seen_with_its_zone(browser):
    story = ready_in_both()

    answer = set_embargo(browser, story, until_en_0="2030-07-01", until_en_1="06:00")

    assert answer.status_code == 302
    at = datetime.datetime(2030, 7, 1, 4, tzinfo=UTC)
    assert [one.embargo_until for one in story.versions.order_by("pk")] == [None, at]
    assert f"Embargo until {with_zone(at)}" in story_page(browser, story)
    url = reverse("desk:embargo", args=[story.pk])
    page = browser.get(url).content.decode()
    assert "(Europe/Oslo)" in page
    assert 'value="06:00"' in page


def test_of_two_languages_neither_embargo_is_set_where_one_is_refused(browser):
    story = ready_in_both()

    answer = set_embargo(
        browser, story,
        until_nb_0="2030-07-01", until_nb_1="06:00", until_en_0="2020-07-01", until_en_1="06:00",
    )  # fmt: skip

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"until_en"}
    assert {one.embargo_until for one in story.versions.all()} == {None}


def test_an_embargo_that_stands_is_kept_when_the_other_is_set(browser):
    story = ready_in_both()
    at = datetime.datetime(2030, 7, 1, 4, 0, 30, tzinfo=UTC)
    story.versions.filter(language="nb").update(embargo_until=at)

    set_embargo(
        browser, story,
        until_nb_0="2030-07-01", until_nb_1="06:00", until_en_0="2030-07-02", until_en_1="06:00",
    )  # fmt: skip

    assert story.versions.get(language="en").embargo_until is not None
    assert story.versions.get(language="nb").embargo_until is not None


def test_others_cannot_set_an_embargo():
    story, writer = ready_in_both(), Client()
    writer.force_login(make_journalist())

    answer = writer.post(
        reverse("desk:embargo", args=[story.pk]),
        {"until_nb_0": "2030-07-01", "until_nb_1": "06:00"},
    )

    assert answer.status_code == 302
    assert {one.embargo_until for one in story.versions.all()} == {None}


def test_an_embargo_is_a_hint_beside_the_hour_and_refuses_only_an_hour_before_it_ends(browser):
    story = make_article(state=State.READY)
    until = datetime.datetime(2030, 11, 5, 12, tzinfo=UTC)
    story.versions.update(embargo_until=until)
    url = reverse("desk:move", args=[story.pk, "nb", "schedule"])
    hint = f"Not before {with_zone(until)}"

    asked = browser.get(url)
    early = press(browser, story, "nb", "schedule", publish_at_0="2030-11-05", publish_at_1="12:59")

    assert asked.context["blocking"] == early.context["blocking"] == []
    assert hint in asked.context["form"]["publish_at"].help_text
    assert hint in str(early.context["form"].errors["publish_at"])
    assert not early.context["is_shut"]
    assert story.versions.get().publish_at is None
    press(browser, story, "nb", "schedule", publish_at_0="2030-11-05", publish_at_1="13:00")
    assert story.versions.get().publish_at == until


def test_an_embargo_shuts_publishing_on_the_page_of_the_story_and_not_scheduling(browser):
    story = make_article(state=State.READY)
    story.versions.update(embargo_until=datetime.datetime(2030, 11, 5, 12, tzinfo=UTC))

    answer = browser.get(reverse("admin:articles_article_change", args=[story.pk]))

    (panel,) = [one for one in answer.context["bar"] if one.mark.version]
    why = {button.name: button.why for button in panel.buttons}
    assert "There is an embargo" in why["publish"]
    assert why["schedule"] == ""

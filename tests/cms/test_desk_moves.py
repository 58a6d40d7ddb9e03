"""The page of a move: what it asks, what it refuses and how it says so."""

import datetime
import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connections
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.roles import Role
from articles import workflow
from articles.models import LanguageVersion, State
from articles.problems import Problem
from publishing.models import Live, Publication, Tombstone
from tests.factories import (
    confirm_all,
    log_of,
    make_article,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_published_article,
    make_translator,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("Nils", interface_language="en")


@pytest.fixture
def browser(editor):
    client = Client()
    client.force_login(editor)
    return client


def move_url(article, language, name) -> str:
    return reverse("desk:move", args=[article.pk, language, name])


def page_of(browser, article, language, name):
    return browser.get(move_url(article, language, name))


def press(browser, article, language, name, **said):
    """Open the page and press its button."""
    page = page_of(browser, article, language, name)
    stamp = page.context["form"].initial["stamp"] if page.context else ""
    return browser.post(move_url(article, language, name), {"stamp": stamp} | said)


def state_of(article, language) -> str:
    version = LanguageVersion.objects.filter(article=article, language=language).first()
    return version.state if version else ""


def told(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def back_at_the_story(answer, article) -> bool:
    story = reverse("admin:articles_article_change", args=[article.pk])
    return answer.status_code == 302 and answer["Location"] == story


def ready_in_both(by=None):
    story = make_article(written_in=("nb", "en"), by=by, state=State.READY)
    make_version(story, "en", state=State.READY)
    confirm_all(story, "en")
    return story


# Each move


def test_submitting(browser):
    story = make_article()

    answer = press(browser, story, "nb", "submit")

    assert back_at_the_story(answer, story)
    assert "Submitted for review: Norwegian" in told(answer)
    assert state_of(story, "nb") == State.REVIEW


def test_requesting_a_translation_with_all_that_can_be_said(browser):
    story, kari = make_article(), make_translator(into=("en",))

    answer = press(
        browser, story, "en", "request", translator=kari.pk, due_on="2030-01-31", note="Kort frist."
    )

    version = story.versions.get(language="en")
    assert back_at_the_story(answer, story)
    assert (version.state, version.translator) == (State.TRANSLATION, kari)
    assert (version.due_on, version.note) == (datetime.date(2030, 1, 31), "Kort frist.")


def test_a_translation_is_not_requested_for_a_day_gone_by(browser):
    story, today = make_article(), timezone.localdate()

    refused = press(browser, story, "en", "request", due_on=today - datetime.timedelta(days=1))

    assert refused.status_code == 422
    assert refused.context["form"].errors["due_on"] == ["Choose today or a day to come."]
    assert state_of(story, "en") == ""
    press(browser, story, "en", "request", due_on=today)
    assert story.versions.get(language="en").due_on == today


def test_requesting_a_translation_of_nobody_in_particular(browser):
    story = make_article()

    press(browser, story, "en", "request")

    assert story.versions.get(language="en").translator is None


@pytest.mark.parametrize("who", ["other language", "no translator", "left", "nobody", "tull"])
def test_only_one_who_translates_into_the_language_is_given_it(browser, who):
    story = make_article()
    key = {
        "other language": lambda: make_translator(into=("nb",)).pk,
        "no translator": lambda: make_journalist(translates_into=["en"]).pk,
        "left": lambda: make_translator(into=("en",), is_active=False).pk,
        "nobody": lambda: 999_999,
        "tull": lambda: "tull",
    }[who]()

    answer = press(browser, story, "en", "request", translator=key)

    assert answer.status_code == 422
    assert answer.context["form"].errors["translator"]
    assert state_of(story, "en") == ""


def test_finishing(browser):
    story = make_article(written_in=("nb", "en"))
    make_version(story, "en", state=State.TRANSLATION)
    confirm_all(story, "en")

    press(browser, story, "en", "finish")

    assert state_of(story, "en") == State.REVIEW


def test_what_is_left_to_translate_is_listed_with_links_to_its_rows(browser):
    story = make_article()
    make_version(story, "en", state=State.TRANSLATION)

    answer = press(browser, story, "en", "finish")

    assert answer.status_code == 409
    assert state_of(story, "en") == State.TRANSLATION
    assert answer.context["blocking"]
    for problem in answer.context["blocking"]:
        assert browser.get(problem.link).status_code == 200


def test_returning_needs_a_note(browser):
    story = make_article(state=State.REVIEW)

    refused = press(browser, story, "nb", "return", note_nb="   ")
    answer = press(browser, story, "nb", "return", note_nb="Mer om prisen.")

    assert refused.status_code == 422
    assert "Please write a few words." in refused.content.decode()
    assert back_at_the_story(answer, story)
    assert state_of(story, "nb") == State.DRAFT
    assert story.versions.get(language="nb").note == "Mer om prisen."


def test_approving(browser):
    story = make_article(state=State.REVIEW, by=make_journalist())

    press(browser, story, "nb", "approve")

    assert state_of(story, "nb") == State.READY


def test_what_stands_in_the_way_of_approving_is_listed_before_the_button_is_pressed(browser):
    story = make_article(state=State.REVIEW, by=make_journalist(), lead_nb="")

    page = page_of(browser, story, "nb", "approve")

    (problem,) = page.context["blocking"]
    assert "The lead is missing in Norwegian." in page.content.decode()
    assert problem.link.endswith(f"/{story.pk}/change/#language-nb")
    assert page.status_code == 200


def test_reopening(browser):
    story = make_published_article()
    press(browser, story, "nb", "withdraw", together=["nb"], note_nb="Feil tall.")

    press(browser, story, "nb", "reopen")

    assert state_of(story, "nb") == State.DRAFT


# Publishing


def test_both_languages_are_published_as_one_act(browser):
    story = ready_in_both()

    answer = press(browser, story, "nb", "publish", together=["nb", "en"])

    assert "Published: Norwegian, English" in told(answer)
    assert set(Live.objects.values_list("language", flat=True)) == {"nb", "en"}
    assert Publication.objects.count() == 2


def test_one_language_is_published_alone(browser):
    story = ready_in_both()

    press(browser, story, "nb", "publish", together=["nb"])

    assert (state_of(story, "nb"), state_of(story, "en")) == (State.PUBLISHED, State.READY)


def test_publishing_no_language_is_told(browser):
    answer = press(browser, ready_in_both(), "nb", "publish")

    assert answer.status_code == 422
    assert "Choose at least one language." in answer.content.decode()
    assert not Live.objects.exists()


def test_a_translation_alone_waits_for_its_source(browser):
    story = ready_in_both()

    answer = press(browser, story, "en", "publish", together=["en"])

    assert answer.status_code == 409
    assert "publish it first, or both together" in answer.content.decode()
    assert not Live.objects.exists()


def test_a_warning_has_to_be_ticked_before_the_text_goes_out(browser):
    story = make_article(state=State.READY)
    story.also_read_list.create(other=make_article(headline_nb="Ikke ute ennå"))
    page = page_of(browser, story, "nb", "publish")
    (warning,) = page.context["warnings"]

    refused = press(browser, story, "nb", "publish")
    answer = press(browser, story, "nb", "publish", accepted=[warning.key])

    assert not page.context["blocking"]
    assert refused.status_code == 409
    assert back_at_the_story(answer, story)
    assert story.log.get(move="publish").detail["accepted"] == [warning.key]


def test_a_tick_stays_while_another_is_missing(browser):
    story = make_article(state=State.READY)
    for number in range(2):
        story.also_read_list.create(other=make_article(headline_nb=f"Sak {number}"))
    first, second = page_of(browser, story, "nb", "publish").context["warnings"]

    refused = press(browser, story, "nb", "publish", accepted=[first.key])

    assert refused.status_code == 409
    assert [one.key for one in refused.context["warnings"]] == [first.key, second.key]
    assert refused.context["accepted"] == [first.key]
    assert refused.content.decode().count("checked") == 1


def test_a_double_click_publishes_once_and_says_so(browser):
    story = ready_in_both()
    url = move_url(story, "nb", "publish")
    posted = {
        "stamp": browser.get(url).context["form"].initial["stamp"],
        "together": ["nb", "en"],
    }

    browser.post(url, posted)
    second = browser.post(url, posted)

    assert back_at_the_story(second, story)
    assert "Readers see the Norwegian version already as it stands here." in told(second)
    assert Publication.objects.count() == 2


def test_what_readers_see_already_is_not_published_again(browser):
    story = make_published_article()

    answer = page_of(browser, story, "nb", "publish")

    assert back_at_the_story(answer, story)
    assert "already" in told(answer)


def test_only_what_is_new_is_offered_for_publishing(browser):
    story = make_published_article()
    story.lead_nb = "Ny ingress."
    story.save()

    page = page_of(browser, story, "nb", "publish")

    assert [version.language for version in page.context["versions"]] == ["nb"]


# Withdrawing


def test_each_language_that_is_withdrawn_needs_its_own_reason(browser):
    story = make_published_article()

    answer = press(
        browser, story, "nb", "withdraw", together=["nb", "en"], note_nb="Feil tall.", note_en=""
    )

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"note_en"}
    assert Live.objects.count() == 2


def test_a_language_that_stays_needs_no_reason(browser):
    story = make_published_article()

    answer = press(
        browser, story, "en", "withdraw", together=["en"], note_en="Wrong figures.", note_nb="x"
    )

    assert back_at_the_story(answer, story)
    assert (state_of(story, "nb"), state_of(story, "en")) == (State.PUBLISHED, State.WITHDRAWN)
    assert [(one.language, one.reason) for one in Tombstone.objects.all()] == [
        ("en", "Wrong figures.")
    ]


def test_the_page_says_in_words_which_versions_readers_lose(browser):
    story = make_published_article(headline_en="The cod has come")
    story.headline_en = "What no reader has seen"
    story.save()

    page = page_of(browser, story, "en", "withdraw")

    text = page.content.decode()
    assert [(side.language, side.is_taken) for side in page.context["sides"]] == [
        ("en", True),
        ("nb", True),
    ]
    for language in ("English", "Norwegian"):
        assert f"Take the {language} version from readers" in text
        assert f"The {language} version is taken from readers at once." in text
    headlines = [side.headline for side in page.context["sides"]]
    assert headlines == ["The cod has come", story.headline_nb]


def test_what_was_not_ticked_is_said_to_stay_when_the_page_comes_back(browser):
    story = make_published_article()

    page = press(browser, story, "nb", "withdraw", together=["nb"], note_nb="")

    assert page.status_code == 422
    taken = {side.language: side.is_taken for side in page.context["sides"]}
    assert taken == {"nb": True, "en": False}
    text = page.content.decode()
    assert '<li data-taken="en" hidden>' in text
    assert '<li data-kept="nb" hidden>' in text


def test_of_a_story_live_in_one_language_there_is_nothing_to_tick(browser):
    story = ready_in_both()
    press(browser, story, "nb", "publish", together=["nb"])

    page = page_of(browser, story, "nb", "withdraw").content.decode()

    assert "Take the Norwegian version from readers" in page
    assert 'name="together"' not in page
    assert "English version is taken" not in page


def test_what_is_not_live_is_not_offered_for_withdrawing(browser):
    story = ready_in_both()
    press(browser, story, "nb", "publish", together=["nb"])

    page = page_of(browser, story, "nb", "withdraw")
    alone = page_of(browser, story, "en", "withdraw")

    assert [version.language for version in page.context["versions"]] == ["nb"]
    assert "The English version is not published." in told(alone)


# Scheduling


def test_scheduling_names_the_zone_and_keeps_the_hour(browser, settings):
    story = ready_in_both()
    page = page_of(browser, story, "nb", "schedule")

    answer = press(
        browser,
        story,
        "nb",
        "schedule",
        together=["nb", "en"],
        publish_at_0="2030-07-01",
        publish_at_1="06:30",
    )

    assert settings.TIME_ZONE in page.content.decode()
    assert back_at_the_story(answer, story)
    at = story.versions.get(language="en").publish_at
    assert timezone.localtime(at).isoformat() == "2030-07-01T06:30:00+02:00"
    assert state_of(story, "nb") == State.READY


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2020-01-01", "12:00"),
        ("", ""),
        ("2030-01-01", ""),
        ("i morgen", "12:00"),
        ("2030-13-01", "25:00"),
        ("2031-03-30", "02:30"),  # skipped when summer time begins
        ("0001-01-01", "00:00"),
    ],
)
def test_an_hour_that_is_past_or_is_none_is_refused(browser, day, hour):
    story = ready_in_both()

    answer = press(
        browser, story, "nb", "schedule", together=["nb"], publish_at_0=day, publish_at_1=hour
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["publish_at"]
    assert story.versions.get(language="nb").publish_at is None


# Refusals


@pytest.mark.parametrize("name", workflow.MOVES)
@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.PHOTO_EDITOR, Role.JOURNALIST])
def test_one_who_may_not_is_told_why_and_nothing_moves(name, role):
    person = make_user(role, interface_language="en")
    language = "en" if workflow.MOVES[name].side == "translation" else "nb"
    story = ready_in_both(by=make_journalist())
    client = Client()
    client.force_login(person)

    shown = client.get(move_url(story, language, name))
    answer = client.post(move_url(story, language, name), {f"note_{language}": "x"})

    assert back_at_the_story(shown, story)
    assert back_at_the_story(answer, story)
    assert str(workflow.MOVES[name].refusal) in told(answer)
    assert (state_of(story, "nb"), state_of(story, "en")) == (State.READY, State.READY)
    assert log_of(story) == []


@pytest.mark.parametrize("name", workflow.MOVES)
@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_move_from_every_state_gets_a_page_or_a_reason(browser, name, state, language):
    story = make_article(written_in=("nb", "en"), state=State.READY)
    make_version(story, "en", state=State.READY)
    make_version(story, language, state=state)

    shown = page_of(browser, story, language, name)
    answer = browser.post(move_url(story, language, name), {})

    assert shown.status_code == 200 or (back_at_the_story(shown, story) and told(shown))
    assert answer.status_code in (302, 409, 422)


def test_a_page_that_is_out_of_date_moves_nothing_and_says_so(browser):
    story = make_article(state=State.REVIEW, by=make_journalist())
    url = move_url(story, "nb", "return")
    posted = {
        "stamp": browser.get(url).context["form"].initial["stamp"],
        "note_nb": "Mer om prisen.",
    }
    make_version(story, "nb", state=State.READY)

    answer = browser.post(url, posted)

    assert answer.status_code == 302
    assert "Somebody has moved this story on since you opened the page" in told(answer)
    assert "Norwegian: Ready" in told(answer)
    assert state_of(story, "nb") == State.READY


@pytest.mark.parametrize("stamp", ["", "tull", "\x00"])
def test_a_button_pressed_without_a_page_moves_nothing(browser, stamp):
    story = make_article()

    answer = browser.post(move_url(story, "nb", "submit"), {"stamp": stamp})

    assert answer.status_code in (302, 422)
    assert state_of(story, "nb") == State.DRAFT


def test_a_translation_that_another_has_asked_for_meanwhile_is_told(browser):
    story = make_article()
    url = move_url(story, "en", "request")
    stamp = browser.get(url).context["form"].initial["stamp"]
    make_version(story, "en", state=State.TRANSLATION)

    answer = browser.post(url, {"stamp": stamp})

    assert back_at_the_story(answer, story)
    assert "is now in the state “In translation”" in told(answer)


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "eksploder"), ("xx", "publish"), ("nb", "publish\x00")]
)
def test_a_move_or_language_that_is_none_is_not_found(browser, language, name):
    story = make_article()
    url = f"/admin/desk/articles/{story.pk}/{language}/{name}/"

    assert browser.get(url).status_code == 404
    assert browser.post(url).status_code == 404


def test_a_visitor_is_sent_to_log_in(client):
    answer = client.post(move_url(make_article(), "nb", "submit"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


def test_a_move_asks_for_the_forgery_token(editor):
    story = make_article()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(move_url(story, "nb", "submit"), {}).status_code == 403


# Links


def test_every_problem_that_the_gate_may_tell_leads_to_a_page(browser):
    photo = make_photo(texts=(), creator="", organisation=None, with_file=False)
    box = make_fact_box(languages_of_text=("nb",))
    body = (
        f'<p data-id="b1">Tekst 10 000.</p><figure data-id="f1" data-photo="{photo.pk}"></figure>'
        f'<aside data-id="x1" data-fact-box="{box.pk}"></aside>'
        '<figure data-id="f2" data-photo="c0ffee00-0000-4000-8000-000000000000"></figure>'
    )
    story = make_article(
        written_in=("nb", "en"),
        state=State.READY,
        body_nb=body,
        body_en='<p data-id="b1">Text 11 000.</p>',
        lead_nb="",
        slug_en="",
    )
    story.also_read_list.create(other=make_article())
    make_version(
        story, "en", state=State.READY, embargo_until=timezone.now() + datetime.timedelta(days=1)
    )

    page = page_of(browser, story, "en", "publish")

    found = [*page.context["blocking"], *page.context["warnings"]]
    assert len(found) > 8
    for problem in found:
        assert resolve(problem.link.partition("#")[0])
        assert browser.get(problem.link).status_code == 200, problem


def test_problems_told_twice_stand_once(browser):
    story = make_article(state=State.READY, lead_nb="")

    answer = press(browser, story, "nb", "publish")

    sentences = [one.sentence for one in answer.context["blocking"]]
    assert len(sentences) == len(set(sentences))


def test_a_problem_without_an_address_leads_to_the_text_of_its_language():
    from cms.desk.moves import _link

    story = make_article()
    problem = Problem(code="field_empty", place="lead", sentence="Ingress mangler.")

    assert _link(problem, story, "nb").endswith("/change/#language-nb")
    assert _link(problem, story, "").endswith("/change/")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_is_told(editor):
    story = ready_in_both()
    browsers = [Client(), Client()]
    for client in browsers:
        client.force_login(editor)
    url = move_url(story, "nb", "publish")
    stamp = browsers[0].get(url).context["form"].initial["stamp"]
    start, answers = threading.Barrier(2), []

    def publish(client):
        try:
            start.wait()
            answers.append(client.post(url, {"stamp": stamp, "together": ["nb", "en"]}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=[client]) for client in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Publication.objects.count() == 2

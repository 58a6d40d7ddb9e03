"""Scheduled hours and embargoes: what goes out, what is held back, and who is told."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from articles import planning, workflow
from articles.models import LanguageVersion, State
from articles.problems import NotAllowed, NotReady
from publishing import actions, hours
from publishing.models import Event, Live, Publication
from tests.factories import (
    confirm_all,
    log_of,
    make_article,
    make_editor,
    make_journalist,
    make_version,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def make_ready_article(**fields):
    article = make_article(written_in=("nb", "en"), **fields)
    make_version(article, "nb", state=State.READY)
    make_version(article, "en", state=State.READY)
    confirm_all(article, "en")
    return article


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def schedule(article, *codes, at, by=None):
    versions = list(article.versions.filter(language__in=codes or ("nb", "en")))
    return actions.schedule(versions, at, by=by or make_editor())


def make_stale(article):
    article.body_nb = paragraphs("Noe helt nytt.", "Prisen er høy.")
    article.save()


def live(article):
    return set(Live.objects.filter(article=article).values_list("language", flat=True))


def as_held_back(article):
    """Each version held back: its state, hour and how many reasons were given."""
    return {
        version.language: (version.state, version.publish_at, len(why(article, version.language)))
        for version in article.versions.all()
    }


def why(article, language, read_in="en"):
    """What those who read this language are told of why it was held back."""
    with override(read_in):
        return planning.reasons(article.log.filter(language=language).latest("pk").detail)


def codes(refusal):
    return {problem.code for problem in refusal.value.problems}


def test_languages_scheduled_together_go_out_together_at_the_hour():
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor("Nils")
    schedule(article, at=hour, by=nils)

    assert hours.publish_due(hour - timedelta(minutes=1)) == hours.Outcome()
    outcome = hours.publish_due(hour)

    assert (len(outcome.published), outcome.held_back) == (2, [])
    assert live(article) == {"nb", "en"}
    assert {one.by for one in Publication.objects.all()} == {nils}
    assert hours.publish_due(hour) == hours.Outcome()
    assert mail.outbox == []


def test_one_language_scheduled_alone_goes_out_alone():
    article, hour = make_ready_article(), in_an_hour()
    schedule(article, "nb", at=hour)

    hours.publish_due(hour)

    assert live(article) == {"nb"}


@pytest.mark.parametrize("later", [timedelta(0), timedelta(hours=2)])
def test_a_translation_may_be_scheduled_for_the_hour_of_its_source_or_later(later):
    article, hour = make_ready_article(), in_an_hour()
    schedule(article, "nb", at=hour)
    with pytest.raises(NotReady):
        schedule(article, "en", at=hour - timedelta(minutes=1))
    schedule(article, "en", at=hour + later)

    outcome = hours.publish_due(hour + later)

    assert live(article) == {"nb", "en"}
    assert outcome.held_back == []


def test_a_translation_is_held_back_where_its_source_did_not_go_out():
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor()
    schedule(article, "nb", at=hour, by=nils)
    schedule(article, "en", at=hour + timedelta(hours=2), by=nils)
    workflow.move(article.versions.get(language="nb"), "unschedule", by=nils)

    outcome = hours.publish_due(hour + timedelta(hours=2))

    assert [one.language for one in outcome.held_back] == ["en"]
    assert live(article) == set()


def test_a_refusal_of_one_language_holds_both_back_and_says_which():
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor(interface_language="en")
    schedule(article, at=hour, by=nils)
    make_stale(article)

    outcome = hours.publish_due(hour)

    assert (outcome.published, len(outcome.held_back)) == ([], 2)
    assert live(article) == set()
    assert as_held_back(article) == {
        "nb": (State.READY, None, 1),
        "en": (State.READY, None, 1),
    }
    assert log_of(article)[-2:] == [("nb", "hold_back", "ready"), ("en", "hold_back", "ready")]
    row = article.log.filter(language="nb").latest("pk")
    assert why(article, "nb")[0].startswith("English: ")
    assert (row.by, row.detail["publish_at"]) == (nils, workflow.stored(hour))
    assert [one["code"] for one in row.detail["reasons"]] == ["segment_stale"]
    assert not Publication.objects.exists()
    assert hours.publish_due(hour) == hours.Outcome()


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [("nb", "Holdt tilbake", "Den er tatt av planen"), ("en", "Held back", "off the schedule")],
)
def test_the_one_who_scheduled_it_is_mailed_in_their_own_language(language, subject, words):
    article, hour = make_ready_article(), in_an_hour()
    nils, _other = make_editor(interface_language=language), make_editor()
    schedule(article, at=hour, by=nils)
    make_stale(article)

    hours.publish_due(hour)

    (sent,) = mail.outbox
    assert sent.to == [nils.email]
    assert sent.subject.startswith(subject)
    assert article.headline_nb in sent.subject
    assert words in sent.body
    assert all(reason in sent.body for reason in why(article, "en", read_in=language))
    assert "Europe/Oslo" in sent.body
    assert f"/admin/articles/article/{article.pk}/change/" in sent.body


@pytest.mark.parametrize("scheduled_in", ["nb", "en"])
def test_why_a_story_was_held_back_is_told_to_each_in_their_own_language(scheduled_in):
    article, hour = make_ready_article(), in_an_hour()
    schedule(article, at=hour, by=make_editor(interface_language=scheduled_in))
    until = hour + timedelta(days=1)
    planning.set_embargo(article.versions.get(language="nb"), until, by=make_editor())

    hours.publish_due(hour)

    at = timezone.localtime(until)
    assert why(article, "nb", read_in="nb") == [
        f"Norsk: Det er sperrefrist til {at:%d.%m.%Y kl. %H.%M} (Europe/Oslo)."
    ]
    assert why(article, "nb", read_in="en") == [
        f"Norwegian: There is an embargo until {at:%d/%m/%Y, %H:%M} (Europe/Oslo)."
    ]
    assert article.versions.get(language="nb").note == ""


def test_a_headline_of_several_lines_makes_no_header_of_its_own():
    article, hour = make_ready_article(headline_nb="Skrei\r\nBcc: x@example.org"), in_an_hour()
    confirm_all(article, "en")
    schedule(article, at=hour)
    make_stale(article)

    hours.publish_due(hour)

    assert "\n" not in mail.outbox[0].subject


@pytest.mark.parametrize("left", ["deactivated", "a journalist now"])
def test_what_one_who_is_no_longer_an_editor_scheduled_is_held_back_and_the_editors_are_told(left):
    article, hour, gone = make_ready_article(), in_an_hour(), make_editor("Gro")
    schedule(article, at=hour, by=gone)
    here = make_editor()
    if left == "deactivated":
        User.objects.filter(pk=gone.pk).update(is_active=False)
    else:
        gone.groups.clear()

    hours.publish_due(hour)

    assert live(article) == set()
    assert "Gro" in why(article, "nb")[0]
    told = {address for sent in mail.outbox for address in sent.to}
    assert here.email in told
    assert gone.email not in told


def test_what_was_to_go_out_together_is_held_back_when_one_was_returned_meanwhile():
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor(interface_language="en")
    schedule(article, at=hour, by=nils)
    workflow.move(article.versions.get(language="en"), "return", by=nils, note="Les igjen.")

    hours.publish_due(hour)

    assert live(article) == set()
    held = article.versions.get(language="nb")
    assert (held.state, held.publish_at) == (State.READY, None)
    assert held.note == ""
    assert why(article, "nb") == [
        "English: It was to go out together with this, and is now in the state “In translation”."
    ]
    assert article.versions.get(language="en").note == "Les igjen."


@pytest.mark.parametrize("how", ["unscheduled", "put off", "published by hand"])
def test_one_that_was_set_apart_on_purpose_leaves_the_other_as_it_is(how):
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor()
    schedule(article, at=hour, by=nils)
    apart = "nb" if how == "published by hand" else "en"
    version = article.versions.get(language=apart)
    if how == "unscheduled":
        workflow.move(version, "unschedule", by=nils)
    elif how == "put off":
        actions.schedule([version], hour + timedelta(hours=2), by=nils)
    else:
        actions.publish([version], by=nils)

    outcome = hours.publish_due(hour)

    assert outcome.held_back == []
    expected = {"nb", "en"} if how == "published by hand" else {"nb"}
    assert live(article) == expected


@pytest.mark.parametrize("move", ["unschedule", "return", "publish"])
def test_what_has_moved_on_does_not_go_out_at_its_old_hour(move):
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor()
    schedule(article, "nb", at=hour, by=nils)
    workflow.move(article.versions.get(language="nb"), move, by=nils, note="Vent.")
    before = Publication.objects.count()

    assert hours.publish_due(hour) == hours.Outcome()

    assert Publication.objects.count() == before


def test_the_hour_is_changed_by_scheduling_anew():
    article, hour = make_ready_article(), in_an_hour()
    schedule(article, at=hour)
    later = hour + timedelta(hours=3)
    schedule(article, at=later)

    assert hours.publish_due(hour) == hours.Outcome()
    hours.publish_due(later)

    assert live(article) == {"nb", "en"}


def test_only_what_is_scheduled_can_be_taken_off_the_schedule():
    article, nils = make_ready_article(), make_editor()
    version = article.versions.get(language="nb")

    with pytest.raises(NotReady) as refusal:
        workflow.move(version, "unschedule", by=nils)

    assert codes(refusal) == {"not_scheduled"}
    assert "unschedule" not in {one.name for one in workflow.options(version, by=nils)}
    schedule(article, "nb", at=in_an_hour())
    version.refresh_from_db()
    assert "unschedule" in {one.name for one in workflow.options(version, by=nils)}


def test_an_hour_that_has_passed_is_refused():
    article = make_ready_article()

    with pytest.raises(NotReady) as refusal:
        schedule(article, at=timezone.now() - timedelta(minutes=1))

    assert codes(refusal) == {"hour_past"}
    assert not LanguageVersion.objects.exclude(publish_at=None).exists()


def test_one_story_that_fails_does_not_keep_the_others_waiting(monkeypatch):
    broken, sound, hour = make_ready_article(), make_ready_article(), in_an_hour()
    schedule(broken, at=hour)
    schedule(sound, at=hour + timedelta(seconds=1))
    publish = actions.publish

    def stumble(versions, **said):
        if versions[0].article_id == broken.pk:
            raise RuntimeError("a full disk")
        return publish(versions, **said)

    monkeypatch.setattr(actions, "publish", stumble)
    hours.publish_due(hour + timedelta(seconds=2))

    assert live(sound) == {"nb", "en"}
    assert broken.versions.get(language="nb").publish_at == hour
    monkeypatch.undo()
    hours.publish_due(hour + timedelta(seconds=2))
    assert live(broken) == {"nb", "en"}


# Embargo


def test_an_embargo_is_set_logged_and_lifted():
    article, nils, until = make_ready_article(), make_editor(), in_an_hour()
    version = article.versions.get(language="nb")

    planning.set_embargo(version, until, by=nils)
    with pytest.raises(NotReady) as refusal:
        actions.publish([version], by=nils)
    planning.set_embargo(version, None, by=nils)
    actions.publish([version], by=nils)

    assert codes(refusal) == {"embargo"}
    assert "(Europe/Oslo)" in str(refusal.value)
    assert [row[1] for row in log_of(article)] == ["embargo", "embargo", "publish"]


@pytest.mark.parametrize("who", ["journalist", "past", "withdrawn"])
def test_an_embargo_that_makes_no_sense_is_refused(who):
    article, until, by = make_ready_article(), in_an_hour(), make_editor()
    version = article.versions.get(language="nb")
    if who == "journalist":
        by = make_journalist()
    elif who == "past":
        until = timezone.now() - timedelta(minutes=1)
    else:
        make_version(article, "nb", state=State.WITHDRAWN)

    with pytest.raises(NotAllowed):
        planning.set_embargo(version, until, by=by)

    version.refresh_from_db()
    assert version.embargo_until is None
    assert log_of(article) == []


def test_an_embargo_set_after_the_schedule_holds_the_story_back():
    article, hour, nils = make_ready_article(), in_an_hour(), make_editor()
    schedule(article, "nb", at=hour, by=nils)
    version = article.versions.get(language="nb")
    planning.set_embargo(version, hour + timedelta(hours=1), by=nils)

    outcome = hours.publish_due(hour)

    assert [one.language for one in outcome.held_back] == ["nb"]
    assert live(article) == set()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_publish_once():
    article, hour = make_ready_article(), in_an_hour()
    schedule(article, at=hour)
    outcomes, start = [], threading.Barrier(2)

    def sweep():
        start.wait()
        outcomes.append(hours.publish_due(hour))
        connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(len(one.published) for one in outcomes) == [0, 2]
    assert Publication.objects.count() == 2
    assert Event.objects.count() == 2

"""What those who keep a copy are told: every change that readers see, once, and no other."""

import threading
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from articles import workflow
from articles.problems import NotAllowed, NotReady
from media import actions as media_actions
from publishing import actions, events
from publishing.models import Event, EventCounter, Live, Publication
from tests.factories import (
    confirm_all,
    make_article,
    make_editor,
    make_journalist,
    make_photo,
    make_published_article,
    make_version,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def ready(**fields):
    article = make_article(written_in=("nb", "en"), **fields)
    make_version(article, "nb", state="ready")
    make_version(article, "en", state="ready")
    confirm_all(article, "en")
    return article


def told() -> list[tuple[int, str, str, str]]:
    rows = Event.objects.in_order()
    return [(row.number, row.kind, row.language, row.reason) for row in rows]


def test_each_language_that_goes_live_is_told_once():
    article = ready()

    actions.publish(list(article.versions.all()), by=make_editor())

    assert sorted(told()) == [
        (1, "article.published", "nb", "published"),
        (2, "article.published", "en", "published"),
    ]
    for event in Event.objects.all():
        live = Live.objects.get(article=article, language=event.language)
        assert event.publication_id == live.publication_id
        assert event.slug == live.slug
        assert f"article-{article.pk}" in event.tags


def test_a_twin_that_goes_live_later_changes_the_first_document_too():
    article, editor = ready(), make_editor()
    actions.publish([article.version("nb")], by=editor)

    actions.publish([article.version("en")], by=editor)

    assert told()[1:] == [
        (2, "article.published", "en", "published"),
        (3, "article.updated", "nb", "twin"),
    ]


def test_publishing_again_tells_of_an_update_under_the_slug_of_now():
    article = make_published_article()
    article.slug_nb = "ny-adresse"
    article.save()

    actions.publish([article.version("nb")], by=make_editor())

    number, kind, language, reason = told()[2]
    assert (number, kind, language, reason) == (3, "article.updated", "nb", "updated")
    assert Event.objects.get(number=3).slug == "ny-adresse"


def test_a_withdrawal_tells_the_public_reason_and_no_document():
    article = make_published_article()
    reasons = {"nb": "Feil.", "en": "Wrong."}

    actions.withdraw(list(article.versions.all()), reasons=reasons, by=make_editor())

    gone = Event.objects.filter(kind="article.withdrawn")
    assert {row.language: row.reason for row in gone} == reasons
    assert {row.publication_id for row in gone} == {None}
    assert len(told()) == 4


def test_withdrawing_one_language_tells_of_the_other_s_new_document():
    article = make_published_article()

    actions.withdraw([article.version("en")], reasons={"en": "Wrong."}, by=make_editor())

    assert told()[2:] == [
        (3, "article.withdrawn", "en", "Wrong."),
        (4, "article.updated", "nb", "twin"),
    ]


def test_what_comes_back_is_told_as_published():
    article, editor, other = make_published_article(), make_editor(), make_editor()
    reasons = {"nb": "Feil.", "en": "Wrong."}
    actions.withdraw(list(article.versions.all()), reasons=reasons, by=editor)
    for move in ("reopen", "submit", "approve"):
        for version in article.versions.all():
            name = "finish" if move == "submit" and not version.is_source else move
            workflow.move(version, name, by=other if move == "approve" else editor)

    actions.publish(list(article.versions.all()), by=editor)

    assert [row[1] for row in told()[4:]] == ["article.published", "article.published"]


def test_a_corrected_credit_is_told_once_and_the_second_time_not_at_all():
    photo = make_photo(creator="Ola Normann")
    make_published_article(lead_photo=photo)
    photo.credits.update(creator="Ola Nordmann")

    media_actions.follow_up(photo)
    media_actions.follow_up(photo)

    assert [row[1:2] + row[3:] for row in told()[2:]] == [("article.updated", "photo")] * 2


@pytest.mark.parametrize("refusal", [NotReady, NotAllowed])
def test_what_is_refused_is_not_told_and_leaves_no_hole(refusal):
    article, editor = ready(), make_editor()
    by = editor if refusal is NotReady else make_journalist()
    if refusal is NotReady:
        article.body_nb = paragraphs("Noe annet.", "Prisen er høy.")
        article.save()

    with pytest.raises(refusal):
        actions.publish(list(article.versions.all()), by=by)
    assert told() == []

    make_published_article()
    assert [row[0] for row in told()] == [1, 2]


def test_what_is_rolled_back_is_not_told_and_leaves_no_hole(monkeypatch):
    def fail(_events):
        raise RuntimeError

    article, editor = ready(), make_editor()
    with monkeypatch.context() as patch:
        patch.setattr(events, "followers", [fail])
        with pytest.raises(RuntimeError):
            actions.publish(list(article.versions.all()), by=editor)
    assert told() == []
    assert not Publication.objects.exists()

    actions.publish([article.version("nb")], by=editor)

    assert [row[0] for row in told()] == [1]


def test_followers_are_called_with_the_events_of_a_change(monkeypatch):
    heard = []
    monkeypatch.setattr(events, "followers", [heard.append])

    make_published_article()

    assert [[event.number for event in one] for one in heard] == [[1, 2]]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_publishes_waits_for_the_number_of_who_has_published_and_not_committed():
    first, second, editor = ready(), ready(slug_nb="to", slug_en="two"), make_editor()
    has_told, may_commit = threading.Event(), threading.Event()
    failures = []

    def run(task):
        def guarded():
            try:
                task()
            except Exception as failure:
                failures.append(failure)
            finally:
                connections.close_all()

        thread = threading.Thread(target=guarded)
        thread.start()
        return thread

    def hold():
        with transaction.atomic():
            actions.publish([first.versions.get(language="nb")], by=editor)
            has_told.set()
            assert may_commit.wait(60)

    holder = run(hold)
    assert has_told.wait(60)
    waiter = run(lambda: actions.publish([second.versions.get(language="nb")], by=editor))
    try:
        wait_for_lock(waiter)
        assert told() == []
    finally:
        may_commit.set()
        holder.join()
        waiter.join()

    assert failures == []
    rows = Event.objects.in_order().values_list("number", "article_id")
    assert list(rows) == [(1, first.pk), (2, second.pk)]


def wait_for_lock(thread):
    """Until a connection of this database waits for another's row."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
    pytest.fail("It did not wait.")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_reader_who_follows_along_meets_every_number_once_and_in_order():
    editor = make_editor()
    stories = [ready(slug_nb=f"sak-{n}", slug_en=f"story-{n}") for n in range(8)]
    failures = []

    def publish(some):
        try:
            for story in some:
                actions.publish(list(story.versions.all()), by=editor)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=[stories[n::4]]) for n in range(4)]
    for thread in threads:
        thread.start()
    read: list[int] = []
    working = True
    while working:
        working = any(thread.is_alive() for thread in threads)
        after = read[-1] if read else 0
        rows = Event.objects.filter(number__gt=after).in_order()
        read += rows.values_list("number", flat=True)

    assert failures == []
    assert read == list(range(1, 17))
    assert EventCounter.objects.get().last == 16


def test_what_was_live_before_there_were_events_is_told_by_the_migration():
    module = import_module("publishing.migrations.0007_events_of_what_was_live")
    old = make_published_article(slug_nb="gammel", slug_en="old")
    Event.objects.filter(language="en").delete()
    known = Event.objects.get()
    EventCounter.objects.update(last=known.number)

    for _ in range(2):  # the second time it has nothing to tell
        module.tell(apps, None)

    told_of = Event.objects.exclude(pk=known.pk).get()
    live = Live.objects.get(article=old, language="en")
    assert (told_of.number, told_of.kind, told_of.slug) == (
        known.number + 1,
        "article.published",
        "old",
    )
    assert told_of.publication_id == live.publication_id
    assert set(told_of.tags) == events.tags_of(live)
    make_published_article(slug_nb="ny", slug_en="new")
    numbers = [row[0] for row in told()]
    assert numbers == list(range(numbers[0], numbers[0] + 4))

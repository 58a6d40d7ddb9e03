"""What many documents show, changed once: how it reaches them all, and how far it has come."""

import json
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections, transaction
from django.test import Client
from django.urls import reverse

from articles import showing
from articles.models import AlsoRead, Article
from media import actions as media_actions
from media import renditions
from media.tasks import make_renditions
from publishing import actions, freeze, republishing
from publishing.models import Event, Live, LiveTag, Publication, Republication
from publishing.republishing import republish
from tests.factories import (
    make_author,
    make_editor,
    make_journalist,
    make_photo,
    make_photo_editor,
    make_published_article,
    make_rendition,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db

Reason, State = Publication.Reason, Republication.State


def document(article, language="nb"):
    live = Live.objects.select_related("publication").get(article=article, language=language)
    return json.loads(live.publication.document)


def card(article, language="nb"):
    return json.loads(Live.objects.get(article=article, language=language).card)


def last_reason(article, language="nb"):
    return Publication.objects.filter(article=article, language=language).first().reason


def rename(thing, *, by=None, **columns):
    for column, text in columns.items():
        setattr(thing, column, text)
    thing.save()
    showing.tell_of_change(thing, by=by)


def make_stories(how_many, **fields):
    return [make_published_article(**fields) for _ in range(how_many)]


def row_of(reason):
    return Republication.objects.filter(reason=reason).first()


@pytest.fixture
def queued(monkeypatch):
    """Tasks wait, as with a real worker, and are run by hand."""
    waiting = []
    monkeypatch.setattr(
        type(republish), "enqueue", lambda task, *args: waiting.append((task, args))
    )

    def work():
        while waiting:
            task, args = waiting.pop(0)
            task.func(*args)

    return type("Queue", (), {"waiting": waiting, "work": staticmethod(work)})


THINGS = {
    "tag": (
        lambda: make_tag(),
        lambda thing: {"tags": (thing,)},
        {"name_nb": "Ny emneknagg", "slug_nb": "ny-emneknagg"},
        lambda shown: {key: shown["tags"][0][key] for key in ("name", "slug")},
        {"name": "Ny emneknagg", "slug": "ny-emneknagg"},
    ),
    "section": (
        lambda: make_section(),
        lambda thing: {"section": thing},
        {"name_nb": "Ny seksjon", "slug_nb": "ny-seksjon"},
        lambda shown: shown["section"],
        {"name": "Ny seksjon", "slug": "ny-seksjon"},
    ),
    "author": (
        lambda: make_author("Kari"),
        lambda thing: {"authors": (thing,)},
        {"name": "Kari Nordmann", "slug": "kari-nordmann"},
        lambda shown: shown["bylines"][0],
        {"name": "Kari Nordmann", "slug": "kari-nordmann", "role": "writer"},
    ),
}


@pytest.mark.parametrize("kind", THINGS)
def test_a_new_name_reaches_documents_cards_and_lists_and_nothing_else_does(kind):
    make, using, columns, read, expected = THINGS[kind]
    thing, nils = make(), make_editor()
    article, other = make_published_article(**using(thing)), make_published_article()
    before = document(article)
    article.lead_nb = "Et utkast som ingen skal se."
    article.save()

    rename(thing, by=nils, **columns)

    assert read(document(article)) == read(card(article)) == expected
    assert document(article)["lead"] == before["lead"]
    assert document(article)["updated_at"] == before["updated_at"]
    assert last_reason(article) == kind
    assert document(other)["version"] == 1
    assert Publication.objects.filter(article=article).first().by == nils
    event = Event.objects.in_order().last()
    assert (event.kind, event.reason) == (Event.Kind.UPDATED, kind)
    row = row_of(kind)
    assert (row.state, row.total, row.done, row.by) == (State.DONE, 2, 2, nils)
    live = Live.objects.get(article=article, language="nb")
    if kind == "tag":
        assert LiveTag.objects.get(live=live).slug == "ny-emneknagg"
    if kind == "section":
        assert (live.section_slug, live.section_name) == ("ny-seksjon", "Ny seksjon")
    if kind == "author":
        assert live.authors.get().slug == "kari-nordmann"


def test_a_name_changed_in_one_language_leaves_the_other_alone():
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    before = document(article, "en")

    rename(tag, name_nb="Ny emneknagg")

    assert document(article, "en") == before
    assert (row_of(Reason.TAG).done, row_of(Reason.TAG).changed) == (2, 1)


def test_a_sections_place_reaches_the_lists_without_a_new_version():
    section = make_section()
    article = make_published_article(section=section)
    versions = Publication.objects.count()

    rename(section, position=7)

    assert set(Live.objects.values_list("section_position", flat=True)) == {7}
    assert Publication.objects.count() == versions
    actions.withdraw(
        [article.versions.get(language="en")], reasons={"en": "Wrong."}, by=make_editor()
    )
    assert Live.objects.get().section_position == 7


def test_what_no_reader_sees_is_not_republished():
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    reasons = {"nb": "Feil.", "en": "Wrong."}
    actions.withdraw(list(article.versions.all()), reasons=reasons, by=make_editor())

    rename(tag, name_nb="Ny emneknagg")

    assert row_of(Reason.TAG) is None
    assert not Live.objects.exists()


def test_a_things_deletion_between_change_and_work_changes_nothing(queued):
    author = make_author("Kari")
    article = make_published_article(authors=(author,))
    queued.waiting.clear()
    rename(author, name="Kari Nordmann")
    article.bylines.all().delete()
    author.delete()

    queued.work()

    assert document(article)["bylines"][0]["name"] == "Kari"
    assert row_of(Reason.AUTHOR).state == State.DONE


def test_changes_that_follow_each_other_wait_as_one(queued):
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    queued.waiting.clear()

    for name in ("En", "To", "Tre"):
        rename(tag, name_nb=name, name_en=name)
    assert len(queued.waiting) == 1
    queued.work()

    assert document(article)["tags"][0]["name"] == "Tre"
    assert Republication.objects.filter(reason=Reason.TAG).count() == 1
    assert row_of(Reason.TAG).name == "Tre"


def test_a_change_while_it_runs_is_a_republication_of_its_own(queued):
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="En")
    Republication.objects.update(state=State.RUNNING, position=2**40)

    rename(tag, name_nb="To")
    queued.work()

    assert document(article)["tags"][0]["name"] == "To"
    assert Republication.objects.filter(reason=Reason.TAG).count() == 2


def test_a_long_list_is_several_tasks(queued, monkeypatch):
    monkeypatch.setattr(republishing, "AT_ONCE", 2)
    tag = make_tag()
    stories = make_stories(3, tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="Ny")

    task, args = queued.waiting.pop(0)
    assert task.func(*args) == 2
    half_way = row_of(Reason.TAG)
    assert (half_way.state, half_way.done, half_way.total) == (State.RUNNING, 2, 6)
    assert len(queued.waiting) == 1
    queued.work()

    assert row_of(Reason.TAG).state == State.DONE
    assert {document(one)["tags"][0]["name"] for one in stories} == {"Ny"}


def test_a_killed_worker_is_followed_by_one_who_goes_on_where_it_was(queued, monkeypatch):
    tag = make_tag()
    stories = make_stories(2, tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="Ny")
    row, seen = row_of(Reason.TAG), []
    refresh = freeze.refresh

    def killed_at_the_third(lives, **said):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(lives[0].pk)
        return refresh(lives, **said)

    monkeypatch.setattr(freeze, "refresh", killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        republish.func(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done, row.position) == (State.RUNNING, 2, seen[-1])
    monkeypatch.setattr(
        freeze, "refresh", lambda lives, **said: seen.append(lives[0].pk) or refresh(lives, **said)
    )

    republish.func(row.pk)

    row.refresh_from_db()
    assert (row.state, row.done, row.changed) == (State.DONE, 4, 2)
    assert len(seen) == len(set(seen)) == 4
    assert {document(one)["tags"][0]["name"] for one in stories} == {"Ny"}


def test_running_it_twice_changes_nothing_the_second_time():
    tag = make_tag()
    make_published_article(tags=(tag,))
    rename(tag, name_nb="Ny")
    versions, events = Publication.objects.count(), Event.objects.count()

    assert republish.func(row_of(Reason.TAG).pk) == 0

    assert (Publication.objects.count(), Event.objects.count()) == (versions, events)
    assert republish.func(10**9) == 0


def test_one_document_that_fails_is_told_and_keeps_no_other_waiting(queued, monkeypatch):
    tag = make_tag()
    broken, sound = make_stories(2, tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="Ny")
    refresh = freeze.refresh

    def stumble(lives, **said):
        if lives[0].article_id == broken.pk:
            raise ValueError("broken content")
        return refresh(lives, **said)

    monkeypatch.setattr(freeze, "refresh", stumble)
    with pytest.raises(republishing.Failed):
        queued.work()

    row = row_of(Reason.TAG)
    assert (row.state, row.done, row.failed) == (State.FAILED, 4, 2)
    assert "broken content" in row.error
    assert document(sound)["tags"][0]["name"] == "Ny"
    monkeypatch.undo()
    republishing.republish.func(row.pk)
    row.refresh_from_db()
    assert (row.state, row.failed, row.error) == (State.DONE, 0, "")
    assert document(broken)["tags"][0]["name"] == "Ny"


def test_the_databases_trouble_breaks_it_off_where_it_is(queued, monkeypatch):
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="Ny")
    row = row_of(Reason.TAG)

    def gone(lives, **said):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(freeze, "refresh", gone)
    with pytest.raises(OperationalError):
        republish.func(row.pk)
    row.refresh_from_db()
    assert (row.state, row.failed, row.done) == (State.FAILED, 0, 0)
    monkeypatch.undo()
    republish.func(row.pk)

    assert document(article)["tags"][0]["name"] == "Ny"


# Stories that show other stories


def make_pointing(to, **fields):
    article = make_published_article(**fields)
    AlsoRead.objects.create(article=article, other=to)
    actions.publish(list(article.versions.all()), by=make_editor())
    return article


def test_a_photo_reaches_the_stories_that_point_to_the_one_it_stands_in():
    photo = make_photo(creator="Ola Normann")
    shown = make_published_article(lead_photo=photo)
    pointing = make_pointing(shown)
    further = make_pointing(pointing)
    versions = document(further)["version"]
    credit = photo.credits.get()
    credit.creator = "Ola Nordmann"
    credit.save()

    media_actions.follow_up(photo)

    in_list = document(pointing)["also_read"][0]["photo"]["credit"]["creator"]
    assert in_list == "Ola Nordmann"
    assert last_reason(pointing) == Reason.POINTED_TO
    assert document(further)["version"] == versions


def test_two_stories_that_point_to_each_other_end_it():
    photo = make_photo(creator="Ola Normann")
    first = make_published_article(lead_photo=photo)
    second = make_pointing(first, lead_photo=photo)
    AlsoRead.objects.create(article=first, other=second)
    actions.publish(list(first.versions.all()), by=make_editor())
    photo.credits.update(creator="Ola Nordmann")
    before = Publication.objects.count()

    media_actions.follow_up(photo)

    for one in (first, second):
        assert document(one)["photo"]["credit"]["creator"] == "Ola Nordmann"
        assert document(one)["also_read"][0]["photo"]["credit"]["creator"] == "Ola Nordmann"
    assert Publication.objects.count() <= before + 8
    assert not Republication.objects.unfinished().exists()


def test_a_new_headline_reaches_those_that_point_to_it_and_a_withdrawal_takes_it_away():
    shown = make_published_article()
    pointing = make_pointing(shown)
    Article.objects.filter(pk=shown.pk).update(headline_nb="Ny tittel")
    actions.publish([shown.versions.get(language="nb")], by=make_editor())
    assert document(pointing)["also_read"][0]["headline"] == "Ny tittel"

    reasons = {"nb": "Feil.", "en": "Wrong."}
    editor = make_editor("Nils")
    actions.withdraw(list(shown.versions.all()), reasons=reasons, by=editor)

    assert document(pointing)["also_read"] == []
    assert row_of(Reason.POINTED_TO).state == State.DONE
    assert row_of(Reason.POINTED_TO).by == editor


def test_renaming_a_tag_does_not_touch_those_that_point_to_the_story():
    tag = make_tag()
    shown = make_published_article(tags=(tag,))
    pointing = make_pointing(shown)
    before = document(pointing)

    rename(tag, name_nb="Ny")

    assert document(pointing) == before
    assert not Republication.objects.filter(reason=Reason.POINTED_TO, name__contains="Ny").exists()


# In the admin


@pytest.fixture
def browser():
    client = Client()
    client.force_login(make_editor(interface_language="en"))
    return client


def test_saving_a_tag_in_the_admin_republishes_by_the_one_who_saved_it(browser):
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    url = reverse("admin:articles_tag_change", args=[tag.pk])
    said = {"name_nb": "Ny", "name_en": tag.name_en, "slug_nb": "ny", "slug_en": tag.slug_en}

    browser.post(url, said | {"media_topic": "20000139", "wikidata": ""})

    assert document(article)["tags"] == [
        {"slug": "ny", "name": "Ny", "media_topic": "20000139", "wikidata": ""}
    ]
    assert row_of(Reason.TAG).by.is_editor
    before = Republication.objects.count()
    browser.post(url, said | {"media_topic": "20000139", "wikidata": ""})
    assert Republication.objects.count() == before


def test_a_sections_place_changed_in_the_list_reaches_readers(browser):
    section = make_section()
    make_published_article(section=section)
    form = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": section.pk,
        "form-0-position": 5,
        "_save": "1",
    }

    browser.post(reverse("admin:articles_section_changelist"), form)

    assert set(Live.objects.values_list("section_position", flat=True)) == {5}


def test_the_things_page_tells_how_far_it_has_come(browser, queued):
    tag = make_tag()
    make_published_article(tags=(tag,))
    rename(tag, name_nb="Ny")
    page = reverse("admin:articles_tag_change", args=[tag.pk])
    assert "Waiting to be republished" in browser.get(page).content.decode()
    Republication.objects.filter(reason=Reason.TAG).update(
        state=State.RUNNING, total=5000, done=120, changed=60
    )
    row = row_of(Reason.TAG)

    shown = browser.get(page).content.decode()
    followed = browser.get(reverse("admin:publishing_republication_progress", args=[row.pk]))

    for html in (shown, followed.content.decode()):
        assert "Republishing 120 of 5,000" in html
        assert 'max="5000" value="120"' in html
        assert "data-follow" in html
    Republication.objects.filter(pk=row.pk).update(state=State.DONE)
    assert "Republishing" not in browser.get(page).content.decode()


def test_the_list_and_page_of_republications(browser, queued):
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="Ny emneknagg", name_en="Ny emneknagg", by=make_editor("Nils"))
    row = row_of(Reason.TAG)
    Republication.objects.filter(pk=row.pk).update(
        state=State.FAILED, failed=1, done=2, total=2, error="7: broken"
    )

    listed = browser.get(reverse("admin:publishing_republication_changelist")).content.decode()
    page = reverse("admin:publishing_republication_change", args=[row.pk])
    shown = browser.get(page).content.decode()
    browser.post(reverse("admin:publishing_republication_again", args=[row.pk]))
    queued.work()

    assert "Ny emneknagg" in listed
    assert "1 document failed" in listed
    assert "7: broken" in shown
    assert "Nils" in shown
    assert document(article)["tags"][0]["name"] == "Ny emneknagg"
    assert browser.post(page, {"name": "x"}).status_code == 403


def test_only_those_whose_changes_it_carries_out_see_the_list():
    journalist = Client()
    journalist.force_login(make_journalist())
    row = Republication.objects.create(reason=Reason.TAG)

    listed = journalist.get(reverse("admin:publishing_republication_changelist"))
    again = journalist.post(reverse("admin:publishing_republication_again", args=[row.pk]))

    assert (listed.status_code, again.status_code) == (403, 403)


# The command


def republished(*arguments):
    out = StringIO()
    call_command("republish", *arguments, stdout=out)
    return out.getvalue()


def test_new_addresses_reach_every_document_and_what_they_show_of_each_other(settings):
    photo = make_photo()
    make_rendition(photo)
    shown = make_published_article(lead_photo=photo)
    pointing = make_pointing(shown)
    settings.ARTICLE_URL = "https://nye.example/{language}/{slug}"
    settings.PUBLIC_URL = "https://filer.example"

    said = republished("--now")

    assert "4 looked at, 4 changed" in said
    for article in (shown, pointing):
        whole = json.dumps(document(article))
        assert "https://nye.example/nb/" in whole
        assert document(article)["alternates"][0]["url"].startswith("https://nye.example/en/")
    assert "https://filer.example" in json.dumps(document(shown)["photo"])
    seen_there = document(pointing)["also_read"][0]
    assert seen_there["url"].startswith("https://nye.example/")
    assert seen_there["photo"]["renditions"][0]["url"].startswith("https://filer.example")


@pytest.mark.parametrize("by", ["section", "tag", "language"])
def test_the_command_narrows_it(by, settings):
    section, tag = make_section(), make_tag()
    article = make_published_article(section=section, tags=(tag,))
    other = make_published_article()
    settings.ARTICLE_URL = "https://nye.example/{language}/{slug}"
    slugs = {"section": section.slug_nb, "tag": tag.slug_nb, "language": "nb"}

    republished(f"--{by}", slugs[by])

    assert document(article)["url"].startswith("https://nye.example/nb/")
    changed = "https://nye.example" in document(other)["url"]
    assert changed == (by == "language")
    twin = document(article, "en")["url"].startswith("https://nye.example")
    assert twin == (by != "language")


def test_the_command_tells_when_nothing_is_meant():
    make_published_article()

    with pytest.raises(CommandError):
        republished("--tag", "finnes-ikke")
    with pytest.raises(CommandError):
        republished("--section", "finnes-ikke", "--now")

    assert not Republication.objects.filter(reason=Reason.ADDRESSES).exists()


# Several at once


def in_threads(*jobs):
    troubles, start = [], threading.Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            job()
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return troubles


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_on_the_same_one_look_at_each_document_once(queued):
    tag = make_tag()
    stories = make_stories(4, tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="Ny")
    row, before = row_of(Reason.TAG), Publication.objects.count()

    troubles = in_threads(*[lambda: republish.func(row.pk)] * 2)

    row.refresh_from_db()
    assert troubles == []
    assert (row.state, row.done, row.changed) == (State.DONE, 8, 4)
    assert Publication.objects.count() == before + 4
    assert {document(one)["tags"][0]["name"] for one in stories} == {"Ny"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publishing_and_republishing_the_same_stories_lock_neither_up(queued):
    tag, nils = make_tag(), make_editor()
    stories = make_stories(5, tags=(tag,))
    for round in range(3):
        queued.waiting.clear()
        rename(tag, name_nb=f"Ny {round}")
        row = row_of(Reason.TAG)

        def publish_all():
            for one in stories:
                actions.publish(list(one.versions.all()), by=nils)

        troubles = in_threads(publish_all, lambda pk=row.pk: republish.func(pk))

        assert troubles == []
        assert {document(one)["tags"][0]["name"] for one in stories} == {f"Ny {round}"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_committed_yet_keeps_the_waiting_one_from_starting(queued):
    tag = make_tag()
    article = make_published_article(tags=(tag,))
    queued.waiting.clear()
    rename(tag, name_nb="En")
    row = row_of(Reason.TAG)
    told, worker = threading.Event(), []

    def change():
        with transaction.atomic():
            rename(tag, name_nb="To")
            told.set()
            # Longer than the other needs to run past, if nothing held it.
            threading.Event().wait(0.5)

    def work():
        told.wait()
        worker.append(republish.func(row.pk))

    assert in_threads(change, work) == []

    assert document(article)["tags"][0]["name"] == "To"
    assert Republication.objects.filter(reason=Reason.TAG).count() == 1


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING])
def test_the_page_of_a_photo_tells_how_far_its_change_has_come(client, queued, state):
    photo = make_photo(caption_nb="Fergen")
    make_rendition(photo)
    make_published_article(lead_photo=photo)
    actions.follow_photo(photo)
    row = row_of("photo")
    Republication.objects.update(state=state, total=2)
    client.force_login(make_photo_editor())

    page = client.get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()

    assert f'data-state="{state}"' in page
    assert reverse("admin:publishing_republication_progress", args=[row.pk]) in page


def test_the_page_of_a_photo_tells_that_its_files_are_made_first(client, monkeypatch):
    photo, unused = make_photo(caption_nb="Fergen"), make_photo(caption_nb="Kaia")
    make_published_article(lead_photo=photo)
    for one in (photo, unused):
        renditions.ensure(one)
    client.force_login(make_photo_editor(interface_language="en"))
    told = "files are made anew"

    def page_of(one):
        return client.get(reverse("admin:media_photo_change", args=[one.pk])).content.decode()

    assert told not in page_of(photo)
    monkeypatch.setattr(type(make_renditions), "enqueue", lambda task, *args: None)
    for one in (photo, unused):
        one.copyright = "Kari Nordmann"
        one.save()
        one.credits.update(creator="Kari Nordmann")
        media_actions.follow_up(one)

    assert not Republication.objects.exists()
    assert told in page_of(photo)
    assert told not in page_of(unused)

"""What nobody has: in which order it waits, who sees it, taking it and giving it back."""

import datetime
import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import LanguageVersion, LogEntry, State
from articles.problems import NotAllowed
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_published_article,
    make_translator,
    make_version,
)
from tests.translation.stories import change, make_translation, one_of, publish_source
from translation import actions, assigning, behind, pool
from translation import queue as queues

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


def url(name: str, version) -> str:
    return reverse(f"translation:{name}", args=[version.article_id, version.language])


def page_of(client, person, language="en", **query):
    client.force_login(person)
    return client.get(reverse("translation:pool", args=[language]), query)


class TestOrder:
    def test_what_readers_see_an_old_text_of_then_by_date_then_what_was_asked_for_first(self):
        today = timezone.localdate()
        dateless, second = make_translation(), make_translation()
        late = make_translation(due_on=today - datetime.timedelta(days=1))
        soon = make_translation(due_on=today + datetime.timedelta(days=1))
        live = make_version(make_published_article(), "en", state=State.TRANSLATION)

        assert list(pool.waiting("en")) == [live, late, soon, dateless, second]

    def test_what_was_withdrawn_before_is_nothing_that_readers_see(self):
        withdrawn = make_version(make_published_article(), "en", state=State.TRANSLATION)
        LogEntry.objects.create(
            article=withdrawn.article,
            language="en",
            move="withdraw",
            to_state=State.WITHDRAWN,
            by=make_editor(),
        )
        due = make_translation(due_on=timezone.localdate())

        assert list(pool.waiting("en")) == [due, withdrawn]

    def test_has_neither_what_somebody_has_nor_another_language(self, kari):
        make_translation(translator=kari)
        make_translation(article=make_article(source="en"), language="nb")
        make_translation(state=State.REVIEW)

        assert list(pool.waiting("en")) == []


class TestQueue:
    def test_each_language_has_a_pool_and_nobody_elses(self, client):
        make_translation()
        make_translation(article=make_article(source="en"), language="nb")
        both, one = make_translator(into=("nb", "en")), make_translator(into=("nb",))

        assert [(found.language, found.number) for found in queues.of_translator(both).pools] == [
            ("nb", 1),
            ("en", 1),
        ]
        assert [(found.language, found.number) for found in queues.of_translator(one).pools] == [
            ("nb", 1)
        ]

    def test_what_is_published_and_behind_can_be_taken_and_is_then_theirs(self, client, kari):
        article = change(make_published_article(), headline_nb="Endret etterpå")
        behind.follow(article, by=kari)
        publish_source(article)
        version = article.versions.get(language="en")
        assert [work.version for work in queues.of_translator(kari).old_text] == [version]
        assert [work.version for work in page_of(client, kari).context["pool"].live] == [version]

        assert "Take it" in client.get(reverse("translation:queue")).content.decode()
        client.post(url("claim", version))

        queue = queues.of_translator(kari)
        assert [work.version for work in queue.old_text] == [version]
        assert queue.pools[0].live == []
        assert queues.of_translator(make_translator(into=("en",))).old_text == []

    def test_shows_the_first_of_many_and_leads_to_all(self, client, kari, monkeypatch):
        monkeypatch.setattr(pool, "SHOWN", 2)
        monkeypatch.setattr(pool, "PER_PAGE", 2)
        versions = [make_translation() for _number in range(3)]
        client.force_login(kari)

        html = client.get(reverse("translation:queue")).content.decode()

        assert "Show all 3" in html
        assert html.count("Take it") == 2
        second = page_of(client, kari, page="2")
        assert [work.version for work in second.context["pool"].waiting] == versions[2:]
        assert "3 to 3 of 3" in second.content.decode()

    @pytest.mark.parametrize("who", ["translator", "editor"])
    def test_costs_the_same_few_queries_however_many_wait(self, client, kari, who):
        client.force_login(kari if who == "translator" else make_editor())
        make_translation()
        addresses = [reverse("translation:queue"), reverse("translation:pool", args=["en"])]
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as few:
                client.get(address)
            for _number in range(4):
                make_translation()
            with CaptureQueriesContext(connection) as many:
                client.get(address)

            assert len(many) == len(few), address


class TestPage:
    def test_is_for_those_who_translate_into_the_language_and_for_editors(self, client, kari):
        make_translation()

        assert page_of(client, kari).status_code == 200
        assert "Take it" in page_of(client, kari).content.decode()
        assert page_of(client, make_editor()).status_code == 200
        assert page_of(client, make_translator(into=("nb",))).status_code == 403
        assert page_of(client, make_journalist()).status_code == 403

    def test_an_editor_who_does_not_translate_assigns_and_comes_back(self, client, kari):
        version = make_translation()
        editor = make_editor(interface_language="en")
        address = reverse("desk:assign", args=[version.article_id, "en"]) + "?from=translations"
        html = page_of(client, editor).content.decode()
        assert address in html
        assert "Take it" not in html
        stamp = client.get(address).context["form"].initial["stamp"]

        response = client.post(address, {"stamp": stamp, "translator": kari.pk, "due_on": ""})

        assert response["Location"] == reverse("translation:queue")
        version.refresh_from_db()
        assert version.translator == kari

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
    def test_a_page_that_is_none_shows_one_that_is(self, client, kari, page):
        make_translation()

        assert page_of(client, kari, page=page).context["pool"].number == 1

    def test_there_is_none_of_a_language_that_is_not_the_newsrooms(self, client, kari):
        assert page_of(client, kari, language="xx").status_code == 404


class TestGivingBack:
    def test_keeps_the_text_and_tells_the_next_one_why(self, kari):
        version = make_translation(translator=kari, note="Behold navnet.")
        actions.save_segment(version, one_of(version, "lead").key, "A lead.", by=kari)

        assigning.give_back(version, "Ill until Monday; half of it is done.", by=kari)

        version = LanguageVersion.objects.get(pk=version.pk)
        assert version.translator is None
        assert version.note == "Behold navnet.\nKari: Ill until Monday; half of it is done."
        assert version.article.lead_en == "A lead."
        row = LogEntry.objects.get()
        assert (row.move, row.by, row.note) == (
            assigning.ASSIGN,
            kari,
            "Ill until Monday; half of it is done.",
        )
        assert row.detail == {"translator": ["Kari", ""]}
        assert list(pool.waiting("en")) == [version]

    @pytest.mark.parametrize("note", ["", "  \n", "x" * 1001])
    def test_wants_a_note_that_fits(self, kari, note):
        version = make_translation(translator=kari)

        with pytest.raises(NotAllowed):
            assigning.give_back(version, note, by=kari)

        version.refresh_from_db()
        assert version.translator == kari
        assert not LogEntry.objects.exists()

    @pytest.mark.parametrize("state", set(State) - assigning.OPEN)
    def test_not_while_the_desk_has_it(self, kari, state):
        version = make_translation(translator=kari, state=state)

        with pytest.raises(NotAllowed):
            assigning.give_back(version, "Why.", by=kari)

        version.refresh_from_db()
        assert version.translator == kari

    def test_is_for_the_one_who_has_it(self, kari):
        version = make_translation(translator=kari)

        for other in (make_translator(into=("en",)), make_editor()):
            with pytest.raises(NotAllowed):
                assigning.give_back(version, "Why.", by=other)

        version.refresh_from_db()
        assert version.translator == kari

    def test_from_the_page_and_back_to_the_queue(self, client, kari):
        version = make_translation(translator=kari)
        client.force_login(kari)
        assert (
            url("give-back", version) in client.get(url("side-by-side", version)).content.decode()
        )

        assert client.post(url("give-back", version), {"note": ""})["Location"] == url(
            "side-by-side", version
        )
        response = client.post(url("give-back", version), {"note": "Ill."}, follow=True)

        assert "can take it" in response.content.decode()
        version.refresh_from_db()
        assert version.translator is None
        page = client.get(url("side-by-side", version)).content.decode()
        assert url("give-back", version) not in page
        assert "Kari: Ill." in page


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told_who():
    people = [
        make_translator(name, into=("en",), interface_language="en") for name in ("Kari", "Per")
    ]
    for _round in range(5):
        version = make_translation()
        ready, told = threading.Barrier(2), {}

        def take(person, version=version, ready=ready, told=told):
            try:
                client = Client()
                client.force_login(person)
                ready.wait(timeout=10)
                told[person] = client.post(url("claim", version), follow=True).content.decode()
            finally:
                connections.close_all()

        threads = [threading.Thread(target=take, args=[person]) for person in people]
        for one in threads:
            one.start()
        for one in threads:
            one.join(timeout=30)

        version.refresh_from_db()
        (loser,) = (person for person in people if person != version.translator)
        assert f"{version.translator} has this translation." in told[loser]
        assert "has this translation." not in told[version.translator]

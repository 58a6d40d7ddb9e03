"""Notes on segments: who writes them, whom they name, resolving, and where they are found."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.models import Article, LanguageVersion, State
from articles.problems import NotAllowed
from publishing import gate
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_photo_editor,
    make_translator,
    make_user,
    make_version,
)
from tests.translation.stories import change, make_translation, one_of
from translation import actions, mentions, noting, realigning
from translation.models import Note, NoteThread, Notice
from translation.noting import BadNote
from translation.writing import UnknownSegment

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari Nordmann", into=("en",), interface_language="en")


@pytest.fixture
def ola():
    return make_journalist("Ola", interface_language="en")


@pytest.fixture
def version(kari, ola):
    return make_translation(article=make_article(by=ola), translator=kari)


def key(version, name="b1") -> str:
    return one_of(version, name).key


def told(person) -> list[tuple]:
    rows = Notice.objects.filter(person=person, kind=Notice.Kind.MENTIONED)
    return [(row.version, row.by, row.text, row.place) for row in rows]


class TestWriting:
    def test_a_note_keeps_what_it_is_about_and_leaves_the_text_alone(self, version, kari):
        before = Article.history.count()

        noting.write(version, key(version), "Early\r\n\r\n\r\n\r\nor  late?\0", by=kari)

        thread = NoteThread.objects.get()
        assert (thread.segment, thread.about) == (key(version), "Torsken kom tidlig i år.")
        assert thread.is_open
        note = thread.notes.get()
        assert (note.by, note.text) == (kari, "Early\n\nor late?")
        assert Article.history.count() == before

    def test_an_answer_goes_to_the_same_thread_and_opens_it_again(self, version, kari, ola):
        thread = noting.write(version, key(version), "When?", by=kari).thread
        noting.resolve(version, thread.pk, by=ola)

        noting.write(version, key(version), "In January.", by=ola, thread=thread.pk)

        (found,) = noting.threads(version, key(version))
        assert found.is_open
        assert [note.text for note in found.said] == ["When?", "In January."]

    @pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
    def test_one_that_says_nothing_or_too_much_is_refused(self, version, kari, text):
        with pytest.raises(BadNote):
            noting.write(version, key(version), text, by=kari)

        assert not NoteThread.objects.exists()

    def test_a_segment_that_is_not_there_has_none(self, version, kari):
        with pytest.raises(UnknownSegment):
            noting.write(version, key(version) + "x", "When?", by=kari)

        assert not NoteThread.objects.exists()

    def test_no_thread_of_another_story_is_answered_or_resolved(self, version, kari):
        other = make_translation(translator=kari)
        thread = noting.write(other, key(other), "When?", by=kari).thread

        with pytest.raises(NotAllowed):
            noting.write(version, key(version), "Now.", by=kari, thread=thread.pk)
        with pytest.raises(NotAllowed):
            noting.resolve(version, thread.pk, by=kari)

        assert Note.objects.count() == 1
        thread.refresh_from_db()
        assert thread.is_open


class TestWho:
    def test_translator_writers_and_editors_of_the_story_write(self, version, kari, ola):
        byline = make_journalist()
        article = make_article(authors=(make_author(user=byline),))
        with_byline = make_translation(article=article, translator=kari)

        for person in (kari, ola, make_editor()):
            noting.write(version, key(version), "A note.", by=person)
        noting.write(with_byline, key(with_byline), "A note.", by=byline)

        assert Note.objects.count() == 4

    def test_others_do_not(self, version):
        others = [
            make_translator(into=("en",)),
            make_journalist(),
            make_photo_editor(),
            make_user(),
        ]

        for person in others:
            with pytest.raises(NotAllowed):
                noting.write(version, key(version), "A note.", by=person)

        assert not NoteThread.objects.exists()

    def test_who_is_named_may_answer_there_and_begin_nothing(self, version, kari):
        per = make_photo_editor("Per")
        thread = noting.write(version, key(version), "@Per which boat is it?", by=kari).thread

        noting.write(version, key(version), "The «Havly».", by=per, thread=thread.pk)
        with pytest.raises(NotAllowed):
            noting.write(version, key(version), "Another thing.", by=per)

        assert NoteThread.objects.count() == 1

    @pytest.mark.parametrize("state", State)
    def test_in_every_state_of_the_version(self, version, kari, state):
        make_version(version.article, "en", state=state, translator=kari)
        version.refresh_from_db()

        noting.write(version, key(version), "A note.", by=kari)

        assert NoteThread.objects.count() == 1


class TestNaming:
    def test_who_is_named_is_told_where_it_stands(self, version, kari, ola):
        note = noting.write(version, key(version), "@Ola, when? @ola?", by=kari)

        assert list(note.mentions.all()) == [ola]
        assert told(ola) == [(version, kari, "@Ola, when? @ola?", key(version))]
        assert told(kari) == []

    def test_two_threads_are_told_apart_and_resolving_takes_one_back(self, version, kari, ola):
        first = noting.write(version, key(version), "@Ola one?", by=kari).thread
        noting.write(version, key(version, "b2"), "@Ola two?", by=kari)

        noting.resolve(version, first.pk, by=kari)

        assert [text for *_who, text, _place in told(ola)] == ["@Ola two?"]

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("@Kari Nordmann ser på det", ["Kari Nordmann"]),
            ("@Kari ser på det", ["Kari"]),
            ("(@Kari, @Åse Ærlig)", ["Kari", "Åse Ærlig"]),
            ("@Karianne", []),
            ("kari@Kari.no", []),
            ("Kari", []),
            ("@@Kari", []),
            ("@Gone", []),
            ("@Per (Bergen)!", ["Per (Bergen)"]),
        ],
    )
    def test_whose_name_stands_after_an_at_sign_and_no_part_of_a_longer_one(self, text, names):
        for name in ("Kari", "Kari Nordmann", "Åse Ærlig", "Per (Bergen)"):
            make_user(name=name)
        User.objects.filter(pk=make_user().pk).update(name="")
        make_user(name="Gone", is_active=False)

        assert [one.name for one in mentions.named(text, mentions.people())] == names

    def test_the_text_is_escaped_and_the_name_set_off(self, version, kari, ola):
        note = noting.write(version, key(version), "<b>@Ola</b>\n& more", by=kari)

        assert note.html == ('&lt;b&gt;<span class="mention">@Ola</span>&lt;/b&gt;<br>&amp; more')

    def test_waits_for_who_is_named_until_they_have_answered_or_it_is_resolved(
        self, version, kari, ola
    ):
        one = noting.write(version, key(version), "@Ola when?", by=kari).thread
        two = noting.write(version, key(version, "b2"), "@Ola who?", by=kari).thread
        assert noting.naming(ola) == [two, one]

        noting.write(version, key(version), "In January.", by=ola, thread=one.pk)
        noting.resolve(version, two.pk, by=kari)

        assert noting.naming(ola) == []
        assert noting.naming(kari) == []


class TestFound:
    def test_a_note_goes_along_where_the_source_is_pasted_anew(self, version, kari):
        actions.save_segment(version, key(version), "The cod came early this year.", by=kari)
        thread = noting.write(version, key(version), "Early?", by=kari).thread
        body = '<p data-id="new1">Torsken kom tidlig i år.</p><p data-id="new2">Prisen er høy.</p>'

        before = version.article.body_nb
        realigning.realign(change(version.article, body_nb=body), before=before, by=kari)

        thread.refresh_from_db()
        assert thread.segment == key(version, "new1")

    def test_a_note_whose_segment_is_gone_stands_below_the_rows(self, client, version, kari):
        noting.write(version, key(version), "Early?", by=kari)
        noting.write(version, key(version, "b2"), "High?", by=kari)
        change(version.article, body_nb='<p data-id="b2">Prisen er høy.</p>')
        client.force_login(kari)

        address = reverse("translation:side-by-side", args=[version.article_id, "en"])
        response = client.get(address)

        assert [one.about for one in response.context["page"].lost_notes] == [
            "Torsken kom tidlig i år."
        ]
        assert "Open notes whose segment is gone" in response.content.decode()

    def test_the_gate_tells_of_open_ones_and_lets_them_be_ticked(self, version, kari):
        thread = noting.write(version, key(version), "Early?", by=kari).thread

        def found():
            problems = gate.ask([version], by=make_editor())["en"]
            return [(one.code, one.blocking) for one in problems if one.code == "open_notes"]

        assert found() == [("open_notes", False)]
        noting.resolve(version, thread.pk, by=kari)
        assert found() == []

    def test_open_notes_keep_nobody_from_finishing(self, version, kari):
        for name in ("headline", "lead", "b1", "b2"):
            actions.save_segment(version, key(version, name), f"Text {name}.", by=kari)
        noting.write(version, key(version), "Early?", by=kari)

        assert actions.finish(version, by=kari).state == State.REVIEW

    def test_the_queue_counts_them_and_shows_those_that_name_one(self, client, version, kari, ola):
        noting.write(version, key(version), "@Kari Nordmann early?", by=ola)
        client.force_login(kari)

        response = client.get(reverse("translation:queue"))

        (work,) = response.context["queue"].in_hand
        assert work.open_notes == 1
        html = response.content.decode()
        assert "1 open note" in html
        assert "early?" in html

    def test_the_queue_costs_no_query_more_for_more_of_them(self, client, version, kari, ola):
        noting.write(version, key(version), "@Kari Nordmann early?", by=ola)
        client.force_login(kari)
        address = reverse("translation:queue")
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for name in ("b2", "lead", "headline"):
            noting.write(version, key(version, name), "@Kari Nordmann really?", by=ola)
        with CaptureQueriesContext(connection) as many:
            client.get(address)

        assert len(many) == len(few)


class TestAsked:
    def ask(self, client, name, version, **question):
        url = reverse(f"translation:{name}", args=[version.article_id, version.language])
        return client.post(url, json.dumps(question), content_type="application/json")

    def test_written_answered_resolved_and_opened_again(self, client, version, kari, ola):
        where = key(version)
        client.force_login(kari)
        answer = self.ask(client, "note", version, key=where, text="@Ola when?").json()
        assert answer["open"] == 1
        assert '<span class="mention">@Ola</span> when?' in answer["html"]
        thread = str(NoteThread.objects.get().pk)

        client.force_login(ola)
        self.ask(client, "note", version, key=where, text="In January.", token=thread)
        answer = self.ask(client, "settle", version, key=where, token=thread, code="resolve").json()
        assert (answer["open"], "Resolved by Ola" in answer["html"]) == (0, True)
        answer = self.ask(client, "settle", version, key=where, token=thread, code="reopen").json()

        assert answer["open"] == 1
        assert self.ask(client, "notes", version, key=where).json() == answer

    def test_the_row_stands_under_its_filter(self, client, version, kari):
        noting.write(version, key(version), "Early?", by=kari)
        client.force_login(kari)

        answer = self.ask(client, "row", version, key=key(version)).json()

        assert "noted" in answer["found_by"]
        assert (
            "noted"
            not in self.ask(client, "row", version, key=key(version, "b2")).json()["found_by"]
        )

    @pytest.mark.parametrize(
        "question",
        [
            {"token": "x", "code": "resolve"},
            {"token": "²", "code": "resolve"},
            {"token": "9" * 40, "code": "resolve"},
            {"token": "", "code": "resolve"},
            {"token": "1", "code": "delete"},
        ],
    )
    def test_what_the_script_never_sends_is_refused(self, client, version, kari, question):
        client.force_login(kari)

        response = self.ask(client, "settle", version, key=key(version), **question)

        assert response.status_code == 400

    def test_a_refusal_says_why(self, client, version, kari):
        client.force_login(kari)
        empty = self.ask(client, "note", version, key=key(version), text=" ")
        client.force_login(make_journalist(interface_language="en"))
        stranger = self.ask(client, "note", version, key=key(version), text="Hello")

        assert (empty.status_code, empty.json()["error"]) == (422, "Write something first.")
        assert stranger.status_code == 403
        assert "Notes are written by" in stranger.json()["error"]
        assert not NoteThread.objects.exists()

    def test_who_may_only_read_is_given_no_buttons(self, client, version, kari):
        noting.write(version, key(version), "Early?", by=kari)
        client.force_login(make_journalist(interface_language="en"))

        html = self.ask(client, "notes", version, key=key(version)).json()["html"]

        assert "Early?" in html
        assert "<button" not in html

    def test_people_are_told_by_name_alone(self, client, version, kari, ola):
        User.objects.filter(pk=make_user().pk).update(name="")
        make_user(name="Gone", is_active=False)
        client.force_login(kari)

        response = client.get(reverse("translation:people", args=[version.article_id, "en"]))

        assert response.json() == {"people": ["Ola"]}
        assert "@" not in response.content.decode()

    def test_costs_the_same_few_queries_however_much_is_said(self, client, version, kari, ola):
        thread = noting.write(version, key(version), "@Ola?", by=kari).thread
        client.force_login(kari)
        self.ask(client, "notes", version, key=key(version))
        with CaptureQueriesContext(connection) as few:
            self.ask(client, "notes", version, key=key(version))
        for _number in range(4):
            noting.write(version, key(version), "@Ola?", by=kari, thread=thread.pk)
            noting.write(version, key(version), "@Ola?", by=kari)
        with CaptureQueriesContext(connection) as many:
            self.ask(client, "notes", version, key=key(version))

        assert len(many) == len(few)


def test_a_version_fetched_anew_has_its_notes(version, kari):
    noting.write(version, key(version), "Early?", by=kari)

    assert noting.open_by_segment(LanguageVersion.objects.get(pk=version.pk)) == {key(version): 1}

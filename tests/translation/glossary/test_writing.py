"""Terms as people write them: the action, and the admin that goes through it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.problems import NotAllowed
from tests.factories import make_editor, make_journalist, make_term, make_translator
from translation.glossary import actions
from translation.glossary.entry import Entry, Rendered, entry_of
from translation.models import Rendering, Term, WordForm

pytestmark = pytest.mark.django_db


def entry(**fields) -> Entry:
    fields.setdefault(
        "renderings",
        (Rendered(language="nb", text="sild"), Rendered(language="en", text="herring")),
    )
    return Entry(**fields)


def test_a_term_is_written_with_its_forms_and_its_history():
    kari = make_translator("Kari")

    term = actions.write(entry(), by=kari)

    assert term.words == "nb: sild\nen: herring"
    assert str(term) == "sild – herring"
    assert WordForm.objects.filter(language="nb", head="silda").exists()
    assert term.history.get().history_user == kari


def test_a_rendering_is_kept_as_it_is_written_and_found_however_it_is():
    term = make_term(nb="velforening", en="residents’  association")

    assert entry_of(term).of("en") == ["residents’ association"]
    assert WordForm.objects.filter(text="residents' association").exists()


def test_a_change_replaces_the_renderings_and_keeps_what_was_in_the_history():
    term = make_term(nb="sild", en="herring")
    new = (
        Rendered(language="nb", text="sild"),
        Rendered(language="en", text="sild", forbidden=True),
    )

    actions.write(entry(renderings=new), by=make_editor(), term=term)

    assert [one.words for one in term.history.all()] == [
        "nb: sild\nen: ✗ sild",
        "nb: sild\nen: herring",
    ]
    assert Rendering.objects.count() == 2
    assert not WordForm.objects.filter(head="herring").exists()


def test_writing_what_stands_already_writes_nothing():
    term = make_term(nb="sild", en="herring", part_of_speech="")
    forms = set(WordForm.objects.values_list("pk", flat=True))

    actions.write(entry(), by=make_editor(), term=term)

    assert term.history.count() == 1
    assert set(WordForm.objects.values_list("pk", flat=True)) == forms


@pytest.mark.parametrize(
    ("renderings", "sentence"),
    [
        ((), "not forbidden"),
        ((Rendered(language="nb", text="sild", forbidden=True),), "not forbidden"),
        ((Rendered(language="nb", text="…"),), "needs a word"),
        ((Rendered(language="xx", text="sild"),), "languages"),
        ((Rendered(language="nb", text="sild"), Rendered(language="nb", text="Sild")), "twice"),
        ((Rendered(language="nb", text="sild " * 9),), "up to 8 words"),
        ((Rendered(language="nb", text="sild" * 90),), "room for 200"),
        ((Rendered(language="nb", text="sild", note="x" * 400),), "room for 300"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(renderings, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.write(entry(renderings=renderings), by=make_editor())

    assert not Term.objects.exists()


def test_journalists_read_the_glossary_and_translators_do_not_delete():
    term = make_term(nb="sild", en="herring")

    with pytest.raises(NotAllowed):
        actions.write(entry(), by=make_journalist(), term=term)
    with pytest.raises(NotAllowed):
        actions.delete(term, by=make_translator())

    assert entry_of(Term.objects.get()).of("nb") == ["sild"]


class TestAdmin:
    def form(self, *rows: dict, initial: int = 0, **fields) -> dict:
        data = {"part_of_speech": "noun", "note": ""} | fields
        data |= {"renderings-TOTAL_FORMS": len(rows), "renderings-INITIAL_FORMS": initial}
        for number, row in enumerate(rows):
            data |= {f"renderings-{number}-{name}": value for name, value in row.items()}
        return data

    def test_a_translator_makes_a_term(self, client):
        kari = make_translator("Kari")
        client.force_login(kari)
        url = reverse("admin:translation_term_add")
        assert client.get(url).status_code == 200

        answer = client.post(
            url,
            self.form(
                {"language": "nb", "text": "sild"},
                {"language": "en", "text": "Clupea", "position": "2"},
                {"language": "en", "text": "herring", "position": "1"},
                {"language": "en", "text": ""},
            ),
        )

        assert answer.status_code == 302
        term = Term.objects.get()
        assert entry_of(term).of("en") == ["herring", "Clupea"]
        assert term.updated_by == kari
        assert term.history.count() == 1

    def test_a_rendering_is_changed_and_one_taken_out(self, client):
        client.force_login(make_editor(interface_language="en"))
        term = make_term(nb="sild", en="herring, not sild")
        nb, en, forbidden = term.renderings.all()
        same = {"term": str(term.pk)}

        answer = client.post(
            reverse("admin:translation_term_change", args=[term.pk]),
            self.form(
                {**same, "id": nb.pk, "language": "nb", "text": "sild", "forms": "sildas"},
                {**same, "id": en.pk, "language": "en", "text": "herring"},
                {**same, "id": forbidden.pk, "language": "en", "text": "sild", "DELETE": "on"},
                initial=3,
            ),
        )

        assert answer.status_code == 302
        term.refresh_from_db()
        assert term.words == "nb: sild [sildas]\nen: herring"
        assert term.history.count() == 2

    def test_what_is_wrong_is_shown_and_nothing_written(self, client):
        client.force_login(make_editor(interface_language="en"))

        answer = client.post(
            reverse("admin:translation_term_add"),
            self.form({"language": "nb", "text": "sild", "forbidden": "on"}),
        )

        assert "needs a rendering that is not forbidden" in answer.content.decode()
        assert not Term.objects.exists()

    def test_the_list_finds_by_form_and_by_what_is_missing(self, client):
        client.force_login(make_journalist())
        make_term(nb="sild", en="herring")
        make_term(nb="torsk")
        url = reverse("admin:translation_term_changelist")

        assert "torsk" not in client.get(url, {"q": "herring"}).content.decode()
        lacking = client.get(url, {"without": "en"}).content.decode()
        assert "torsk" in lacking
        assert "herring" not in lacking

    def test_a_long_list_costs_no_more_queries(self, client, django_assert_max_num_queries):
        client.force_login(make_editor(interface_language="en"))
        url = reverse("admin:translation_term_changelist")
        make_term(nb="sild", en="herring")
        client.get(url)
        with django_assert_max_num_queries(14) as few:
            client.get(url)
        for number in range(10):
            make_term(nb=f"fisk{number}", en="fish")

        with django_assert_max_num_queries(len(few)):
            client.get(url)

    def test_the_history_shows_words_that_changed(self, client):
        client.force_login(make_editor(interface_language="en"))
        term = make_term(nb="sild", en="herring")
        new = (Rendered(language="nb", text="sild"), Rendered(language="en", text="sild"))
        actions.write(entry(renderings=new), by=make_editor(), term=term)

        page = client.get(reverse("admin:translation_term_history", args=[term.pk]))

        removed = re.findall("<del>.*?</del>", page.content.decode(), re.DOTALL)
        assert any("herring" in one for one in removed)

    def test_an_editor_deletes_and_a_translator_is_refused(self, client):
        term = make_term(nb="sild", en="herring")
        url = reverse("admin:translation_term_delete", args=[term.pk])
        client.force_login(make_translator())
        assert client.post(url, {"post": "yes"}).status_code == 403
        client.force_login(make_editor(interface_language="en"))

        assert client.post(url, {"post": "yes"}).status_code == 302
        assert not Term.objects.exists()
        assert Term.history.filter(history_type="-").exists()

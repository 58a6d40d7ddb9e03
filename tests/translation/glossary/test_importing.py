"""Reading a file into the glossary: what it would change is shown first, and is written whole."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.problems import NotAllowed
from tests.factories import make_editor, make_term, make_translator
from translation.glossary import csv_file, importing, tbx
from translation.glossary.entry import entry_of
from translation.glossary.importing import Kind, Outdated
from translation.models import Term, WordForm

pytestmark = pytest.mark.django_db

HEAD = "id;nb;en;en_forbidden;note\r\n"


def table(*rows: str):
    return csv_file.read((HEAD + "\r\n".join(rows)).encode())


def kinds(*rows: str) -> list[tuple[int, str]]:
    return [(one.line, one.kind) for one in importing.plan_of(table(*rows)).changes]


def carry_out(contents, by=None):
    plan = importing.plan_of(contents)
    return importing.carry_out(contents, digest=plan.digest, by=by or make_editor())


def test_a_line_is_new_changes_what_is_there_or_says_what_stands():
    term = make_term(nb="sild", en="herring")
    other = make_term(nb="torsk", en="cod")

    assert kinds(
        ";skrei;skrei cod;;",
        f"{term.pk};sild;Clupea;;",
        f"{other.pk};torsk;cod;;",
        ";…;;;",
    ) == [(2, Kind.NEW), (3, Kind.CHANGED), (4, Kind.SAME), (5, Kind.REFUSED)]
    assert Term.objects.count() == 2


def test_what_has_no_id_adds_to_the_term_with_the_same_words_and_takes_nothing_away():
    term = make_term(nb="sild, vårsild", en="herring", note="Ours.")

    carry_out(table(";sild;herring | Clupea;silver;Theirs."))

    now = entry_of(Term.objects.get())
    assert now.words == "nb: sild, vårsild\nen: herring, Clupea, ✗ silver"
    assert now.note == "Ours."
    assert now.pk == term.pk


def test_what_has_an_id_says_all_in_the_languages_of_the_file():
    term = make_term(nb="sild", en="herring, not silver", note="Ours.")

    carry_out(csv_file.read(f"id;en\r\n{term.pk};Clupea\r\n".encode()))

    now = entry_of(Term.objects.get())
    assert now.words == "nb: sild\nen: Clupea"
    assert now.note == "Ours."
    assert not WordForm.objects.filter(head="herring").exists()


def test_an_id_of_another_newsroom_is_kept_for_a_new_term():
    pk = uuid.uuid4()

    carry_out(table(f"{pk};sild;herring;;"))

    assert Term.objects.get().pk == pk


def test_what_fits_several_terms_or_is_told_twice_is_refused():
    make_term(nb="bank", en="bank")
    make_term(nb="bank", en="bank, knock")

    plan = importing.plan_of(table(";bank;bank;;", ";sild;herring;;", ";sild;herring;;x"))

    assert [one.kind for one in plan.changes] == [Kind.REFUSED, Kind.NEW, Kind.REFUSED]
    assert "several terms" in plan.changes[0].problems[0]
    assert "Line 3" in plan.changes[2].problems[0]


def test_new_terms_are_found_and_have_their_history():
    eva = make_editor("Eva")

    carry_out(table(";sild;herring;;"), by=eva)

    assert WordForm.objects.filter(language="nb", head="silda").exists()
    row = Term.objects.get().history.get()
    assert (row.history_type, row.history_user, row.words) == ("+", eva, "nb: sild\nen: herring")


def test_the_plan_that_was_shown_is_written_or_nothing():
    contents = table(";sild;herring;;", ";torsk;cod;;")
    shown = importing.plan_of(contents).digest
    make_term(nb="sild", en="herring, Clupea")

    with pytest.raises(Outdated):
        importing.carry_out(contents, digest=shown, by=make_editor())

    assert Term.objects.count() == 1


def test_a_translator_reads_in_no_file():
    contents = table(";sild;herring;;")

    with pytest.raises(NotAllowed):
        carry_out(contents, by=make_translator())

    assert not Term.objects.exists()


def test_the_whole_glossary_comes_back_as_it_was():
    make_term(nb="sild, not sill", en="herring", note="Two\nlines")
    make_term(nb="Havsula", untranslatable=True)
    entries = [entry_of(term) for term in Term.objects.all()]

    for data in (tbx.write(entries, version=2), tbx.write(entries, version=3)):
        plan = importing.plan_of(tbx.read(data))
        assert {one.kind for one in plan.changes} == {Kind.SAME}
    Term.objects.all().delete()
    carry_out(tbx.read(tbx.write(entries, version=3)))

    assert {entry_of(term) for term in Term.objects.all()} == set(entries)


def test_a_large_file_is_planned_and_written_in_few_queries(django_assert_max_num_queries):
    for number in range(20):
        make_term(nb=f"fisk{number}", en=f"fish{number}")
    contents = table(*(f";ny{number};new{number};;" for number in range(300)))

    with django_assert_max_num_queries(4):
        plan = importing.plan_of(contents)
    with django_assert_max_num_queries(60):
        importing.carry_out(contents, digest=plan.digest, by=make_editor())

    assert Term.objects.count() == 320


class TestPages:
    url = "/admin/translation/term/files/"

    @pytest.fixture
    def eva(self, client):
        eva = make_editor("Eva", interface_language="en")
        client.force_login(eva)
        return eva

    def look(self, client, content: str, name: str = "terms.csv"):
        return client.post(self.url, {"file": SimpleUploadedFile(name, content.encode())})

    def test_a_file_is_looked_at_and_then_written(self, client, eva):
        term = make_term(nb="sild", en="herring")
        seen = self.look(client, HEAD + f"{term.pk};sild;Clupea;;\r\n;…;;;\r\n")

        page = seen.content.decode()
        assert "Changed: <strong>1</strong>" in page
        assert "needs a word" in page
        assert entry_of(Term.objects.get()).of("en") == ["herring"]
        initial = seen.context["form"].initial
        done = client.post(self.url, {"kept": initial["kept"], "digest": initial["digest"]})
        assert done.status_code == 302
        assert entry_of(Term.objects.get()).of("en") == ["Clupea"]

    def test_what_changed_meanwhile_is_shown_again(self, client, eva):
        seen = self.look(client, HEAD + ";sild;herring;;\r\n")
        initial = seen.context["form"].initial
        make_term(nb="sild", en="herring")

        again = client.post(self.url, {"kept": initial["kept"], "digest": initial["digest"]})

        assert "has changed meanwhile" in again.content.decode()
        assert Term.objects.count() == 1

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"kept": "nonsense", "digest": "x"},
            {"kept": "eJw=", "digest": "x"},
            {"file": SimpleUploadedFile("a.tbx", b"<xliff/>")},
            {"file": SimpleUploadedFile("empty.csv", b"")},
        ],
    )
    def test_bad_input_is_told_of(self, client, eva, data):
        answer = client.post(self.url, data)

        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()

    def test_a_translator_exports_and_does_not_import(self, client):
        client.force_login(make_translator())

        assert 'type="file"' not in client.get(self.url).content.decode()
        assert self.look(client, HEAD).status_code == 403
        assert (
            client.get(reverse("admin:translation_term_export"), {"format": "csv"}).status_code
            == 200
        )

    @pytest.mark.parametrize("name", ["csv", "tbx2", "tbx3"])
    def test_an_export_of_two_languages_has_the_terms_of_both(self, client, eva, name):
        make_term(nb="sild", en="herring")
        make_term(nb="torsk")
        url = reverse("admin:translation_term_export")

        some = client.get(url, {"format": name, "between": "nb en"}).content.decode()
        everything = client.get(url, {"format": name}).content.decode()

        assert "herring" in some
        assert "torsk" not in some
        assert "torsk" in everything
        assert client.get(url, {"format": "doc"}).status_code == 302


def test_many_terms_cost_few_queries_new_or_changed():
    editor = make_editor()

    def asked(contents) -> int:
        plan = importing.plan_of(contents)
        with CaptureQueriesContext(connection) as queries:
            importing.carry_out(contents, digest=plan.digest, by=editor)
        return len(queries)

    few = asked(table(*(f";ord{n};word{n};;" for n in range(5))))
    more = [
        asked(table(*(f";ting{n};thing{n};;" for n in range(105)))),
        asked(table(*(f";ting{n};thing{n} | item{n};;" for n in range(105)))),
    ]

    assert max(more) <= few + 8
    assert Term.objects.count() == 110


def test_a_file_over_what_is_there_writes_one_row_of_history_each_and_keeps_what_stays():
    term, other = make_term(nb="sild", en="herring"), make_term(nb="torsk", en="cod")
    kept = term.renderings.get(text="herring")
    editor = make_editor()

    carry_out(table(";sild;herring | Clupea;;", ";torsk;cod;;"), by=editor)

    assert term.renderings.get(text="herring").pk == kept.pk
    assert WordForm.objects.filter(rendering=kept, head="herring").exists()
    assert WordForm.objects.filter(head="clupea").exists()
    (last, first) = term.history.order_by("-history_id")
    assert (first.history_type, last.history_type, last.history_user) == ("+", "~", editor)
    assert "Clupea" in last.words
    assert term.updated_at < Term.objects.get(pk=term.pk).updated_at
    assert other.history.count() == 1


def test_another_part_of_speech_makes_all_its_forms_anew():
    term = make_term(nb="sild", en="herring", part_of_speech="noun")
    head = f"id;part_of_speech;nb\r\n{term.pk};name;sild\r\n"

    carry_out(csv_file.read(head.encode()))

    assert not WordForm.objects.filter(text="silda").exists()
    assert WordForm.objects.filter(text="silds", rendering__term=term).exists()
    assert WordForm.objects.filter(text="herring", rendering__term=term).count() == 1

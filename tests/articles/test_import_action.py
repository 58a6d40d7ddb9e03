"""What is made of a manuscript that was read, by the action and by the command."""

import threading
import uuid
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connections
from django.utils import translation

from articles import actions, blocks, manuscript
from articles.models import Article, Author, FactBox, State, Tag
from media.models import Credit, Photo
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_section,
    make_tag,
    make_translator,
)

pytestmark = pytest.mark.django_db

ENGLISH = """\
Cod returns to the outer coast

Fishing boats at the quay in Nordvær. (Photo: Liv Strand/NOFO)

Fiskebåter ved kaia i Nordvær. (Foto: Liv Strand/NOFO)

Catches are the largest in ten years, and prices hold.

Les på norsk.

Nordvær (High North News): The first boats came in on Monday morning.

"I have never seen anything like it," says skipper Jonas Vik.

The harbour at night. (Photo: Anne Moen)

Prices

A kilo brings 42 kroner.

Background

The season lasts from January to April.

Sixty boats take part.

Also read

Harbour gets shore power

A story that is not here

Tags

fisheries

Nordvær
"""


def read(text=ENGLISH, language="en"):
    return manuscript.read(text, language=language)


def imported(text=ENGLISH, *, language="en", by=None, **fields):
    made = actions.import_manuscript(read(text, language), by=by, **fields)
    return Article.objects.get(pk=made.article.pk), made


def body_of(article) -> list:
    return blocks.parse(getattr(article, f"body_{article.source_language}"))


def test_a_manuscript_becomes_a_draft_in_its_language_alone():
    journalist, section = make_journalist(), make_section()

    story, _made = imported(by=journalist, section=section)

    assert [(v.language, v.state) for v in story.versions.all()] == [("en", State.DRAFT)]
    assert story.headline_en == "Cod returns to the outer coast"
    assert story.lead_en == "Catches are the largest in ten years, and prices hold."
    assert story.slug_en == "cod-returns-to-the-outer-coast"
    assert (story.section, story.created_by, story.updated_by) == (section, journalist, journalist)
    assert not story.headline_nb
    assert not story.body_nb


def test_photos_are_placeholders_with_credits_and_a_caption_in_each_language():
    story, _made = imported()

    lead, harbour = story.lead_photo, Photo.objects.exclude(pk=story.lead_photo_id).get()
    assert lead.caption_en == "Fishing boats at the quay in Nordvær."
    assert lead.caption_nb == "Fiskebåter ved kaia i Nordvær."
    assert [(one.creator, one.organisation_en) for one in lead.credits.all()] == [
        ("Liv Strand", "NOFO")
    ]
    assert not lead.file
    assert not harbour.file
    assert blocks.refs(body_of(story), "photo") == [str(harbour.pk)]


def test_the_background_becomes_a_fact_box_where_it_stood():
    story, _made = imported()

    box = FactBox.objects.get()
    assert box.title_en == "Background"
    assert "Sixty boats take part." in box.body_en
    assert not box.title_nb
    assert blocks.refs(body_of(story), "fact_box") == [str(box.pk)]


@pytest.mark.parametrize("name", ["Fisheries", "FISHERIES", "fisheries"])
def test_tags_that_are_here_are_found_whatever_their_case(name):
    tag = make_tag(name_en=name, name_nb="Fiskeri")

    story, _made = imported()

    assert tag in story.tags.all()
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(("here", "written"), [("Ærfugl", "ærfugl"), ("øl", "Øl"), ("ÅL", "ål")])
def test_norwegian_letters_are_no_obstacle_to_finding_a_tag(here, written):
    tag = make_tag(name_nb=here)

    assert actions._tag(written, "nb", actions.Fitting()) == tag


def test_also_read_is_matched_by_headline_and_the_rest_is_kept_and_told():
    other = make_article(source="en", headline_en="HARBOUR gets shore power")

    story, made = imported()

    assert [row.other for row in story.also_read_list.all()] == [other]
    assert made.unmatched == ("A story that is not here",)
    assert body_of(story)[-1].text == "A story that is not here"
    assert any("A story that is not here" in line for line in made.summary())


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/en/shore-power",
        "https://news.example/en/shore-power/",
        "https://news.example/en/shore-power?utm_source=x#top",
    ],
)
def test_also_read_is_matched_by_the_slug_in_an_address(address):
    other = make_article(source="en", headline_en="Another title", slug_en="shore-power")

    assert actions._stories((address,), "en") == ([other], [])


@pytest.mark.parametrize("address", ["https://", "http://[::1", "://", "https://x.example/"])
def test_an_address_that_leads_to_no_story_is_kept(address):
    make_article(slug_en="")

    assert actions._stories((address,), "en") == ([], [address])


def test_a_byline_is_found_by_name_and_made_where_it_is_new():
    author = make_author("Kari Ås")
    fitting = actions.Fitting()

    found = actions._authors(("KARI ÅS", "Ny Penn", "kari ås"), None, fitting)

    assert found[0] == author
    assert [one.name for one in found] == ["Kari Ås", "Ny Penn"]
    assert found[1].slug == "ny-penn"


def test_without_a_byline_the_one_who_imports_stands_above_the_story():
    journalist = make_journalist()
    author = make_author(user=journalist)

    story, _made = imported(by=journalist)

    assert [byline.author for byline in story.bylines.all()] == [author]


def test_nobody_is_needed_to_import():
    story, _made = imported(by=None)

    assert story.created_by is None
    assert not story.bylines.exists()


# What is longer than its column


LONG = "ord " * 80 + "slutt"


def manuscript_with(**changes):
    return replace(read(), **changes)


@pytest.mark.parametrize(("field", "limit"), [("headline", 200), ("kicker", 80), ("dateline", 100)])
def test_what_is_too_long_for_its_field_stands_whole_in_the_body_and_is_told(field, limit):
    made = actions.import_manuscript(manuscript_with(**{field: LONG}), by=None)

    story = Article.objects.get(pk=made.article.pk)
    column = field if field == "dateline" else f"{field}_en"
    assert len(getattr(story, column)) <= limit
    assert getattr(story, column).endswith("ord…")
    assert body_of(story)[0].text == LONG
    assert any(str(limit) in line for line in made.told)


def test_a_tag_that_is_too_long_is_no_tag_but_is_kept_and_told():
    made = actions.import_manuscript(manuscript_with(tags=("a" * 101, "Fisk")), by=None)

    story = Article.objects.get(pk=made.article.pk)
    assert [tag.name_en for tag in story.tags.all()] == ["Fisk"]
    assert "a" * 101 in story.body_en
    assert len(made.told) == 1


def test_names_that_are_too_long_are_kept_and_told():
    credit = manuscript.Credit(creator=LONG, organisation={"en": LONG, "nb": "Kort"})
    picture = manuscript.Picture(captions={"en": LONG}, credits=(credit,), kind="photo", lead=True)
    made = actions.import_manuscript(
        manuscript_with(pictures=(picture,), bylines=(LONG,), body=()), by=None
    )

    story = Article.objects.get(pk=made.article.pk)
    found = Credit.objects.get()
    assert story.lead_photo.caption_en == LONG
    assert len(found.creator) <= 200
    assert len(found.organisation_en) <= 200
    assert found.organisation_nb == "Kort"
    assert not Author.objects.exists()
    assert [block.text for block in body_of(story)].count(LONG) == 3
    assert len(made.told) == 3


def test_a_title_of_a_fact_box_that_is_too_long_is_kept_and_told():
    item = manuscript.Paragraph(kind="paragraph", html="Punkt.")
    box = manuscript.Background(title=LONG, items=(item,))
    body = (manuscript.Paragraph(kind="background", background=0),)

    made = actions.import_manuscript(manuscript_with(backgrounds=(box,), body=body), by=None)

    assert len(FactBox.objects.get().title_en) <= 200
    assert LONG in [block.text for block in body_of(Article.objects.get(pk=made.article.pk))]


def test_a_whole_manuscript_of_one_endless_line_is_taken_in():
    story, _made = imported("ord " * 5000)

    whole = " ".join([story.headline_en, story.lead_en, *(b.text for b in body_of(story))])
    assert whole.count("ord") >= 5000


def test_markup_in_what_is_kept_stays_text():
    made = actions.import_manuscript(manuscript_with(kicker="<b>" + LONG), by=None)

    assert body_of(made.article)[0].text == "<b>" + LONG


# All or nothing, once


def test_a_failure_half_way_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(actions.workflow, "start", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        imported()

    for model in (Article, Photo, FactBox, Tag, Credit):
        assert not model.objects.exists()


def test_the_same_import_twice_makes_one_story():
    pk = uuid.uuid4()
    first, _made = imported(pk=pk)

    with pytest.raises(actions.AlreadyImported) as already:
        imported(pk=pk)

    assert already.value.article == first
    assert Article.objects.count() == 1
    assert Photo.objects.count() == 2


def test_a_name_that_another_made_in_between_is_looked_for_again(monkeypatch):
    whole, tries = actions._import, []

    def overtaken(*args, **fields):
        tries.append(args)
        if len(tries) == 1:
            raise IntegrityError
        return whole(*args, **fields)

    monkeypatch.setattr(actions, "_import", overtaken)
    imported()

    assert Article.objects.count() == 1


def test_the_same_manuscript_makes_a_story_each_time_it_is_imported_anew():
    first, _made = imported()
    second, _made = imported()

    assert second.slug_en == f"{first.slug_en}-2"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_share_authors_and_make_a_story_each():
    start, made = threading.Barrier(2), []

    def run():
        try:
            start.wait()
            found = manuscript_with(bylines=("Ny Penn",))
            made.append(actions.import_manuscript(found, by=None).article.slug_en)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    slug = "cod-returns-to-the-outer-coast"
    assert sorted(made) == [slug, f"{slug}-2"]
    assert Author.objects.filter(name="Ny Penn").count() == 1


# The command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "manuscript.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def run(path, capsys, *arguments, language="en") -> str:
    call_command("import_manuscript", str(path), "--language", language, *arguments)
    return capsys.readouterr().out


def test_the_command_prints_the_id_the_report_and_every_line(file, capsys):
    section, journalist = make_section(name_en="Fisheries"), make_journalist(email="a@example.org")

    said = run(file, capsys, "--section", "fisheries", "--by", "A@Example.org")

    story = Article.objects.get()
    assert said.splitlines()[0] == str(story.pk)
    assert (story.section, story.created_by) == (section, journalist)
    assert "2 photos" in said
    for line in filter(str.strip, ENGLISH.splitlines()):
        assert line[:60] in said


@pytest.mark.parametrize("wanted", ["Fiskeri", "fisheries", "fiskeri", "en-slug"])
def test_a_section_is_named_by_name_or_slug_in_either_language(file, capsys, wanted):
    section = make_section(name_nb="Fiskeri", name_en="Fisheries", slug_en="en-slug")

    run(file, capsys, "--section", wanted)

    assert Article.objects.get().section == section


def refusal(*arguments) -> str:
    with pytest.raises(CommandError) as refused, translation.override("en"):
        call_command("import_manuscript", *map(str, arguments))
    assert not Article.objects.exists()
    return str(refused.value)


def test_a_file_that_is_missing_is_told(tmp_path):
    path = tmp_path / "borte.txt"

    assert refusal(path, "--language", "en") == f"{path}: No such file or directory"


def test_a_folder_is_told(tmp_path):
    assert "Is a directory" in refusal(tmp_path, "--language", "en")


def test_a_language_that_is_none_is_told(file):
    assert "invalid choice: 'xx'" in refusal(file, "--language", "xx")


def test_a_language_must_be_named(file):
    assert "--language" in refusal(file)


def test_a_section_that_is_not_there_is_told(file):
    said = refusal(file, "--language", "en", "--section", "Ukjent")

    assert said == "There is no section “Ukjent”."


def test_a_person_who_is_not_there_is_told(file):
    said = refusal(file, "--language", "en", "--by", "ingen@example.org")

    assert said == "Nobody here has the e-mail address ingen@example.org."


@pytest.mark.parametrize(
    "make", [make_translator, lambda **fields: make_editor(is_active=False, **fields)]
)
def test_a_person_who_may_not_make_stories_is_told(file, make):
    make(email="kari@example.org", name="Kari")

    said = refusal(file, "--language", "en", "--by", "kari@example.org")

    assert said == "Kari may not make stories."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"Tekst\x00\x01\x02", "not text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"x" * (2 * 1024 * 1024 + 1), "at most 2 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"PK\x03\x04tull", "damaged"),
    ],
)
def test_a_file_that_is_no_manuscript_is_told_and_changes_nothing(tmp_path, content, told):
    path = tmp_path / "fil.txt"
    path.write_bytes(content)

    said = refusal(path, "--language", "en")

    assert said.startswith(f"{path}: ")
    assert told in said


def test_a_file_in_windows_1252_is_read(tmp_path, capsys):
    path = tmp_path / "gammel.txt"
    path.write_bytes("Ærlig talt om ålen\n\nIngressen – «kort».\n\nBrødteksten.".encode("cp1252"))

    run(path, capsys, language="nb")

    assert Article.objects.get().headline_nb == "Ærlig talt om ålen"

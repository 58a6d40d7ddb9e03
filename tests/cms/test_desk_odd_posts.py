"""Whatever is posted to a story's form, the answer is a page: its errors, or a refusal."""

import random

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Byline, State
from tests.cms.story_form import errors_of, fresh, logged_in, opened, saved, send, url_of
from tests.factories import make_article, make_author, make_editor, make_tag, make_version

pytestmark = pytest.mark.django_db

HUGE = "9" * 40
ODD_KEYS = [
    "",
    "0",
    "-1",
    "1.5",
    "abc",
    HUGE,
    "\x00",
    "1\x00",
    "💥",
    "c0ffee00-0000-4000-8000-000000000000",
    "null",
]


@pytest.fixture
def editor():
    return make_editor(interface_language="en")


@pytest.fixture
def story():
    story = make_article(written_in=("nb", "en"))
    make_version(story, "en", state=State.TRANSLATION)
    return story


def row(prefix: str, number: int, **fields) -> dict:
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def inline_errors(answer) -> str:
    found = [
        [inline.formset.errors, inline.formset.non_form_errors()]
        for inline in answer.context["inline_admin_formsets"]
    ]
    return str(found)


@pytest.mark.parametrize("key", ODD_KEYS)
@pytest.mark.parametrize("field", ["lead_photo", "section", "tags"])
def test_a_key_of_nothing_is_an_error_of_its_field(editor, story, field, key):
    answer = send(editor, story, opened(editor, story) | {field: key})

    if key:
        assert field in errors_of(answer)
    else:
        assert answer.status_code in (200, 302)


def test_one_wrong_tag_among_right_ones_is_told_and_the_right_ones_stay_chosen(editor, story):
    tag = make_tag("Skrei")

    answer = send(editor, story, opened(editor, story) | {"tags": [tag.pk, "abc", HUGE]})

    assert "tags" in errors_of(answer)
    assert f'<option value="{tag.pk}" selected>' in answer.content.decode()


@pytest.mark.parametrize("key", ODD_KEYS)
@pytest.mark.parametrize(
    ("prefix", "field"),
    [
        ("bylines", "author"),
        ("bylines", "id"),
        ("also_read_list", "other"),
        ("also_read_list", "id"),
    ],
)
def test_a_key_of_nothing_in_a_row_is_an_error_of_that_row(editor, story, prefix, field, key):
    posted = opened(editor, story) | {f"{prefix}-TOTAL_FORMS": "1"}
    posted |= row(prefix, 0, author=make_author().pk, other=make_article().pk, role="writer")
    posted |= row(prefix, 0, position="0") | row(prefix, 0, **{field: key})

    answer = send(editor, story, posted)

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("position", ["", "-1", "abc", "\x00", HUGE, "32768", "1e3"])
def test_an_odd_position_is_told_or_taken_as_it_is(editor, story, position):
    posted = opened(editor, story) | {"bylines-TOTAL_FORMS": "1"}
    posted |= row("bylines", 0, author=make_author().pk, role="writer", position=position)

    answer = send(editor, story, posted)

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("role", ["", "admin", "\x00", "writer"])
def test_an_odd_role_is_told(editor, story, role):
    posted = opened(editor, story) | {"bylines-TOTAL_FORMS": "1"}
    posted |= row("bylines", 0, author=make_author().pk, role=role, position="0")

    answer = send(editor, story, posted)

    assert saved(answer) == (role == "writer")


def test_the_same_byline_twice_is_told_and_none_is_saved(editor, story):
    author = make_author()
    posted = opened(editor, story) | {"bylines-TOTAL_FORMS": "2"}
    posted |= row("bylines", 0, author=author.pk, role="writer", position="0")
    posted |= row("bylines", 1, author=author.pk, role="writer", position="1")

    answer = send(editor, story, posted)

    assert "correct the duplicate" in inline_errors(answer)
    assert not story.bylines.exists()


def test_a_person_may_stand_above_a_story_in_two_roles(editor, story):
    author = make_author()
    posted = opened(editor, story) | {"bylines-TOTAL_FORMS": "2"}
    posted |= row("bylines", 0, author=author.pk, role="writer", position="0")
    posted |= row("bylines", 1, author=author.pk, role="photographer", position="1")

    assert saved(send(editor, story, posted))
    assert story.bylines.count() == 2


def test_a_story_does_not_point_to_itself(editor, story):
    posted = opened(editor, story) | {"also_read_list-TOTAL_FORMS": "1"}
    posted |= row("also_read_list", 0, other=story.pk, position="0")

    answer = send(editor, story, posted)

    assert "cannot be read also beside itself" in inline_errors(answer)
    assert not story.also_read_list.exists()


def test_the_same_story_twice_among_the_also_read_is_told(editor, story):
    other = make_article()
    posted = opened(editor, story) | {"also_read_list-TOTAL_FORMS": "2"}
    posted |= row("also_read_list", 0, other=other.pk, position="0")
    posted |= row("also_read_list", 1, other=other.pk, position="1")

    answer = send(editor, story, posted)

    assert "correct the duplicate" in inline_errors(answer)
    assert not story.also_read_list.exists()


def test_a_row_of_another_story_is_not_reached(editor, story):
    other = Byline.objects.create(article=make_article(), author=make_author("Urørt"))
    posted = opened(editor, story) | {"bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "1"}
    posted |= row("bylines", 0, id=other.pk, author=make_author().pk, role="writer", DELETE="on")

    send(editor, story, posted)

    other.refresh_from_db()
    assert other.author.name == "Urørt"


@pytest.mark.parametrize(
    "management",
    [
        {},
        {"bylines-TOTAL_FORMS": "abc", "bylines-INITIAL_FORMS": "0"},
        {"bylines-TOTAL_FORMS": "-1", "bylines-INITIAL_FORMS": "-1"},
        {"bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "7"},
        {"bylines-TOTAL_FORMS": "7", "bylines-INITIAL_FORMS": "7"},
        {"bylines-TOTAL_FORMS": HUGE, "bylines-INITIAL_FORMS": "0"},
        {"bylines-TOTAL_FORMS": "2000", "bylines-INITIAL_FORMS": "0"},
        {"bylines-TOTAL_FORMS": "\x00", "bylines-INITIAL_FORMS": "\x00"},
    ],
)
def test_a_form_without_its_counts_of_rows_is_refused_and_nothing_saved(editor, story, management):
    posted = {
        name: value
        for name, value in opened(editor, story).items()
        if not name.startswith("bylines-")
    }

    answer = send(editor, story, posted | management | {"headline_nb": "Ny"})

    assert answer.status_code in (200, 302)
    assert saved(answer) or fresh(story).headline_nb == story.headline_nb


def test_nul_bytes_are_told_in_every_field_of_text(editor, story):
    posted = opened(editor, story)
    texts = {name for name in posted if name.endswith(("_nb", "_en"))} | {"dateline"}
    texts -= {"slug_nb", "slug_en"}  # made into slugs, as other odd characters are

    answer = send(editor, story, posted | dict.fromkeys(texts, "a\x00b"))

    assert answer.status_code == 200
    assert texts <= set(errors_of(answer))
    assert fresh(story).headline_nb == story.headline_nb


@pytest.mark.parametrize("text", ["\ud800", "\U0010ffff", "\u202e", "\ufeff", "a" * 100_000])
def test_odd_characters_and_very_long_texts_get_an_answer(editor, story, text):
    posted = opened(editor, story)
    texts = [name for name in posted if name.endswith(("_nb", "_en"))]
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    answer = send(editor, story, posted | dict.fromkeys(texts, sent))

    assert answer.status_code in (200, 302)


def test_a_body_of_ten_megabytes_is_refused_without_being_read(editor, story):
    body = "<p>" + "x" * 10_000_000 + "</p>"

    answer = send(editor, story, opened(editor, story) | {"body_nb": body})

    assert answer.status_code == 400
    assert fresh(story).body_nb == story.body_nb


@pytest.mark.parametrize("piece", ["<p>Avsnitt.</p>", "<b>", "<ul><li>", "<!--", "&#x0;", "]]>"])
def test_a_very_long_body_is_taken_in_within_reason(editor, story, piece):
    body = piece * (200_000 // len(piece))

    answer = send(editor, story, opened(editor, story) | {"body_nb": body})

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize(
    "query", ["?_to_field=id", "?_to_field=tull", "?_popup=1", "?_changelist_filters=%00", "?x=%ff"]
)
def test_odd_queries_get_an_answer(editor, story, query):
    browser = logged_in(editor)

    for url in (url_of(story), url_of(), reverse("admin:articles_article_changelist")):
        assert browser.get(url + query).status_code < 500
        assert browser.post(url + query, {}).status_code < 500


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"--x\r\nnot a part", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"a=" + b"&a=" * 2000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_broken_request_gets_an_answer(editor, story, content, kind):
    browser = logged_in(editor)

    answer = browser.generic("POST", url_of(story), content, content_type=kind)

    assert answer.status_code < 500
    assert fresh(story).headline_nb == story.headline_nb


@pytest.mark.parametrize("name", ["_continue", "_addanother", "_saveasnew", "_save"])
def test_the_buttons_that_the_page_does_not_have_do_no_harm(editor, story, name):
    answer = send(editor, story, opened(editor, story) | {name: "1"})

    assert answer.status_code in (200, 302)
    assert Article.objects.count() == 1


@pytest.mark.parametrize("seed", range(12))
def test_a_shuffled_form_gets_an_answer(editor, story, seed):
    chance = random.Random(seed)
    Byline.objects.create(article=story, author=make_author())
    posted = opened(editor, story)
    values = [*map(str, posted.values()), *ODD_KEYS, "<p>x</p>", "on", "a" * 500]
    for name in list(posted):
        fate = chance.random()
        if fate < 0.2:
            del posted[name]
        elif fate < 0.7:
            posted[name] = chance.choice(values)
    browser = Client(raise_request_exception=True)
    browser.force_login(editor)

    assert browser.post(url_of(story), posted).status_code < 500
    posted["source_language"] = chance.choice(["nb", "en", "xx", ""])
    assert browser.post(url_of(), posted).status_code < 500

"""The terms that the workbench's script is told of."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_journalist, make_term, make_translator, paragraphs
from tests.translation.stories import make_translation, one_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari")


def translation(*texts: str, kari, **fields):
    return make_translation(
        article=make_article(body_nb=paragraphs(*texts), **fields), translator=kari
    )


def ask(client, version, by):
    client.force_login(by)
    return client.get(reverse("translation:terms", args=[version.article_id, version.language]))


def of(client, version, by, name: str) -> list[dict]:
    return ask(client, version, by).json()["terms"][one_of(version, name).key]["found"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Mye <strong>sild</strong> her.", "Mye sild her."),
        ("Mye<br>sild her.", "Mye\nsild her."),
        ("R&amp;D si<em>ld</em>a", "R&D silda"),
        ("10\u00a0000 sild", "10\u00a0000 sild"),
        ("😀 sild", "😀 sild"),
    ],
)
def test_places_count_in_the_text_as_a_script_reads_it(client, kari, html, text):
    make_term(nb="sild", en="herring")
    version = translation(html, kari=kari)

    (one,) = of(client, version, kari, "b1")

    units = text.encode("utf-16-le")[2 * one["start"] : 2 * one["end"]]
    assert units.decode("utf-16-le").startswith("sild")
    assert one["renderings"] == [{"text": "herring", "status": "accepted"}]


def test_a_plain_field_is_no_markup(client, kari):
    make_term(nb="sild", en="herring")
    version = translation("Tekst.", kari=kari, headline_nb="<b>sild")

    (one,) = of(client, version, kari, "headline")

    assert one["start"] == 3


def test_it_tells_renderings_notes_and_what_is_forbidden(client, kari):
    make_term(nb="sild", en="herring, not sild", note="The fish.")
    version = translation("Silda og sildefisket.", kari=kari)

    whole, part = of(client, version, kari, "b1")

    assert whole["renderings"][1] == {"text": "sild", "status": "forbidden"}
    assert whole["note"] == "The fish."
    assert not whole["hint"]
    assert part["hint"]
    assert part["renderings"] == [{"text": "herring", "status": "accepted"}]


def test_what_is_not_translated_is_told_as_it_stands(client, kari):
    make_term(nb="Havsula", untranslatable=True)
    version = translation("Havsulas skipper.", kari=kari)

    (one,) = of(client, version, kari, "b1")

    assert one["renderings"] == [{"text": "Havsula", "status": "accepted"}]


def test_the_number_of_queries_does_not_grow_with_the_story(
    client, kari, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(5):
        make_term(nb=f"sild{number}", en="herring")
    short = translation("sild1", kari=kari)
    long = translation(*["sild1 sild2 sild3 sildefisket"] * 40, kari=kari)
    ask(client, short, kari)

    with django_assert_max_num_queries(14) as few:
        ask(client, short, kari)
    with django_assert_num_queries(len(few)):
        ask(client, long, kari)


def test_it_is_asked_with_get_by_people_of_the_newsroom(client, kari):
    version = translation("Sild.", kari=kari)
    url = reverse("translation:terms", args=[version.article_id, "en"])

    assert client.get(url).status_code == 401
    assert ask(client, version, make_journalist()).status_code == 200
    assert client.post(url).status_code == 405

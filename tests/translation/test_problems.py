"""How what is wrong with a translation is said: where it is, and what stands there."""

import pytest

from tests.factories import confirm_all, make_article, make_fact_box, make_photo, paragraphs
from tests.translation.stories import all_of, make_translation, one_of
from translation import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    box = make_fact_box("Sild", title_en="Herring", title_nb="Sild")
    photo = make_photo(caption_nb="Havsula på vei inn.", caption_en="Havsula on her way in.")
    body = (
        '<p data-id="b1">{}</p>'
        f'<aside data-id="b2" data-fact-box="{box.pk}"></aside>'
        f'<figure data-id="b3" data-photo="{photo.pk}"></figure>'
    )
    article = make_article(
        written_in=("nb", "en"),
        seo_title_nb="Skrei",
        seo_title_en="Cod",
        body_nb=body.format("Torsken kom tidlig i år."),
        body_en=body.format("The cod came early this year."),
    )
    return make_translation(article=article)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("headline", "Headline"),
        ("seo_title", "SEO title"),
        ("b1", "Paragraph"),
        ("title", "Fact box “Sild”, title"),
        ("punkt1", "Fact box “Sild”, list item"),
        ("caption", "Photo “Havsula på vei inn.”, caption"),
        ("alt_text", "Photo “Havsula på vei inn.”, alternative text"),
    ],
)
def test_a_segment_is_named_by_the_thing_it_belongs_to(version, name, where):
    assert str(problems.where(one_of(version, name))) == where


def test_what_a_finding_shows_already_is_not_said_again():
    text = "Torsken kom svært tidlig i år."
    article = make_article(
        written_in=("nb", "en"), body_nb=paragraphs(text), body_en=paragraphs(text)
    )
    version = make_translation(article=article)
    confirm_all(article, "en")

    (found,) = problems.of_checks(all_of(version), str(article.pk))

    assert str(found.sentence) == (
        "Paragraph: this seems to be written in Norwegian: “Torsken kom svært tidlig i år.”"
    )


def test_a_finding_says_where_it_is_and_what_stands_there():
    article = make_article(
        written_in=("nb", "en"),
        body_nb=paragraphs("De fikk 1,5 milliarder.", "Prisen er 12 kroner."),
        body_en=paragraphs("They got 15 billion.", "The price is 13 kroner."),
    )
    version = make_translation(article=article)
    confirm_all(article, "en")

    found = problems.of_checks(all_of(version), str(article.pk))

    assert [str(one.sentence) for one in found] == [
        "Paragraph: these numbers stand in one language only: 1,5 milliarder; 15 billion. “De fikk 1,5 milliarder.”",
        "Paragraph: these numbers stand in one language only: 12; 13. “Prisen er 12 kroner.”",
    ]


def test_a_segment_left_open_is_named_the_same_way(version):
    found = problems.of_segments(all_of(version), str(version.article_id))

    sentences = {one.place.split(":", 2)[2]: str(one.sentence) for one in found}
    assert sentences["headline:"].startswith("Headline: nobody has confirmed")
    assert sentences["title:"].startswith("Fact box “Sild”, title: nobody has confirmed")

"""What clients get of a story that was really published: every key of the contract, and nothing
of the working copy."""

import pytest

from articles.models import AlsoRead
from publishing import actions
from tests.factories import (
    confirm_all,
    make_article,
    make_author,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_rendition,
    make_section,
    make_tag,
    make_version,
    paragraphs,
)

pytestmark = pytest.mark.django_db

CARD = {
    *("id", "language", "slug", "url", "kicker", "headline", "lead", "section", "tags"),
    *("bylines", "photo", "published_at", "updated_at", "alternates"),
}
DOCUMENT = CARD | {
    *("body", "photos", "fact_boxes", "also_read", "corrections", "seo", "version", "digest"),
    "json_ld",
}
NESTED = {
    "section": {"slug", "name"},
    "tags": {"slug", "name"},
    "bylines": {"name", "slug", "role"},
    "alternates": {"language", "slug", "url", "label"},
    "body": {"html", "blocks"},
    "photos": {"id", "role", "caption", "alt", "credit", "copyright", "renditions"},
    "fact_boxes": {"id", "title", "html"},
    "also_read": {"id", "headline", "slug", "url", "language", "photo"},
    "seo": {"title", "description"},
}


@pytest.fixture
def story():
    photo = make_photo(creator="Torgeir Haugaard", copyright="© Nordbrisen")
    make_rendition(photo)
    box = make_fact_box()
    more = f'<aside data-id="a1" data-fact-box="{box.pk}"></aside>'
    article = make_article(
        written_in=("nb", "en"),
        section=make_section(),
        tags=(make_tag(),),
        authors=(make_author("Ingrid Aasheim"),),
        lead_photo=photo,
        kicker_nb="Fiske",
        kicker_en="Fisheries",
        body_nb=paragraphs("Torsken kom.") + more,
        body_en=paragraphs("The cod came.") + more,
    )
    other = make_published_article(slug_nb="den-andre", slug_en="the-other")
    AlsoRead.objects.create(article=article, other=other)
    make_version(article, "nb", state="ready")
    make_version(article, "en", state="ready")
    confirm_all(article, "en")
    actions.publish(list(article.versions.all()), by=make_editor())
    return article


def test_a_document_has_every_key_of_the_contract(client, story):
    found = client.get(f"/api/v1/articles/{story.slug_en}/?language=en").json()

    assert found.keys() >= DOCUMENT
    for key, wanted in NESTED.items():
        values = found[key] if isinstance(found[key], list) else [found[key]]
        assert values, key
        for value in values:
            assert wanted <= value.keys(), key
    assert {"line", "creator", "organisation"} <= found["photos"][0]["credit"].keys()
    rendition = found["photos"][0]["renditions"][0]
    assert {"url", "width", "height", "format", "ratio"} <= rendition.keys()
    assert rendition["url"].startswith("http")
    assert found["json_ld"]["@type"] == "NewsArticle"
    assert found["json_ld"]["translationOfWork"]["@id"] == found["alternates"][0]["url"]


def test_a_card_has_every_key_of_the_contract(client, story):
    cards = client.get("/api/v1/articles/?language=nb").json()["results"]

    assert len(cards) == 2
    for card in cards:
        assert card.keys() >= CARD
    assert cards[0]["id"] == str(story.pk)
    assert cards[0]["photo"]["credit"]["creator"] == "Torgeir Haugaard"


def test_nothing_of_the_working_copy_is_served(client, story):
    secret = "Hemmelig utkast"
    story.headline_nb = story.lead_nb = secret
    story.body_nb = paragraphs(secret)
    story.save()
    make_article(headline_nb=secret, slug_nb="hemmelig")

    answers = [
        client.get("/api/v1/articles/?language=nb"),
        client.get(f"/api/v1/articles/{story.pk}/?language=nb"),
        client.get("/api/v1/tags/?language=nb"),
    ]

    assert all(answer.status_code == 200 for answer in answers)
    assert all(secret not in answer.content.decode() for answer in answers)
    assert client.get("/api/v1/articles/hemmelig/?language=nb").status_code == 404


def test_a_document_costs_one_query_and_a_page_of_cards_at_most_two(
    client, story, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_num_queries(1):
        client.get(f"/api/v1/articles/{story.slug_nb}/?language=nb")
    with django_assert_max_num_queries(2):
        client.get("/api/v1/articles/?language=nb&page_size=100")


def test_an_old_slug_leads_to_the_new_one_and_a_withdrawn_story_is_gone(client, story):
    editor, old = make_editor(), story.slug_nb
    story.slug_nb = "ny-adresse"
    story.save()
    actions.publish([story.versions.get(language="nb")], by=editor)

    moved = client.get(f"/api/v1/articles/{old}/?language=nb")
    assert moved.status_code == 301
    assert "/ny-adresse/" in moved["Location"]

    actions.withdraw(list(story.versions.all()), reasons={"nb": "Feil.", "en": "Wrong."}, by=editor)
    gone = client.get("/api/v1/articles/ny-adresse/?language=nb")
    assert gone.status_code == 410
    assert gone.json()["reason"] == "Feil."
    assert client.get(f"/api/v1/articles/{old}/?language=nb").status_code == 410

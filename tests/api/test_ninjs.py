"""Stories as IPTC ninjs 3.1: of really published stories, against IPTC's own schema where it is."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from referencing import Registry, Resource

from api.public import examples, ninjs
from articles.models import AlsoRead
from cms.demo.load import DemoNewsroom
from publishing import actions
from publishing.models import Live
from tests.api.live import make_live, make_twins, moment, rename, utc, withdraw
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

GEO = "https://geojson.org/schema/GeoJSON.json"


@pytest.fixture(scope="module")
def official() -> jsonschema.Draft202012Validator:
    folder = os.environ.get("SCHEMAS_DIR")
    if not folder:
        pytest.skip("needs IPTC's schema: set SCHEMAS_DIR to the folder that has ninjs/")
    schema = json.loads((Path(folder) / "ninjs" / "ninjs-schema_3.1.json").read_text("utf-8"))
    anything = Resource.from_contents(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": GEO}
    )
    return jsonschema.Draft202012Validator(
        schema,
        registry=Registry().with_resource(GEO, anything),
        format_checker=jsonschema.FormatChecker(),
    )


def get(client: Client, key: object, language: str = "en", **headers: str) -> Any:
    return client.get(
        f"/api/v1/articles/{key}/", {"language": language, "format": "ninjs"}, headers=headers
    )


def associations(made: dict, rel: str) -> list[dict]:
    return [one for one in made["associations"] if one["rel"] == rel]


@pytest.fixture
def story(db):
    """A story with everything, live in both languages."""
    photo = make_photo(
        creator="Torgeir Haugaard",
        organisation={"nb": "Forsvaret", "en": "Norwegian Armed Forces"},
        copyright="© Forsvaret",
        usage_terms="CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.",
        digital_source_type="digitalCapture",
    )
    make_rendition(photo)
    inside = make_photo(creator="", organisation={"nb": "NTB", "en": "NTB"})
    box = make_fact_box()
    more = (
        f'<figure data-id="f1" data-photo="{inside.pk}"><figcaption>On the quay</figcaption></figure>'
        f'<aside data-id="a1" data-fact-box="{box.pk}"></aside>'
    )
    other = make_published_article(slug_nb="den-andre", slug_en="the-other")
    article = make_article(
        written_in=("nb", "en"),
        section=make_section(),
        tags=(
            make_tag("Fisheries", media_topic="20000217", wikidata="Q180538"),
            make_tag("Lofoten"),
        ),
        authors=(make_author("Ingrid Aasheim"),),
        dateline="Svolvær",
        lead_photo=photo,
        kicker_nb="Fiske",
        kicker_en="Fisheries",
        body_nb=paragraphs("Torsken kom.") + more,
        body_en=paragraphs("The cod &amp; the <em>haddock</em> came.") + more,
    )
    AlsoRead.objects.create(article=article, other=other)
    make_version(article, "nb", state="ready")
    make_version(article, "en", state="ready")
    confirm_all(article, "en")
    actions.publish(list(article.versions.all()), by=make_editor())
    return article


def test_everything_of_the_document_is_there(client: Client, story):
    document = client.get(f"/api/v1/articles/{story.pk}/?language=en").json()

    made = get(client, story.pk).json()

    assert made["standard"]["version"] == "3.1"
    assert made["uri"].startswith("urn:uuid:")
    assert (made["type"], made["language"], made["pubStatus"]) == ("text", "en", "usable")
    assert made["version"] == str(document["version"])
    assert made["firstCreated"] == document["published_at"]
    assert made["headlines"][0]["value"] == document["headline"]
    assert made["headlines"][1] == {
        "role": "kicker",
        "contentType": "text/plain",
        "value": "Fisheries",
    }
    assert made["descriptions"][0]["value"] == document["lead"]
    assert made["bodies"][0]["value"] == document["body"]["html"]
    # "Fishermen report large catches on the outer side." and "The cod & the haddock came."
    assert made["bodies"][0]["wordCount"] == 8 + 6
    assert made["by"] == "Ingrid Aasheim"
    assert made["located"] == "Svolvær"
    assert {"role": "article", "value": str(story.pk)} in made["altIds"]
    assert "embargoedUntil" not in made


@pytest.mark.django_db
def test_a_version_is_as_old_as_its_document_and_no_older(client: Client):
    live = make_live(published_at=moment(0), updated_at=moment(5), at=moment(90))

    made = get(client, live.slug).json()

    assert made["firstCreated"] == utc(moment(0))
    assert made["versionCreated"] == utc(moment(90))


@pytest.mark.django_db
def test_whoever_translated_a_story_is_no_author_of_it():
    document = json.loads(make_live().publication.document)
    people = [("Kari", "writer"), ("Tom", "translator"), ("Ola", "writer")]
    document["bylines"] = [
        {"name": name, "slug": name.lower(), "role": role} for name, role in people
    ]

    made = ninjs.news_object(document, made_at=document["updated_at"])

    assert made["by"] == "Kari, Ola"
    assert {"name": "Tom", "role": "translator", "literal": "tom"} in made["infoSources"]


def test_photos_come_with_credit_alternative_text_rights_and_renditions(client: Client, story):
    photo = associations(get(client, story.pk).json(), "lead")[0]

    assert photo["type"] == "picture"
    assert photo["by"] == "Photo: Torgeir Haugaard / Norwegian Armed Forces"
    assert photo["copyrightNotice"] == "© Forsvaret"
    assert photo["usageTerms"].startswith("CC BY 4.0")
    assert photo["rightsInfo"] == {"linkedRights": "https://creativecommons.org/licenses/by/4.0/"}
    assert {one["role"]: one["value"] for one in photo["descriptions"]} == {
        "caption": "Bildetekst en",
        "altText": "Alternativ tekst en",
    }
    assert photo["digitalSourceType"]["uri"].endswith("/digitalsourcetype/digitalCapture")
    document = client.get(f"/api/v1/articles/{story.pk}/?language=en").json()
    renditions = document["photo"]["renditions"]
    assert renditions
    assert [
        (one["href"], one["contentType"], one["width"], one.get("aspectRatio", "original"))
        for one in photo["renditions"]
    ] == [(one["url"], f"image/{one['format']}", one["width"], one["ratio"]) for one in renditions]


def test_subjects_carry_the_codes_that_their_tags_have(client: Client, story):
    subjects = get(client, story.pk).json()["subjects"]

    uris = [one.get("uri") for one in subjects]
    assert uris == [
        "http://cv.iptc.org/newscodes/mediatopic/20000217",
        "http://www.wikidata.org/entity/Q180538",
        None,
        None,
    ]
    assert [one["rel"] for one in subjects] == ["about", "about", "about", "section"]


def test_the_twin_is_a_translation_under_the_name_that_it_calls_itself(client: Client, story):
    english, norwegian = get(client, story.pk).json(), get(client, story.pk, "nb").json()

    assert english["uri"] != norwegian["uri"]
    (original,) = associations(english, "translationOf")
    (translation,) = associations(norwegian, "translation")
    assert (original["uri"], original["language"]) == (norwegian["uri"], "nb")
    assert (translation["uri"], translation["language"]) == (english["uri"], "en")
    assert original["renditions"][0]["contentType"] == "text/html"


def test_fact_boxes_and_what_to_read_next_are_associations(client: Client, story):
    made = get(client, story.pk).json()

    (box,) = associations(made, "factBox")
    (other,) = associations(made, "alsoRead")
    assert box["name"] == "Bakgrunn en"
    assert "Punkt ett en." in box["bodies"][0]["value"]
    assert other["uri"] == get(client, "the-other").json()["uri"]
    assert len(associations(made, "body")) == 1


@pytest.mark.django_db
def test_corrections_are_told_with_their_dates(client: Client):
    correction = {"text": "It was 120.", "published_at": "2025-01-02T10:00:00Z"}
    live = make_live(corrections=[correction])

    made = get(client, live.slug).json()

    assert {
        "role": "correction",
        "contentType": "text/plain",
        "value": "2025-01-02T10:00:00Z: It was 120.",
    } in made["descriptions"]


def test_it_holds_to_the_official_schema(client: Client, story, official):
    for language in ("nb", "en"):
        official.validate(get(client, story.pk, language).json())
    official.validate(get(client, "the-other").json())
    official.validate(examples.NINJS)


@pytest.mark.django_db
def test_as_little_as_may_be_holds_to_it_too(client: Client, official):
    live = make_live(section="", tags=(), authors=())

    made = get(client, live.slug).json()

    official.validate(made)
    assert made["associations" if "associations" in made else "profile"] == "text"


@pytest.mark.django_db
def test_every_story_of_the_demo_holds_to_it(client: Client, official):
    DemoNewsroom(picture_size=(480, 320)).load()

    lives = list(Live.objects.values_list("slug", "language"))
    assert lives
    for slug, language in lives:
        official.validate(get(client, slug, language).json())


@pytest.mark.django_db
def test_it_has_an_etag_of_its_own_that_gives_304(client: Client):
    live = make_live()
    response = get(client, live.slug)
    plain = client.get(f"/api/v1/articles/{live.slug}/?language=en")

    same = get(client, live.slug, **{"If-None-Match": response["ETag"]})
    other = get(client, live.slug, **{"If-None-Match": plain["ETag"]})
    crossed = client.get(
        f"/api/v1/articles/{live.slug}/?language=en",
        headers={"If-None-Match": response["ETag"]},
    )

    assert response["ETag"] == f'"{live.publication.digest}{ninjs.REVISION}"'
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", response["ETag"])
    assert other.status_code == crossed.status_code == 200
    for name in ("Cache-Tag", "Content-Language", "Last-Modified", "Cache-Control"):
        assert response[name] == plain[name]


@pytest.mark.django_db
def test_it_is_not_there_as_the_document_is_not_there(client: Client):
    norwegian, english = make_twins()
    rename(english, "new")
    gone = make_live()
    withdraw(gone)

    moved = get(client, english.slug)
    assert moved.status_code == 301
    assert moved["Location"].endswith("/new/?language=en&format=ninjs")
    assert get(client, gone.slug).status_code == 410
    assert get(client, norwegian.slug)["Location"] == moved["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "NINJS", "xml", "json", "ninjs3"])
def test_a_format_that_there_is_not_is_refused_by_name(client: Client, value: str):
    live = make_live(published_at=moment(1))

    response = client.get(f"/api/v1/articles/{live.slug}/", {"language": "en", "format": value})

    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["parameter"], error["allowed"]) == ("format", ["ninjs"])
    assert utc(moment(1)) not in response.content.decode()

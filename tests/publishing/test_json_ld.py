"""What search engines are told of a story, held to schema.org's own words."""

from typing import Any

import pytest
from pytest_django import Settings

from publishing import addresses
from publishing.json_ld import licence, news_article, word_count

# https://schema.org: the terms we use, each with the types that may have it (a type's parents
# count as the type itself) and the types of its value.
PARENTS = {
    "NewsArticle": {"Article", "CreativeWork", "Thing"},
    "NewsMediaOrganization": {"Organization", "Thing"},
    "Organization": {"Thing"},
    "Person": {"Thing"},
    "ImageObject": {"MediaObject", "CreativeWork", "Thing"},
    "CorrectionComment": {"Comment", "CreativeWork", "Thing"},
    "Thing": set(),
}
PROPERTIES: dict[str, tuple[str, set[str]]] = {
    "url": ("Thing", {"text"}),
    "name": ("Thing", {"text"}),
    "identifier": ("Thing", {"text"}),
    "description": ("Thing", {"text"}),
    "sameAs": ("Thing", {"text"}),
    "mainEntityOfPage": ("Thing", {"text"}),
    "image": ("Thing", {"ImageObject"}),
    "headline": ("CreativeWork", {"text"}),
    "inLanguage": ("CreativeWork", {"text"}),
    "datePublished": ("CreativeWork", {"text"}),
    "dateModified": ("CreativeWork", {"text"}),
    "author": ("CreativeWork", {"Person", "Organization"}),
    "translator": ("CreativeWork", {"Person", "Organization"}),
    "contributor": ("CreativeWork", {"Person", "Organization"}),
    "creator": ("CreativeWork", {"Person", "Organization"}),
    "publisher": ("CreativeWork", {"Person", "Organization"}),
    "copyrightHolder": ("CreativeWork", {"Person", "Organization"}),
    "copyrightNotice": ("CreativeWork", {"text"}),
    "creditText": ("CreativeWork", {"text"}),
    "license": ("CreativeWork", {"text"}),
    "keywords": ("CreativeWork", {"text"}),
    "about": ("CreativeWork", {"Thing"}),
    "text": ("CreativeWork", {"text"}),
    "isAccessibleForFree": ("CreativeWork", {"boolean"}),
    "correction": ("CreativeWork", {"CorrectionComment"}),
    "translationOfWork": ("CreativeWork", {"CreativeWork"}),
    "workTranslation": ("CreativeWork", {"CreativeWork"}),
    "articleSection": ("Article", {"text"}),
    "wordCount": ("Article", {"number"}),
    "dateline": ("NewsArticle", {"text"}),
    "contentUrl": ("MediaObject", {"text"}),
    "width": ("MediaObject", {"number"}),
    "height": ("MediaObject", {"number"}),
    "caption": ("ImageObject", {"text"}),
}
STORY = "6f1c6f0e-6a0f-4c53-9d0e-0d7c2f6b8f11"
PHOTO: dict[str, Any] = {
    "id": "b3b1a0f4-2d0c-4a43-8c1e-6a5f0c3c9e21",
    "role": "lead",
    "caption": "The ferry",
    "alt": "A ferry",
    "credit": {"line": "Photo: Kari / NTB", "creator": "Kari", "organisation": "NTB"},
    "copyright": "© Kari",
    "usage_terms": "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).",
    "digital_source_type": "",
    "renditions": [
        {
            "url": "https://a.example/f.jpeg",
            "width": 1280,
            "height": 720,
            "format": "jpeg",
            "ratio": "16:9",
        },
        {
            "url": "https://a.example/o.jpeg",
            "width": 1920,
            "height": 1280,
            "format": "jpeg",
            "ratio": "original",
        },
        {
            "url": "https://a.example/s.jpeg",
            "width": 1200,
            "height": 1200,
            "format": "jpeg",
            "ratio": "1:1",
        },
    ],
}


def twin(language: str) -> dict[str, str]:
    url = f"https://news.example/{language}/ferry"
    return {"language": language, "slug": "ferry", "url": url, "label": ""}


def document(**told: Any) -> dict[str, Any]:
    """With everything that a document may have, in English and written in Norwegian."""
    return {
        "id": STORY,
        "language": "en",
        "source_language": "nb",
        "slug": "ferry",
        "url": "https://news.example/en/ferry",
        "headline": "Ferry to run all winter",
        "lead": "At last.",
        "section": {"slug": "society", "name": "Society"},
        "tags": [
            {"slug": "transport", "name": "Transport", "media_topic": "", "wikidata": "Q7590"},
            {"slug": "sea", "name": "Sea", "media_topic": "", "wikidata": ""},
        ],
        "bylines": [
            {"name": "Ola", "slug": "ola", "role": "writer"},
            {"name": "Kari", "slug": "kari", "role": "photographer"},
            {"name": "Ann", "slug": "ann", "role": "translator"},
        ],
        "photo": PHOTO,
        "photos": [PHOTO],
        "published_at": "2025-01-31T11:00:00Z",
        "updated_at": "2025-01-31T14:30:00Z",
        "alternates": [twin("nb")],
        "dateline": "Bodø",
        "body": {
            "html": "",
            "blocks": [
                {"id": "a", "type": "paragraph", "html": "The <em>council</em> said&nbsp;yes."},
                {"id": "b", "type": "photo", "photo": PHOTO["id"], "html": "Not counted here"},
            ],
        },
        "corrections": [{"text": "It was 120.", "published_at": "2025-01-31T14:30:00Z"}],
        "seo": {"title": "Ferry", "description": "For searchers."},
        **told,
    }


def hold(value: Any, kind: str = "") -> None:
    """Every property is one of schema.org's, on a type that has it, with a value that it takes."""
    kind = kind or value["@type"]
    for name, held in value.items():
        if name.startswith("@"):
            continue
        owner, takes = PROPERTIES[name]
        assert owner in {kind, *PARENTS[kind]}, f"{kind}.{name}"
        for one in held if isinstance(held, list) else [held]:
            assert one not in ("", None), name
            if isinstance(one, dict):
                assert takes & {one["@type"], *PARENTS[one["@type"]]}, name
                hold(one)
            else:
                types = {bool: "boolean", int: "number", str: "text"}
                assert types[type(one)] in takes, name


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"language": "nb"},
        {"photo": None, "photos": [], "corrections": [], "alternates": [], "tags": []},
        {"section": None, "bylines": [], "dateline": "", "body": {"html": "", "blocks": []}},
        {"photos": [{**PHOTO, "credit": {"line": "", "creator": "", "organisation": ""}}]},
        {"photos": [{**PHOTO, "copyright": "", "usage_terms": "", "renditions": []}]},
        {"photos": [{key: PHOTO[key] for key in PHOTO if key != "usage_terms"}]},
    ],
)
def test_every_word_is_one_of_schema_org_s(told: dict):
    hold(news_article(document(**told)))


def test_what_google_recommends_for_an_article_is_there():
    data = news_article(document())

    for name in ("headline", "image", "datePublished", "dateModified", "author"):
        assert data[name], name
    assert data["author"] == [{"@type": "Person", "name": "Ola"}]
    assert data["image"][0]["width"] >= 1200
    assert [image["width"] / image["height"] for image in data["image"]] == [16 / 9, 1.5, 1]
    assert len(data["headline"]) <= 110
    assert data["description"] == "For searchers."
    assert data["isAccessibleForFree"] is True
    assert data["identifier"] == addresses.urn(STORY, "en")
    assert data["inLanguage"] == "en-GB"


def test_authors_have_an_address_where_the_site_has_pages_of_them(settings: Settings):
    settings.AUTHOR_URL = "https://news.example/{language}/people/{slug}"

    data = news_article(document())

    ola = {"@type": "Person", "name": "Ola", "url": "https://news.example/en/people/ola"}
    assert data["author"] == [ola]
    assert data["translator"][0]["url"] == "https://news.example/en/people/ann"
    hold(data)


def test_a_photo_in_no_ratio_asked_for_is_shown_as_it_is():
    files = [{**PHOTO["renditions"][0], "ratio": "3:1"}]

    data = news_article(document(photos=[{**PHOTO, "renditions": files}]))

    assert [image["url"] for image in data["image"]] == ["https://a.example/f.jpeg"]


def test_a_translation_says_what_it_translates_and_who_did_it():
    data = news_article(document())

    assert data["translationOfWork"] == {
        "@type": "NewsArticle",
        "@id": "https://news.example/nb/ferry",
        "url": "https://news.example/nb/ferry",
        "inLanguage": "nb",
    }
    assert "workTranslation" not in data
    assert data["translator"] == [{"@type": "Person", "name": "Ann"}]
    assert data["contributor"] == [{"@type": "Person", "name": "Kari"}]


def test_the_source_says_what_it_is_translated_into():
    data = news_article(document(language="nb", alternates=[twin("en")]))

    assert [one["@id"] for one in data["workTranslation"]] == ["https://news.example/en/ferry"]
    assert "translationOfWork" not in data


def test_corrections_stand_with_their_dates():
    assert news_article(document())["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It was 120.",
            "datePublished": "2025-01-31T14:30:00Z",
        }
    ]


def test_a_photo_names_creator_credit_copyright_and_licence():
    image, *_others = news_article(document())["image"]

    assert image["creator"] == {"@type": "Person", "name": "Kari"}
    assert image["creditText"] == "Photo: Kari / NTB"
    assert image["copyrightNotice"] == "© Kari"
    assert image["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert image["contentUrl"] == "https://a.example/f.jpeg"


def test_two_photographers_are_two_people():
    credit = {"line": "Photo: Kari and Ola / NTB", "creator": "Kari, Ola", "organisation": "NTB"}
    image, *_others = news_article(document(photos=[{**PHOTO, "credit": credit}]))["image"]

    assert image["creator"] == [
        {"@type": "Person", "name": "Kari"},
        {"@type": "Person", "name": "Ola"},
    ]
    assert image["creditText"] == "Photo: Kari and Ola / NTB"


def test_an_agency_is_named_where_no_person_is():
    credit = {"line": "Photo: NTB", "creator": "", "organisation": "NTB"}
    image, *_others = news_article(document(photos=[{**PHOTO, "credit": credit}]))["image"]

    assert image["creator"] == {"@type": "Organization", "name": "NTB"}


def test_a_story_without_a_name_above_it_is_the_newsroom_s():
    data = news_article(document(bylines=[]))

    assert data["author"] == [data["publisher"]]


def test_subjects_lead_to_wikidata():
    assert news_article(document())["about"] == [
        {
            "@type": "Thing",
            "name": "Transport",
            "sameAs": "http://www.wikidata.org/entity/Q7590",
        }
    ]


def test_words_are_those_of_the_story_alone():
    assert word_count(document()) == 2 + 4


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ("", ""),
        ("Only with this story", ""),
        ("https://a.example/terms", "https://a.example/terms"),
        ("See http://a.example/t.", "http://a.example/t"),
        ('<a href="https://a.example/t">x</a>', "https://a.example/t"),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_licence_is_an_address_within_the_terms(terms: str, found: str):
    assert licence(terms) == found

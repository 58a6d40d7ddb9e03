import json
import re
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client
from django.utils import translation
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.models import Delivery, Type
from api.public import articles, examples, problems, site_urls, urls
from api.webhooks import fanning, payload
from publishing.document import Surroundings, render
from publishing.models import Event, Publication
from tests.api.live import Queries, make_live, make_twins, moment, withdraw
from tests.api.webhooks import make_endpoint, tell

ARTICLE = "6f1c6f0e-6a0f-4c53-9d0e-0d7c2f6b8f11"
PHOTO = "b3b1a0f4-2d0c-4a43-8c1e-6a5f0c3c9e21"
BOX = "0d0d5a3c-7f0e-4a70-9a3a-64b8b5d6f0c2"
CONTRACT_CARD = {
    *("id", "language", "slug", "url", "kicker", "headline", "lead", "section", "tags", "bylines"),
    *("photo", "published_at", "updated_at", "alternates"),
}
CONTRACT_DOCUMENT = CONTRACT_CARD | {
    *("body", "photos", "fact_boxes", "also_read", "corrections", "seo", "version", "digest"),
    "json_ld",
}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    response = Client().get("/api/v1/schema/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return response.json()


def validate(value: Any, component: str, schema: dict[str, Any]) -> None:
    """Every key that is described is there, and no other."""
    strict = json.loads(json.dumps(schema["components"]))
    for shape in strict["schemas"].values():
        shape["additionalProperties"] = False
    strict["schemas"]["Document"]["properties"]["json_ld"] = {"type": "object"}
    jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{component}", "components": strict},
        format_checker=jsonschema.FormatChecker(),
    ).validate(value)


def test_the_document_is_openapi_3_1(schema: dict[str, Any]):
    assert schema["openapi"].startswith("3.1.")
    assert schema["info"]["title"].startswith(settings.NEWSROOM_NAME)
    assert list(OpenAPIV31SpecValidator(schema).iter_errors()) == []


def test_its_texts_are_english_whatever_the_newsroom_speaks(schema: dict[str, Any]):
    about = problems.KINDS["too-many-requests"]
    call = schema["paths"]["/api/v1/articles/"]["get"]["responses"]["429"]
    (example,) = call["content"]["application/problem+json"]["examples"].values()

    assert settings.LANGUAGE_CODE != settings.MESSAGE_LANGUAGE
    with translation.override(None):
        assert call["description"] == str(about.title)
        assert example["value"]["title"] == str(about.title)
        assert example["value"]["detail"] == str(about.meaning)


def test_every_call_is_described_with_its_parameters_and_errors(schema: dict[str, Any]):
    routes = {f"/api/v1/{route.pattern}" for route in urls.urlpatterns}
    routes |= {f"/{route.pattern}" for route in site_urls.urlpatterns}
    routes = {re.sub(r"<str:(\w+)>", r"{\1}", route) for route in routes}
    undescribed = {"/api/v1/schema/", "/api/v1/docs/"}

    assert set(schema["paths"]) == routes - undescribed
    for path, call in schema["paths"].items():
        assert set(call) == {"get"}
        assert {"200", "304", "400", "401", "403", "429"} <= set(call["get"]["responses"])
        for status, response in call["get"]["responses"].items():
            if int(status) >= 400:
                assert set(response["content"]) == {"application/problem+json"}, path
            if int(status) in (301, 304):
                assert "content" not in response, (path, status)
        # Nobody needs a key.
        assert call["get"]["security"] == [{}, {"key": []}]
    responses = schema["paths"]["/api/v1/articles/{key}/"]["get"]["responses"]
    assert {"301", "404", "410"} <= set(responses)
    for path in set(schema["paths"]) - {"/robots.txt", "/news-sitemap.xml"}:
        if not path.startswith("/api/"):
            assert "404" in schema["paths"][path]["get"]["responses"], path


def test_every_webhook_is_described_with_an_example_of_its_shape(schema: dict[str, Any]):
    assert set(schema["webhooks"]) == {*Type.values, Delivery.TEST}
    assert schema["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for kind, call in schema["webhooks"].items():
        content = call["post"]["requestBody"]["content"]["application/json"]
        (example,) = content["examples"].values()
        assert example["value"]["type"] == kind
        validate(example["value"], content["schema"]["$ref"].rsplit("/", 1)[1], schema)


@pytest.mark.django_db
def test_what_is_posted_has_the_shape_that_is_described(schema: dict[str, Any]):
    make_endpoint(types=list(Type.values))
    live = make_live()
    tell(live)
    tell(live, Event.Kind.WITHDRAWN, "wrong")
    fanning.fan_out()

    for delivery in Delivery.objects.all():
        shape = "PurgeMessage" if delivery.type == Type.PURGE else "ChangeMessage"
        validate(json.loads(payload.body_of(delivery)), shape, schema)
    assert Delivery.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_page_to_read_it_says_its_language(client: Client, language: str):
    response = client.get("/api/v1/docs/", headers={"accept-language": language})

    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()


def test_every_reason_of_a_change_is_told(schema: dict[str, Any]):
    reason = schema["components"]["schemas"]["Event"]["properties"]["reason"]

    assert reason["anyOf"][0]["enum"] == Publication.Reason.values
    assert all(f"“{value}”" in reason["description"] for value in Publication.Reason.values)


def test_every_call_has_a_name_of_its_own_and_an_example(schema: dict[str, Any]):
    calls = [call["get"] for call in schema["paths"].values()]

    assert len({call["operationId"] for call in calls}) == len(calls)
    for call in calls:
        assert call["summary"]
        assert call["description"]
        for status, response in call["responses"].items():
            for form in response.get("content", {}).values():
                assert form["examples"], (call["operationId"], status)


def test_calls_answer_in_the_media_types_that_are_described(
    schema: dict[str, Any], client: Client, db: None
):
    make_live(slug="storm", section="politics", tags=("fisheries",))
    slugs = {"sections": "politics", "tags": "fisheries"}

    for path, call in schema["paths"].items():
        slug = next((slugs[name] for name in slugs if f"/{name}/" in path), "")
        address = path.format(key="storm", language="en", slug=slug)
        needs_language = any(
            parameter["name"] == "language" and parameter["in"] == "query"
            for parameter in call["get"].get("parameters", [])
        )
        response = client.get(address, {"language": "en"} if needs_language else {})

        described = call["get"]["responses"][str(response.status_code)]["content"]
        assert response["Content-Type"].partition(";")[0] in described, path


def test_a_list_s_parameters_are_described(schema: dict[str, Any]):
    described = {
        parameter["name"]: parameter
        for parameter in schema["paths"]["/api/v1/articles/"]["get"]["parameters"]
        if parameter["in"] == "query"
    }

    assert set(described) == {one.name for one in articles.ArticleListView.parameters}
    assert described["language"]["required"] is True
    assert described["language"]["schema"]["enum"] == ["nb", "en"]
    assert described["page_size"]["schema"]["maximum"] == 100


def test_the_shapes_have_every_key_of_the_contract(schema: dict[str, Any]):
    shapes = schema["components"]["schemas"]

    assert set(shapes["Card"]["required"]) == CONTRACT_CARD
    assert set(shapes["Card"]["properties"]) == CONTRACT_CARD | {"snippet"}
    assert set(shapes["Document"]["required"]) >= CONTRACT_DOCUMENT


@pytest.mark.parametrize(
    ("example", "component"),
    [
        (examples.CARD_PAGE, "CardPage"),
        (examples.DOCUMENT, "Document"),
        (examples.DIRECTORY, "Directory"),
        (examples.CHANGE_PAGE, "ChangePage"),
    ],
)
def test_the_examples_have_the_shapes(
    schema: dict[str, Any], example: dict[str, Any], component: str
):
    validate(example, component, schema)


@pytest.mark.parametrize("whole", [True, False])
def test_what_publishing_freezes_has_the_shapes(schema: dict[str, Any], whole: bool):
    rendered = render(
        frozen_content(whole),
        Surroundings(
            alternates=[("nb", "storm")] if whole else [],
            pointed_to={ARTICLE: examples.CARD} if whole else {},
        ),
        version=3,
        published_at=moment(0),
        updated_at=moment(5),
    )

    validate(json.loads(rendered.document), "Document", schema)
    validate(json.loads(rendered.card), "Card", schema)


@pytest.mark.django_db
def test_answers_have_the_shapes(schema: dict[str, Any], client: Client):
    _norwegian, english = make_twins()
    alone, gone = make_live("nb"), make_live()
    withdraw(gone)

    def get(path: str) -> Any:
        return client.get(f"/api/v1/{path}").json()

    validate(get("articles/?language=en"), "CardPage", schema)
    validate(get("tags/?language=en"), "Directory", schema)
    validate(get("changes/?language=en"), "ChangePage", schema)
    validate(get("articles/?language=xx"), "ParameterProblem", schema)
    validate(get(f"articles/{alone.slug}/?language=en"), "NotFoundProblem", schema)
    validate(get(f"articles/{gone.slug}/?language=en"), "WithdrawnProblem", schema)
    validate(get("nothing/"), "Problem", schema)
    assert english.slug in str(get("articles/?language=en"))


def test_the_schema_costs_no_query_and_is_not_sent_twice(client: Client, db: None):
    etag = client.get("/api/v1/schema/")["ETag"]

    with Queries() as queries:
        response = client.get("/api/v1/schema/", headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert len(queries) == 0


def test_the_page_asks_nothing_of_other_sites(client: Client):
    response = client.get("/api/v1/docs/")

    text = response.content.decode()
    assert response["Content-Type"].startswith("text/html")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "//" not in text.replace("</", "<")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        assert finders.find(f"drf_spectacular_sidecar/swagger-ui-dist/{name}")
        assert name in text
    assert 'data-schema="/api/v1/schema/"' in text


def test_every_problem_s_type_leads_to_its_meaning(client: Client):
    text = client.get("/api/v1/docs/").content.decode()

    for kind in problems.KINDS:
        assert f'id="{kind}"' in text
        assert problems.address_of(kind) == f"{settings.PUBLIC_URL}/api/v1/docs/#{kind}"


def test_the_page_speaks_the_reader_s_language(client: Client):
    response = client.get("/api/v1/docs/", headers={"Accept-Language": "nb"})

    assert response["Vary"] == "Accept-Language"
    assert 'lang="nb"' in response.content.decode()
    assert get_template("api/docs.html")


def frozen_content(whole: bool) -> dict[str, Any]:
    """As `publishing.content` freezes it: a story with everything, or with as little as may be."""
    photo = {"id": PHOTO, "role": "lead", "caption": "", "alt": ""}
    block_types = ["subhead", "minor_subhead", "bullet", "numbered", "quote", "paragraph"]
    blocks: list[dict[str, str]] = [
        {"id": f"b{place}", "type": kind, "html": "Storm"} for place, kind in enumerate(block_types)
    ]
    blocks += [
        {"id": "p1", "type": "photo", "photo": PHOTO},
        {"id": "f1", "type": "fact_box", "fact_box": BOX},
        {"id": "a1", "type": "also_read", "also_read": ARTICLE},
    ]
    named = {"id": 1, "slug": "weather", "name": "Weather"}
    return {
        "story": {
            "id": ARTICLE,
            "language": "en",
            "source_language": "nb",
            "slug": "storm",
            "dateline": "Bodø" if whole else "",
            "kicker": "",
            "headline": "Storm",
            "lead": "It blew." if whole else "",
            "seo": {"title": "", "description": ""},
            "section": 1 if whole else None,
            "tags": [1] if whole else [],
            "bylines": [[1, "writer"]] if whole else [],
            "blocks": blocks if whole else blocks[-4:-3],
            "photos": [photo] if whole else [],
            "fact_boxes": [{"id": BOX, "title": "Storms", "html": ""}] if whole else [],
            "also_read": [ARTICLE] if whole else [],
        },
        "shared": {
            "section": {**named, "position": 1} if whole else None,
            "tags": [named] if whole else [],
            "bylines": [{**named, "role": "writer"}] if whole else [],
            "photos": {
                PHOTO: {
                    "credit": {"line": "", "creator": "", "organisation": ""},
                    "copyright": "",
                    "digital_source_type": "",
                    "renditions": [
                        {
                            "url": "https://news.example/storm.webp",
                            "width": 640,
                            "height": 360,
                            "format": "webp",
                            "ratio": "16:9",
                        }
                    ],
                }
            },
        },
    }

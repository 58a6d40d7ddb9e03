"""The OpenAPI document that the server serves is held against the server: whatever Schemathesis
makes up of it and sends, over HTTP, is answered as it says. Beside that, every answer it describes
really comes."""

import json
import logging
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import urllib3
from django.core.servers.basehttp import WSGIRequestHandler
from pytest_django import Settings

from api.public import limits
from publishing.models import Live
from tests.api.newsroom import make_keys, open_newsroom

pytestmark = pytest.mark.django_db(transaction=True)
http = urllib3.PoolManager(retries=False)
MANY = "1000000/minute"


@pytest.fixture
def server(
    live_server: Any,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> str:
    """Counts what is asked, as an installation does, without coming to an end of it."""
    settings.PUBLIC_RATE = MANY
    # Django's server sends head and body apart, and would wait for a client between the two.
    monkeypatch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
    # Thousands of refusals are asked for.
    caplog.set_level(logging.CRITICAL, logger="django.request")
    open_newsroom()
    return live_server.url


def get(address: str) -> Any:
    answer = http.request("GET", address)
    assert answer.status == 200, address
    return answer.json()


def cursors(server: str, question: str) -> list[str]:
    page = get(f"{server}/api/v1/{question}&page_size=1")
    following = get(page["next"])
    return [
        address.rpartition("cursor=")[2]
        for address in (page["next"], following["next"], following["previous"])
        if address and "cursor=" in address
    ]


def what_there_is(server: str) -> dict[str, list[str]]:
    """By the names of parameters: what finds something here, today or once."""
    stories = "articles/?language=en"
    whole = Live.objects.get(slug="the-cod").article_id
    return {
        "path.key": ["the-cod", "the-old-cod", "skreien", "bare-norsk", "gone", str(whole)],
        "path.slug": [
            *("business", "trade", "naering"),
            *("fisheries", "fiskeri", "skiing", "mining"),
            *("ingrid-aasheim", "ingrid"),
        ],
        "query.section": ["business", "naering"],
        "query.tag": ["fisheries", "fiskeri", "skiing", "mining"],
        "query.author": ["ingrid-aasheim", "ingrid"],
        "query.q": ["cod", '"the cod"', "boats -herring", "fisheries co", "torsk"],
        "query.cursor": [*cursors(server, stories), *cursors(server, f"{stories}&q=cod")],
        "changes": cursors(server, "changes/?language=en"),
    }


CONFIGURATION = """
seed = 1
request-timeout = 60
cache = {{ enabled = false }}

[generation]
deterministic = true
database = "none"
max-examples = 25

[checks.response_schema_conformance]
validate-formats = true

{bindings}

# Which slugs and cursors there are, and what is a word, no schema can say.
[[operations]]
include-path = ["/api/v1/articles/", "/api/v1/changes/"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", 400, 401, 403, 429]

[[operations]]
include-path = "/api/v1/articles/"
generation.max-examples = 100

[[operations]]
include-path = "/api/v1/articles/{{key}}/"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", 401, 403, 404, 410, 429]

[[operations]]
include-path = "/api/v1/changes/"
parameters."query.cursor" = {{ dictionary = "changes", probability = 0.9 }}
"""


def configuration(known: dict[str, list[str]]) -> str:
    lines = []
    for name, values in known.items():
        own = name.rpartition(".")[2]
        lines.append(f"[dictionaries.{own}]\nvalues = {json.dumps(values)}")
        if name != own:
            lines.append(f'[parameters."{name}"]\ndictionary = "{own}"\nprobability = 0.9')
    return CONFIGURATION.format(bindings="\n".join(lines))


def run(server: str, folder: Path, *options: str) -> tuple[int, str, dict[str, set[int]]]:
    """(exit code, what it printed, statuses that came by operation)"""
    report = folder / "report.ndjson"
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml"]
    command += ["run", f"{server}/api/v1/schema/", "--no-color", "--continue-on-failure"]
    command += ["--report", "ndjson", "--report-ndjson-path", str(report), *options]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "NO_PROXY": "*", "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    statuses = defaultdict(set)
    if report.exists():
        for line in report.read_text(encoding="utf-8").splitlines():
            recorded = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
            for one in recorded.get("interactions", {}).values():
                statuses[recorded["label"]].add(one["response"]["status_code"])
    return done.returncode, done.stdout + done.stderr, statuses


@pytest.mark.parametrize(
    ("with_key", "phases", "under"),
    [(False, "examples,coverage,fuzzing", "/"), (True, "fuzzing", "/api/")],
)
def test_whatever_is_asked_is_answered_as_described(
    server: str, tmp_path: Path, with_key: bool, phases: str, under: str
):
    known = what_there_is(server)
    (tmp_path / "schemathesis.toml").write_text(configuration(known), encoding="utf-8")
    options = ["--phases", phases, "--include-path-regex", f"^{under}"]
    if with_key:
        options += ["--header", f"Authorization: {make_keys()['all']}"]

    code, printed, statuses = run(server, tmp_path, *options)

    if code:
        pytest.fail(printed, pytrace=False)
    calls = get(f"{server}/api/v1/schema/")["paths"]
    assert set(statuses) == {f"GET {path}" for path in calls if path.startswith(under)}
    for label, seen in statuses.items():
        assert 200 in seen, (label, seen)


# The slug of now and a former one.
SLUGS = {
    "sections": ("business", "trade"),
    "tags": ("cross-country-skiing", "skiing"),
    "authors": ("ingrid-aasheim", "ingrid"),
}


def values(path: str, status: str) -> dict[str, Any]:
    """Of the parameters of a question that this is answered to."""
    slug, former = next((SLUGS[kind] for kind in SLUGS if f"/{kind}/" in path), ("", ""))
    found: dict[str, Any] = {"language": "en", "key": "the-cod", "slug": slug}
    match status:
        case "301":
            found |= {"key": "the-old-cod", "tag": "skiing", "slug": former}
        case "404":
            found |= {"key": "nothing", "slug": "nothing", "page": 99}
            found["language"] = "xx" if path.startswith("/feeds/") else "en"
        case "410":
            found |= {"key": "gone"}
    return found


def headers(path: str, status: str, keys: dict[str, str]) -> dict[str, str]:
    match status:
        case "304":
            return {"If-None-Match": "*"}
        case "400":
            return {"Host": "another.example"}
        case "401":
            return {"Authorization": keys["wrong"]}
        case "403":
            return {"Authorization": keys["search" if "changes" in path else "changes"]}
    return {}


def question(operation: Any, status: str, keys: dict[str, str]) -> Any:
    path, given = operation.path, values(operation.path, status)
    places: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    for parameter in operation.definition.raw["parameters"]:
        if parameter["name"] in given:
            places[parameter["in"]][parameter["name"]] = given[parameter["name"]]
    return operation.Case(
        path_parameters=places["path"],
        query=places["query"],
        headers=headers(path, status, keys),
    )


def test_every_answer_that_is_described_comes(server: str, settings: Settings):
    keys = make_keys()
    api = schemathesis.openapi.from_url(f"{server}/api/v1/schema/")
    differs = []

    for result in api.get_all_operations():
        operation = result.ok()
        for status in operation.definition.raw["responses"]:
            settings.PUBLIC_RATE = "1/day" if status == "429" else MANY
            limits.leases.clear()
            case = question(operation, status, keys)
            for _ in range(2 if status == "429" else 1):
                answer = case.call(allow_redirects=False)
            if str(answer.status_code) != status:
                differs.append((operation.label, status, answer.status_code, answer.text[:200]))
                continue
            case.validate_response(answer)

    assert differs == []


def test_every_address_answers_head_options_and_no_other_method(server: str):
    api = schemathesis.openapi.from_url(f"{server}/api/v1/schema/")
    about = api.raw_schema["info"]["description"]
    assert all(word in about for word in ("HEAD", "OPTIONS", "405"))

    for result in api.get_all_operations():
        operation = result.ok()
        url = question(operation, "200", {}).call().request.url
        read, head, options, post = (
            http.request(method, url) for method in ("GET", "HEAD", "OPTIONS", "POST")
        )

        assert (read.status, head.status, head.data) == (200, 200, b"")
        for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Cache-Tag"):
            assert head.headers.get(name) == read.headers.get(name), (url, name)
        assert (options.status, options.data) == (204, b"")
        assert options.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert (post.status, post.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert post.json()["type"].endswith("#method-not-allowed")

"""Every curl line of docs/api.md, run against a server with the demo newsroom's stories."""

import json
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.public import limits, problems, schema, site_urls, urls
from api.public.articles import ArticleListView
from cms.demo.load import DemoNewsroom

PAGE = Path(__file__).parent.parent.parent / "docs" / "api.md"
SERVER = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Example:
    """`pieces` stand in the answer's headers or body."""

    line: str
    status: int
    media_type: str
    pieces: tuple[str, ...]


def examples() -> list[Example]:
    found = []
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        lines = block.splitlines()
        assert len(lines) % 2 == 0, block
        for line, comes in zip(lines[::2], lines[1::2], strict=True):
            assert line.startswith("curl "), line
            assert comes.startswith("# "), f"nothing is said of what comes of {line}"
            first, *pieces = comes.removeprefix("# ").split(" · ")
            status, _space, media_type = first.partition(" ")
            found.append(Example(line, int(status), media_type, tuple(pieces)))
    return found


def ask(example: Example, server: str, folder: Path) -> tuple[int, str, str]:
    """(status, headers, body), by curl itself."""
    arguments = shlex.split(example.line.replace(SERVER, server))
    for name in ("head", "body"):
        (folder / name).write_text("", encoding="utf-8")
    own = ["--silent", "--show-error", "--max-time", "60", "--dump-header", "head", "-o", "body"]
    done = subprocess.run(
        [*arguments, *own],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "NO_PROXY": "*"},
    )
    assert done.returncode == 0, f"{example.line}: {done.stderr}"
    head = (folder / "head").read_text(encoding="utf-8")
    return int(head.split()[1]), head, (folder / "body").read_text(encoding="utf-8")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_what_is_said_of_each_line_is_what_comes(live_server: Any, settings, tmp_path: Path):
    DemoNewsroom(picture_size=(480, 320)).load()
    differs = []

    for example in examples():
        # The one line that is said to come after too many others.
        settings.PUBLIC_RATE = "1/day" if example.status == 429 else ""
        limits.leases.clear()
        for _ in range(2 if example.status == 429 else 1):
            status, head, body = ask(example, live_server.url, tmp_path)
        media_type = re.search(r"(?im)^content-type: ([^;\s]+)", head)
        came = (status, media_type[1] if media_type and example.media_type else "")
        missing = [piece for piece in example.pieces if piece not in head + body]
        if came != (example.status, example.media_type) or missing:
            differs.append((example.line, came, missing))
    limits.leases.clear()

    assert differs == []


def asked() -> list[tuple[str, set[str]]]:
    """(path, names of parameters) of each line."""
    found = []
    for example in examples():
        (url,) = re.findall(rf"{SERVER}([^']*)", example.line)
        path, _mark, query = url.partition("?")
        found.append((path, {pair.partition("=")[0] for pair in query.split("&")}))
    return found


@pytest.mark.parametrize(
    "route",
    [
        *(f"/api/v1/{route.pattern}" for route in urls.urlpatterns),
        *(f"/{route.pattern}" for route in site_urls.urlpatterns),
    ],
)
def test_every_call_has_a_line(route: str):
    pattern = re.compile(re.sub(r"<str:\w+>", "[^/]+", route).replace(".", r"\."))

    assert any(pattern.fullmatch(path) for path, _names in asked())


def test_every_parameter_has_a_line():
    named = set().union(*(names for _path, names in asked()))
    # A cursor is followed, not made up.
    every = {one.name for one in ArticleListView.parameters} - {"cursor"}

    assert named >= every | {"format", "page"}


@pytest.mark.parametrize("kind", problems.KINDS)
def test_every_kind_of_problem_is_told(kind: str):
    assert f"#{kind}" in PAGE.read_text(encoding="utf-8")


def test_the_page_names_what_the_schema_calls_an_event_s_keys():
    event = schema_of("Event")["properties"]

    text = PAGE.read_text(encoding="utf-8").split("## Changes")[1].split("## ")[0]
    assert {name for name in event if f"`{name}`" not in text} == {"language"}


def schema_of(component: str) -> dict[str, Any]:
    return json.loads(schema.document())["components"]["schemas"][component]

"""Of one version, every place says the same: whether its source has changed, and in how much."""

import re

import pytest
from django.test import Client

from articles.models import State
from tests.factories import make_editor, make_published_article, make_translator, make_version
from tests.factories import paragraphs as body
from tests.translation.stories import change
from translation import behind

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Torsken kom tidlig i år.", "Prisen er høy."
CHANGES = {
    "changed": (body("Torsken kom sent i år.", SECOND), 1),
    "new": (body(FIRST, SECOND, "Fisket varer til april."), 1),
    "removed": (body(FIRST), 1),
    "all three": (body("Torsken kom sent i år.") + body("Nytt.").replace("b1", "b3"), 3),
    "nothing": (body(FIRST, SECOND), 0),
}


@pytest.fixture
def story():
    article = make_published_article(by=make_editor("Nils", interface_language="en"))
    make_version(article, "en", state=State.PUBLISHED, translator=make_translator(into=("en",)))
    return article


@pytest.fixture
def pages(story):
    editor = make_editor("Eva", interface_language="en")
    client = Client()
    client.force_login(editor)
    return lambda: {
        "board": client.get("/admin/desk/board/").content.decode(),
        "story": client.get(f"/admin/articles/article/{story.pk}/change/").content.decode(),
        "stories": client.get("/admin/articles/article/").content.decode(),
        "workbench": client.get(f"/admin/translation/{story.pk}/en/").content.decode(),
        "translations": client.get("/admin/translation/").content.decode(),
    }


def mark_of(page: str) -> str | None:
    """What the English version's mark says: the last one on the story's own page is its panel's."""
    found = re.findall(r'<(?:a|span)[^>]* class="state-mark"[^>]* title="English: ([^"]*)"', page)
    return found[-1] if found else None


@pytest.mark.parametrize(("text", "number"), CHANGES.values(), ids=CHANGES)
def test_every_place_marks_a_version_whose_source_has_changed(text, number, story, pages):
    behind.follow(change(story, body_nb=text), by=None)

    found = {name: mark_of(page) for name, page in pages().items()}

    said = "Published, source changed" if number else "Published"
    told = dict.fromkeys(found, said)
    if not number:
        told["translations"] = None  # nothing is to be done about it
    assert found == told


@pytest.mark.parametrize(("text", "number"), CHANGES.values(), ids=CHANGES)
def test_every_place_counts_the_same(text, number, story, pages):
    behind.follow(change(story, body_nb=text), by=None)

    shown = pages()

    told = {
        "board": (r"(\d+) texts? behind", shown["board"]),
        "story": (r"(\d+) segments? whose source has changed", shown["story"]),
        "translations": (r"(\d+) changed", shown["translations"]),
        "what has changed": (r"What has changed: (\d+) segment", shown["translations"]),
    }
    found = {
        name: [int(one) for one in re.findall(pattern, page)]
        for name, (pattern, page) in told.items()
    }
    assert found == {name: [number] if number else [] for name in told}

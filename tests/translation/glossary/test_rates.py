"""How well terms are found, measured on sentences of our own; docs/glossary.md says the same."""

import re
import tomllib
import uuid

import pytest
from django.conf import settings

from translation.glossary.forms import forms_of
from translation.glossary.matching import Form, Index

FOLDER = settings.BASE_DIR / "translation" / "glossary"
MEASURED = tomllib.loads((FOLDER / "measured.toml").read_text(encoding="utf-8"))["language"]
_GROUPS = {"terms": "noun", "verbs": "verb", "adjectives": "adjective", "names": "name"}


def index(given: dict) -> Index:
    found = []
    for group, part in _GROUPS.items():
        for text in given[group]:
            term = uuid.uuid4()
            found += [Form(form, term) for form in forms_of(text, given["code"], part)]
    for text, irregular in given["forms"].items():
        term = uuid.uuid4()
        found += [Form(form, term) for form in forms_of(text, given["code"], "noun", irregular)]
    return Index(given["code"], found)


def places(sentence: str) -> tuple[str, set[tuple[int, int]]]:
    """The sentence without brackets, and where they stood."""
    text, found, start = "", set(), 0
    for part in re.split(r"([\[\]])", sentence):
        if part == "[":
            start = len(text)
        elif part == "]":
            found.add((start, len(text)))
        else:
            text += part
    return text, found


def rates(given: dict) -> dict[str, int]:
    terms = index(given)
    counts = {"places": 0, "found": 0, "right": 0}
    for sentence in given["sentences"]:
        text, wanted = places(sentence)
        hits = {(hit.start, hit.end) for hit in terms.hits(text) if not hit.is_compound}
        counts["places"] += len(wanted)
        counts["found"] += len(hits)
        counts["right"] += len(hits & wanted)
    return counts


@pytest.mark.parametrize("given", MEASURED, ids=lambda given: given["code"])
def test_the_documentation_tells_what_is_measured(given):
    counts = rates(given)
    precision = counts["right"] / counts["found"]
    recall = counts["right"] / counts["places"]

    row = (
        f"| `{given['code']}` | {len(given['sentences'])} | {counts['places']} "
        f"| {counts['right']} of {counts['found']} ({precision:.2f}) "
        f"| {counts['right']} of {counts['places']} ({recall:.2f}) |"
    )
    page = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert row in page
    assert precision >= 0.85
    assert recall >= 0.95

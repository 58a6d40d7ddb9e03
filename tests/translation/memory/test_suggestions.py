"""What the page's script is told, and what a save says of a suggestion that was taken."""

import json

import pytest
from django.urls import reverse

from tests.factories import make_article, make_translator, make_user, paragraphs
from tests.translation.memory.pairs import SOURCE, TARGET, make_entry
from tests.translation.stories import make_translation, one_of
from translation.models import SegmentRecord

pytestmark = pytest.mark.django_db
LATE = SOURCE.replace("tidlig", "sent")


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(
        article=make_article(headline_nb=SOURCE, body_nb=paragraphs(SOURCE, LATE)), translator=kari
    )


def url(name, version) -> str:
    return reverse(f"translation:{name}", args=[version.article_id, version.language])


def suggestions(client, version, name="b1"):
    return client.get(url("suggestions", version), {"key": one_of(version, name).key})


def test_suggestions_come_with_all_that_a_translator_judges_them_by(client, kari, version):
    other = make_article(headline_en="Last year's cod")
    make_entry(by=kari.pk, where=f"article:{other.pk}:body:b9", marked=True)
    client.force_login(kari)

    (same,) = suggestions(client, version, "b1").json()["suggestions"]
    (like,) = suggestions(client, version, "b2").json()["suggestions"]

    assert (same["percent"], same["target"], same["diff"]) == (100, TARGET, [])
    assert (same["by"], same["origin"], same["where"]) == ("Kari", "person", "Last year's cod")
    assert like["percent"] < 100
    assert {"kind": "added", "html": "sent", "space": True} in like["diff"]


def test_only_who_may_work_here_is_told(client, version):
    make_entry()
    assert suggestions(client, version).status_code == 401

    client.force_login(make_user(is_staff=False))
    assert suggestions(client, version).status_code == 403


@pytest.mark.parametrize("key", ["", "nonsense", "article:1:body:b1"])
def test_a_key_that_leads_nowhere_is_an_answer_too(client, kari, version, key):
    client.force_login(kari)

    assert client.get(url("suggestions", version), {"key": key}).status_code in (400, 410)


@pytest.mark.parametrize(
    ("text", "taken", "origin"),
    [
        (TARGET, "right", "memory"),
        (f"{TARGET} ", "right", "memory"),
        (TARGET.replace("early", "late"), "right", "person"),
        (TARGET, "", "person"),
        (TARGET, "none", "person"),
        (TARGET, "999999", "person"),
        (TARGET, "9" * 40, "person"),
    ],
)
def test_a_text_is_the_memorys_only_while_it_is_unchanged(
    client, kari, version, text, taken, origin
):
    entry = make_entry()
    client.force_login(kari)
    question = {
        "key": one_of(version, "b2").key,
        "text": text,
        "taken": str(entry.pk) if taken == "right" else taken,
    }

    client.post(url("save", version), json.dumps(question), content_type="application/json")

    record = SegmentRecord.objects.get(block="b2")
    assert (record.origin, record.state, record.by) == (origin, "translated", kari)

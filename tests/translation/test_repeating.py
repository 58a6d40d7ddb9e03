"""Texts that stand more than once in a story."""

import json

import pytest
from django.urls import reverse

from tests.factories import make_article, make_translator, paragraphs
from tests.translation.stories import make_translation, one_of
from translation import actions
from translation.models import MemoryEntry
from translation.segments import Status

pytestmark = pytest.mark.django_db
SAME = 'Les mer på <a href="https://a.example/">siden</a>.'


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    body = paragraphs(SAME, "Noe annet.", SAME, SAME.replace("a.example", "b.example"))
    return make_translation(
        article=make_article(
            headline_nb="Torsken er her", seo_title_nb="Torsken er her", body_nb=body
        ),
        translator=kari,
    )


@pytest.fixture
def ask(client, kari, version):
    client.force_login(kari)

    def answer(name: str, of: str, **question):
        url = reverse(f"translation:{name}", args=[version.article_id, version.language])
        question = {"key": one_of(version, of).key, **question}
        return client.post(url, json.dumps(question), content_type="application/json").json()

    return answer


def standing(version, *names):
    found = (one_of(version, name) for name in names)
    return [(one.status, one.target) for one in found]


def test_the_open_ones_are_filled_in_as_pretranslated(ask, version):
    answer = ask("save", "headline", text="The cod is here")

    assert standing(version, "seo_title") == [(Status.PRETRANSLATED, "The cod is here")]
    assert [one["key"] for one in answer["repeats"]] == [one_of(version, "seo_title").key]
    assert answer["repeats"][0]["status"] == "pretranslated"
    assert answer["repeats"][0]["text"] == "The cod is here"
    assert "Pretranslated" in answer["repeats"][0]["parts"]["status"]
    assert MemoryEntry.objects.count() == 1


def test_each_has_the_links_of_its_own_source(ask, version):
    ask("save", "b1", text='Read more on <a href="https://a.example/">the page</a>.')

    assert standing(version, "b2", "b3", "b4") == [
        (Status.OPEN, ""),
        (Status.PRETRANSLATED, 'Read more on <a href="https://a.example/">the page</a>.'),
        (Status.PRETRANSLATED, 'Read more on <a href="https://b.example/">the page</a>.'),
    ]


def test_a_text_that_stands_is_never_overwritten(ask, version, kari):
    actions.save_segment(version, one_of(version, "b3").key, "Mine.", by=kari)
    actions.leave_out(version, one_of(version, "b4").key, by=kari)

    answer = ask("save", "b1", text="Read more.")

    assert answer["repeats"] == []
    assert standing(version, "b3", "b4") == [(Status.TRANSLATED, "Mine."), (Status.LEFT_OUT, "")]


def test_what_was_filled_in_while_the_text_was_typed_goes_along(ask, version):
    ask("save", "headline", text="The cod")
    ask("save", "headline", text="The cod is here")

    assert standing(version, "seo_title") == [(Status.PRETRANSLATED, "The cod is here")]

    answer = ask("save", "headline", text="")
    assert standing(version, "seo_title") == [(Status.OPEN, "")]
    assert [one["text"] for one in answer["repeats"]] == [""]


def test_undoing_takes_what_was_filled_in_away_again(ask, version):
    token = ask("save", "headline", text="The cod is here")["undo"]

    ask("undo", "headline", token=token)

    assert standing(version, "headline", "seo_title") == [(Status.OPEN, ""), (Status.OPEN, "")]


def test_what_somebody_has_confirmed_stays(ask, version):
    ask("save", "headline", text="The cod")
    ask("confirm", "seo_title")

    answer = ask("save", "headline", text="The cod is here")

    assert answer["repeats"] == []
    assert standing(version, "seo_title") == [(Status.TRANSLATED, "The cod")]


def test_a_machines_text_is_not_taken_for_one_that_was_filled_in(ask, version, kari):
    from translation import pretranslating

    seo_title = one_of(version, "seo_title")
    pretranslating.put(version, seo_title, "The cod", by=kari, origin="machine")
    ask("save", "headline", text="The cod")
    ask("save", "headline", text="The cod is here")

    assert standing(version, "seo_title") == [(Status.PRETRANSLATED, "The cod")]


def test_looking_at_a_row_fills_in_nothing(ask, version, kari):
    actions.save_segment(version, one_of(version, "headline").key, "The cod", by=kari)

    ask("row", "headline")

    assert standing(version, "seo_title") == [(Status.OPEN, "")]

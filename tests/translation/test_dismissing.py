"""Findings as one types, and what a person says of them."""

import importlib
import json

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, State
from articles.problems import NotAllowed
from tests.factories import (
    confirm_all,
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_translator,
    paragraphs,
)
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions, dismissing, problems
from translation.models import SegmentRecord
from translation.single import segment_at

pytestmark = pytest.mark.django_db
ARABIC, WRONG = "De fikk 12 kroner.", "They got 13 kroner."


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    article = make_article(
        written_in=("nb", "en"), body_nb=paragraphs(ARABIC), body_en=paragraphs(WRONG)
    )
    version = make_translation(article=article, translator=kari)
    confirm_all(article, "en")
    return version


@pytest.fixture
def key(version):
    return one_of(version, "b1").key


def found(version) -> set[str]:
    return {one.code for one in problems.of_checks(all_of(version), str(version.article_id))}


def entries(version) -> list[dict]:
    return one_of(version, "b1").record.dismissed_checks


def ask(client, name, version, **question):
    address = reverse(f"translation:{name}", args=[version.article_id, version.language])
    return client.post(address, json.dumps(question), content_type="application/json")


class TestDismissing:
    def test_takes_the_finding_out_of_the_gate_and_keeps_who_when_and_why(self, version, key, kari):
        before = one_of(version, "b1").record

        dismissing.dismiss_check(version, key, "numbers_differ", " Etter  kurs. ", by=kari)

        (entry,) = entries(version)
        assert found(version) == set()
        assert (entry["code"], entry["by"], entry["why"]) == (
            "numbers_differ",
            kari.pk,
            "Etter kurs.",
        )
        assert entry["at"]
        after = one_of(version, "b1").record
        assert (after.at, after.by, after.target_digest) == (
            before.at,
            before.by,
            before.target_digest,
        )

    def test_holds_when_something_else_of_the_text_is_changed(self, version, key, kari):
        dismissing.dismiss_check(version, key, "numbers_differ", "Right.", by=kari)

        actions.save_segment(version, key, "For that they got 13 kroner.", by=kari)

        assert found(version) == set()

    @pytest.mark.parametrize("side", ["source", "target"])
    def test_ends_when_the_finding_is_another(self, version, key, kari, side):
        dismissing.dismiss_check(version, key, "numbers_differ", "Right.", by=kari)

        if side == "source":
            change(version.article, body_nb=paragraphs("De fikk 11 kroner."))
            actions.confirm(version, key, by=kari)
        else:
            actions.save_segment(version, key, "They got 14 kroner.", by=kari)

        assert found(version) == {"numbers_differ"}

    def test_says_nothing_of_another_check(self, version, key, kari):
        actions.save_segment(version, key, "They got got 13 kroner.", by=kari)

        dismissing.dismiss_check(version, key, "words_doubled", "Right.", by=kari)

        assert found(version) == {"numbers_differ"}

    def test_can_be_taken_back_and_both_are_kept(self, version, key, kari):
        nils = make_editor()
        dismissing.dismiss_check(version, key, "numbers_differ", "Right.", by=kari)

        dismissing.take_back(version, key, "numbers_differ", by=nils)

        (entry,) = entries(version)
        assert found(version) == {"numbers_differ"}
        assert (entry["by"], entry["taken_back_by"]) == (kari.pk, nils.pk)

    def test_twice_is_once(self, version, key, kari):
        for why in ("Right.", "Again."):
            dismissing.dismiss_check(version, key, "numbers_differ", why, by=kari)

        assert [entry["why"] for entry in entries(version)] == ["Right."]

    @pytest.mark.parametrize(
        ("why", "refusal"), [(" \n", dismissing.NoReason), ("x" * 301, actions.TooLong)]
    )
    def test_needs_a_short_reason(self, version, key, kari, why, refusal):
        with pytest.raises(refusal):
            dismissing.dismiss_check(version, key, "numbers_differ", why, by=kari)

        assert entries(version) == []

    def test_of_what_is_not_found_is_refused(self, version, key, kari):
        with pytest.raises(dismissing.NoSuchFinding):
            dismissing.dismiss_check(version, key, "links_lost", "Right.", by=kari)
        with pytest.raises(dismissing.NoSuchFinding):
            dismissing.take_back(version, key, "numbers_differ", by=kari)

        assert entries(version) == []

    def test_needs_a_confirmed_text(self, kari):
        article = make_article(
            written_in=("nb", "en"), body_nb=paragraphs(ARABIC), body_en=paragraphs(WRONG)
        )
        version = make_translation(article=article, translator=kari)
        key = one_of(version, "b1").key

        with pytest.raises(NotAllowed):
            dismissing.dismiss_check(version, key, "numbers_differ", "Right.", by=kari)

        assert not SegmentRecord.objects.exists()

    def test_is_for_those_who_may_change_the_text_and_for_editors_always(self, version, key):
        version.state = State.REVIEW
        version.save()
        other = make_translator(into=("en",))

        with pytest.raises(NotAllowed):
            dismissing.dismiss_check(version, key, "numbers_differ", "Right.", by=other)
        assert entries(version) == []
        dismissing.dismiss_check(version, key, "numbers_differ", "Right.", by=make_editor())

        assert found(version) == set()


class TestAsking:
    @pytest.fixture(autouse=True)
    def logged_in(self, client, kari):
        client.force_login(kari)

    def test_tells_what_is_found_in_a_text_that_is_not_saved(self, client, version, key):
        answer = ask(client, "check", version, key=key, text="😀 They got 12 12 and the the fish.")

        (one,) = (one for one in answer.json()["findings"] if one["code"] == "words_doubled")
        assert answer.json()["key"] == key
        assert one["severity"] == "warning"
        assert one["name"] == "Doubled words"
        assert one["dismissed"] is None
        text = "😀 They got 12 12 and the the fish.".encode("utf-16-le")
        start, end = (2 * at for at in one["span"])
        assert text[start:end].decode("utf-16-le") == "the the"
        assert "They got 13" in Article.objects.get(pk=version.article_id).body_en

    def test_is_light(self, client, version, key):
        ask(client, "check", version, key=key, text=WRONG)

        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(client, "check", version, key=key, text=WRONG)

        assert len(queries) <= 5

    def test_dismisses_with_a_name_and_takes_back(self, client, version, key, kari):
        question = {"key": key, "code": "numbers_differ"}

        (gone,) = ask(client, "dismiss", version, **question, why="Right.").json()["findings"]
        (told,) = ask(client, "check", version, key=key, text=WRONG).json()["findings"]
        (back,) = ask(client, "undismiss", version, **question).json()["findings"]

        assert (gone["dismissed"]["by"], gone["dismissed"]["why"]) == ("Kari", "Right.")
        assert told["dismissed"] == gone["dismissed"]
        assert back["dismissed"] is None

    def test_of_the_whole_story_lists_the_rows_with_findings(self, client, version, key):
        address = reverse("translation:findings", args=[version.article_id, "en"])

        rows = client.get(address).json()["rows"]

        assert [(row["key"], row["findings"][0]["code"]) for row in rows] == [
            (key, "numbers_differ")
        ]

    @pytest.mark.parametrize(
        ("name", "more", "status"),
        [
            ("dismiss", {"code": "numbers_differ"}, 422),
            ("dismiss", {"code": "links_lost", "why": "Right."}, 409),
            ("dismiss", {"code": 3, "why": "Right."}, 400),
            ("undismiss", {"code": "numbers_differ"}, 409),
            ("check", {"text": "x" * 20_001}, 422),
            ("check", {"key": "article:nonsense"}, 400),
        ],
    )
    def test_refusals_have_a_sentence(self, client, version, key, name, more, status):
        answer = ask(client, name, version, **{"key": key, **more})

        assert answer.status_code == status
        assert answer.json()["error"]

    def test_a_stranger_may_not_ask(self, client, version, key):
        client.logout()

        assert ask(client, "check", version, key=key, text="x").status_code == 401


def test_a_segment_by_its_key_is_the_one_of_the_story():
    box, photo = make_fact_box(), make_photo()
    body = f'<p data-id="b1">Torsk.</p><aside data-id="b2" data-fact-box="{box.pk}"></aside>'
    article = make_article(lead_photo=photo, body_nb=body, body_en='<p data-id="b1">Cod.</p>')
    version = make_translation(article=article)
    confirm_all(article, "en")
    segments = all_of(version)

    assert {type(one.thing).__name__ for one in segments} == {"Article", "FactBox", "Photo"}
    for segment in segments:
        assert segment_at(version, segment.key) == segment


@pytest.mark.parametrize("key", ["article:{other}:lead:", "fact_box:{box}:title:", "x", "article:{own}:pk:", "article:{own}:body:", "article:{own}:body:b9", "article:{own}:lead:b1", "user:{own}:name:"])  # fmt: skip
def test_a_key_of_another_story_is_no_segment(key):
    version = make_translation()
    names = {"other": make_article().pk, "box": make_fact_box().pk, "own": version.article_id}

    with pytest.raises(actions.UnknownSegment):
        segment_at(version, key.format(**names))


def test_the_migration_goes_there_and_back(version):
    migration = importlib.import_module("translation.migrations.0003_dismissals_with_reasons")
    record = one_of(version, "b1").record
    SegmentRecord.objects.filter(pk=record.pk).update(dismissed_checks=["numbers_differ"])

    migration.richer(apps, None)
    (entry,) = entries(version)
    hidden = found(version)
    migration.codes_alone(apps, None)

    assert (entry["code"], entry["by"]) == ("numbers_differ", record.by_id)
    assert hidden == set()
    assert entries(version) == ["numbers_differ"]
    assert SegmentRecord.objects.get(pk=record.pk).at == record.at

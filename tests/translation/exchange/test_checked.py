"""What the checks find in a delivery, shown before it is written; what blocks has to be looked at."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_translator
from tests.translation.exchange.files import taken_out, with_targets, write
from tests.translation.stories import change, make_translation, one_of
from translation import actions, dismissing
from translation.exchange import checked, delivering
from translation.exchange.comparing import Fate
from translation.segments import Status

pytestmark = pytest.mark.django_db

SOURCE = '<p data-id="b1">Torsken kom i 1987.</p><p data-id="b2">Det er ikke sant.</p>'


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(article=make_article(body_nb=SOURCE), translator=kari)


def plan_of(content: bytes, by):
    delivery = delivering.take_in(content, "story.xlf", by=by)
    (found,) = delivering.plans(delivery)
    return found, delivery


def changes_by_block(plan) -> dict:
    return {one.segment.block: one for one in plan.changes if one.segment and one.segment.block}


def test_findings_are_shown_unit_by_unit(client, version, kari):
    file = with_targets(
        taken_out(version),
        {"b1": "The cod came in 1978.", "b2": "Det er ikke sant."},
        state="translated",
    )
    plan, delivery = plan_of(file, kari)
    client.force_login(kari)

    html = client.get(reverse("translation:delivery", args=[delivery.pk])).content.decode()

    found = changes_by_block(plan)
    assert [one.code for one in found["b1"].findings] == ["numbers_differ"]
    assert [one.code for one in found["b2"].findings] == ["left_in_source"]
    assert (plan.blocked, plan.warned) == (1, 1)
    assert "1987; 1978" in html
    assert "In 1 text, the checks find what blocks publishing." in html
    assert not one_of(version, "b1").target


def test_what_blocks_comes_in_as_pretranslated_and_the_rest_as_it_is(client, version, kari):
    file = with_targets(
        taken_out(version),
        {"b1": "The cod came in 1978.", "b2": "Det er ikke sant."},
        state="translated",
    )

    outcome = write(file, kari).outcome["stories"][0]

    assert one_of(version, "b1").status == Status.TRANSLATED
    assert one_of(version, "b2").status == Status.PRETRANSLATED
    assert one_of(version, "b2").record.by is None
    assert (outcome["written"], outcome["blocked"], outcome["proposed"]) == (2, 1, 1)


def test_a_proposal_with_what_blocks_is_not_confirmed_by_a_file(version, kari):
    write(with_targets(taken_out(version), {"b2": "Det er ikke sant."}, state="translated"), kari)
    confirming = with_targets(taken_out(version), {"b2": "Det er ikke sant."}, state="translated")

    found = changes_by_block(plan_of(confirming, kari)[0])["b2"]
    outcome = write(confirming, kari).outcome["stories"][0]

    assert found.fate == Fate.REFUSED
    assert "It is not confirmed as it is" in str(found.reason)
    assert (outcome["written"], len(outcome["left"])) == (0, 1)
    assert one_of(version, "b2").status == Status.PRETRANSLATED


def test_a_very_large_delivery_is_checked_when_it_is_written(version, kari, monkeypatch):
    monkeypatch.setattr(checked, "MOST", 1)
    file = with_targets(
        taken_out(version), {"b1": "The cod came.", "b2": "Det er ikke sant."}, state="translated"
    )

    plan, delivery = plan_of(file, kari)
    delivering.write(delivery.pk, by=kari)

    assert not plan.is_checked
    assert (plan.blocked, plan.warned) == (0, 0)
    assert one_of(version, "b2").status == Status.PRETRANSLATED


def test_what_was_dismissed_is_not_told_again(version, kari):
    text = "The cod came in 1978."
    key = one_of(version, "b1").key
    segment = actions.save_segment(version, key, text, by=kari)
    (told,) = dismissing.findings.of_text(segment, text)
    dismissing.dismiss_check(
        version, key, "numbers_differ", "A slip of theirs.", digest=told.finding.digest, by=kari
    )
    sent = taken_out(version)

    plan, _delivery = plan_of(with_targets(sent, {"b1": "So the cod came in 1978."}), kari)

    assert changes_by_block(plan)["b1"].findings == ()
    assert (plan.blocked, plan.warned) == (0, 0)


def test_a_stale_text_is_checked_against_the_source_it_was_made_from(version, kari):
    file = with_targets(taken_out(version), {"b1": "The cod came in 1987."}, state="translated")
    change(version.article, body_nb=SOURCE.replace("1987", "1988"))

    found = changes_by_block(plan_of(file, kari)[0])["b1"]

    assert found.is_stale
    assert found.findings == ()


def test_looking_asks_as_often_however_many_stories(kari, django_assert_max_num_queries):
    def delivery(number: int):
        versions = [make_translation(translator=kari) for _ in range(number)]
        from_tool = taken_out(*versions)
        return delivering.take_in(from_tool, "a.zip", by=kari)

    one, many = delivery(1), delivery(6)
    delivering.plans(one)

    with django_assert_max_num_queries(14) as few:
        delivering.plans(one)
    with django_assert_max_num_queries(len(few)):
        delivering.plans(many)

"""What the glossary says of a translation, as one types and in the gate."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_editor, make_term, make_translator, paragraphs
from tests.translation.stories import all_of, make_translation, one_of
from translation import actions, dismissing, findings, problems
from translation.checks import Pair, check_all, check_blocking, name_of
from translation.glossary.checks import FORBIDDEN, MISSING
from translation.models import Term

pytestmark = pytest.mark.django_db


def told(source: str, target: str, *, into: str = "en") -> list[tuple[str, str]]:
    """Codes and what they are said of, of the glossary alone."""
    pair = Pair(
        source=source,
        target=target,
        source_language={"en": "nb", "nb": "en"}[into],
        language=into,
    )
    found = check_all([pair])[0]
    return [
        (one.code, target[slice(*one.span)] if one.span else "")
        for one in found
        if one.code in (MISSING, FORBIDDEN)
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Silda er her.", "The herring is here."),
        ("Silda er her.", "The herrings’ year."),
        ("Sildefisket er i gang.", "The fishing has begun."),
        ("Ola Sild kom.", "Ola Sild came."),
        ("Det er mat.", "It is sild."),
    ],
)
def test_nothing_is_said_of_what_is_right(source, target):
    make_term(nb="sild", en="herring, Atlantic herring, not sild")

    assert told(source, target) == []


@pytest.mark.parametrize(
    "target", ["The sild is here.", "The fish is here.", "The herring is here.", "Silda er her nå."]
)
def test_what_blocks_is_found_the_same_when_it_alone_is_asked_for(target):
    make_term(nb="sild", en="herring, not sild")
    pairs = [
        Pair(source=text, target=target, source_language="nb", language="en")
        for text in ("Silda er her nå.", "Det er mat.")
    ]

    found = check_blocking(pairs)

    assert found == [[one for one in told if one.blocking] for told in check_all(pairs)]


def test_what_blocks_is_asked_for_by_one_query_where_no_forbidden_word_stands(
    django_assert_num_queries,
):
    make_term(nb="sild", en="herring, not sild")
    pair = Pair(source="Silda.", target="The herring.", source_language="nb", language="en")

    with django_assert_num_queries(1):
        assert check_blocking([pair] * 40) == [[]] * 40


def test_an_accepted_rendering_is_missing_only_where_none_of_them_stands():
    make_term(nb="sild", en="herring, Clupea")

    assert told("Silda er her.", "The fish is here.") == [(MISSING, "")]
    assert told("Silda er her.", "Clupea is here.") == []


def test_it_is_asked_the_other_way_round_as_well_and_a_compound_is_enough():
    make_term(nb="sild, not sill", en="herring")

    assert told("The herring fishery.", "Sildefisket.", into="nb") == []
    assert told("The herring fishery.", "Fisket.", into="nb") == [(MISSING, "")]
    assert told("The herring is here.", "Sillen er her.", into="nb") == [(FORBIDDEN, "Sillen")]


def test_a_forbidden_rendering_blocks_and_is_told_once():
    make_term(nb="sild", en="herring, not sild")

    (finding,) = check_all(
        [Pair(source="Sild.", target="Sild.", source_language="nb", language="en")]
    )[0]

    assert finding.code == FORBIDDEN
    assert finding.blocking
    assert "herring" in str(finding.sentence)
    assert str(name_of(FORBIDDEN)) != FORBIDDEN


def test_what_another_term_of_the_source_may_be_called_is_not_forbidden():
    make_term(nb="skrei", en="skrei cod, not cod")
    make_term(nb="torsk", en="cod")

    assert told("Skrei er torsk.", "Skrei cod is cod.") == []
    assert told("Skrei er god.", "Cod is good.") == [(FORBIDDEN, "Cod")]


def test_terms_that_share_a_word_are_rendered_by_either():
    make_term(nb="bank", en="bank")
    make_term(nb="bank", en="knock")

    assert told("Det er en bank.", "It is a knock.") == []
    assert told("Det er en bank.", "It is a tree.") == [(MISSING, "")]


def test_what_is_not_translated_stands_as_it_is():
    make_term(nb="Havsula", untranslatable=True)

    assert told("Havsulas skipper.", "The Havsula’s skipper.") == []
    assert told("Havsula kom inn.", "The Gannet came in.") == [(MISSING, "")]
    assert told("The Havsula came in.", "Havsula kom inn.", into="nb") == []


def test_a_term_without_a_rendering_in_the_language_asks_nothing():
    make_term(nb="sild")

    assert told("Silda er her.", "The fish is here.") == []


class TestInAStory:
    @pytest.fixture
    def kari(self):
        return make_translator("Kari")

    @pytest.fixture
    def version(self, kari):
        make_term(nb="torsk", en="cod, not codfish")
        make_term(nb="pris", en="price")
        body = paragraphs("Torsken har en pris.", "Prisen er høy.")
        version = make_translation(article=make_article(body_nb=body), translator=kari)
        actions.save_segment(version, one_of(version, "b1").key, "It costs.", by=kari)
        actions.save_segment(version, one_of(version, "b2").key, "Codfish is dear.", by=kari)
        return version

    def codes(self, version) -> list[tuple[str, bool]]:
        found = problems.of_checks(all_of(version), str(version.article_id))
        return [
            (one.place.split(":")[-1], one.code, one.blocking)
            for one in found
            if one.code.startswith("term")
        ]

    def test_the_gate_warns_of_each_term(self, version):
        assert self.codes(version) == [
            ("b1", MISSING, False),
            ("b1", MISSING, False),
            ("b2", MISSING, False),
        ]

    def test_each_is_dismissed_by_itself(self, version):
        key = one_of(version, "b1").key
        open_ones = findings.of_text(one_of(version, "b1"), "It costs.")
        second = [one.finding for one in open_ones if one.finding.code == MISSING][1]

        dismissing.dismiss_check(
            version, key, MISSING, "A joke", digest=second.digest, by=make_editor()
        )

        left = findings.of_text(one_of(version, "b1"), "It costs.")
        assert [
            one.finding.digest == second.digest
            for one in left
            if one.finding.code == MISSING and one.dismissal
        ] == [True]
        assert len(self.codes(version)) == 2

    def test_a_story_costs_the_same_queries_however_long(self, version, django_assert_num_queries):
        found = all_of(version)

        with django_assert_num_queries(4):
            findings.of_segments(found)
        with django_assert_num_queries(4):
            findings.of_segments(found * 30)

    def test_a_story_without_a_term_costs_one_query(self, version, django_assert_num_queries):
        Term.objects.all().delete()
        found = all_of(version)

        with django_assert_num_queries(1):
            findings.of_segments(found)

    def test_it_is_told_as_one_types(self, version, client, kari):
        client.force_login(kari)
        key = one_of(version, "b1").key

        answer = client.post(
            reverse("translation:check", args=[version.article_id, "en"]),
            {"key": key, "text": "The codfish has a price."},
            content_type="application/json",
        )

        (one,) = (f for f in answer.json()["findings"] if f["code"].startswith("term"))
        assert one["severity"] == "blocking"
        assert one["span"] == [4, 11]
        assert one["digest"]

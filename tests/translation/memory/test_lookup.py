import datetime

import pytest

from tests import factories
from tests.translation.memory.pairs import SOURCE, TARGET, ask, make_entry, make_pair, place
from translation.memory.entering import enter
from translation.memory.lookup import Question, exact
from translation.models import MemoryEntry, MemoryKey

pytestmark = pytest.mark.django_db
OTHER = "Stortinget behandler saken om skogvern til våren."


def test_the_same_text_is_a_hundred_per_cent():
    kari = factories.make_translator("Kari")
    entry = make_entry(by=kari.pk)
    make_entry(source=OTHER, target="The Storting takes up the matter in the spring.")

    (found,) = ask(f"  {SOURCE}  ")

    assert (found.percent, found.target, found.by) == (100, TARGET, "Kari")
    assert (found.entry, found.origin) == (entry.pk, "person")


def test_between_the_same_neighbours_it_is_better():
    make_entry(where=place(1, "b2"), before="A", after="", target="In context.")
    make_entry(where=place(2, "b2"), before="X", after="", target="Elsewhere.")

    found = ask(before="A", after="")

    assert [(one.percent, one.target) for one in found] == [
        (101, "In context."),
        (100, "Elsewhere."),
    ]
    assert found[0].in_context


def test_neighbours_that_nobody_knows_are_not_the_same():
    make_entry()

    assert [one.percent for one in ask()] == [100]


def test_what_is_like_it_comes_with_what_differs():
    make_entry()

    (found,) = ask("Torsken kom sent til øya i år, og prisen er høy.")

    assert 65 <= found.percent < 100
    told = [(piece.kind, piece.html) for piece in found.diff]
    assert ("removed", "tidlig") in told
    assert ("added", "sent") in told


def test_what_is_less_alike_is_no_answer():
    make_entry()

    assert ask("Torsken og prisen er to ting som alle på øya snakker om hele vinteren.") == []
    assert ask(OTHER) == []
    assert ask("") == []


@pytest.mark.parametrize("asked", ["…", "2,5 %", "–"])
def test_a_text_without_words_is_found_only_as_it_is(asked):
    make_entry(source=asked, target="That")

    assert [one.target for one in ask(asked)] == ["That"]


def test_an_entry_serves_the_other_direction_too():
    make_entry()

    (same,) = ask(TARGET, source_language="en", language="nb")
    (like,) = ask(TARGET.replace("early", "late"), source_language="en", language="nb")

    assert (same.percent, same.source, same.target) == (100, TARGET, SOURCE)
    assert (like.target, like.percent < 100) == (SOURCE, True)


def test_a_text_that_reads_the_same_in_both_languages_is_not_taken_for_its_own_translation():
    make_entry(source="Oslo", target="Oslo (Norway)")

    assert ask("Oslo", source_language="en", language="nb") == []


def test_what_stands_in_the_very_place_is_no_suggestion_for_it():
    make_entry(where=place(1, "b2"))

    assert ask(where=place(1, "b2")) == []
    assert len(ask(where=place(1, "b3"))) == 1


def test_the_same_translation_is_suggested_once_and_the_newest_first():
    old, new = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (1, 2))
    enter(
        [
            make_pair(where=place(1, "b1"), at=old),
            make_pair(where=place(2, "b1"), at=new),
            make_pair(where=place(3, "b1"), at=old, target="Another."),
        ]
    )

    found = ask()

    assert [(one.target, one.at) for one in found] == [(TARGET, new), ("Another.", old)]


def test_no_more_are_told_than_asked_for():
    for number in range(12):
        make_entry(source=f"{SOURCE} {number}", target=f"{TARGET} {number}")

    assert len(ask()) == 9
    assert len(ask(most=2)) == 2


def test_marked_texts_are_told_as_marked_and_plain_ones_as_plain():
    make_entry(source="Fisk &amp; skip", target="Fish &amp; <em>ships</em>", marked=True)

    (marked,) = ask("Fisk &amp; <em>skip</em>", marked=True)
    (plain,) = ask("Fisk & skip")

    assert marked.target == "Fish &amp; <em>ships</em>"
    assert (plain.source, plain.target) == ("Fisk & skip", "Fish & ships")


def test_it_says_where_the_match_stands():
    article = factories.make_article(headline_nb="Torsken er her")
    make_entry(where=f"article:{article.pk}:body:b1")
    make_entry(source=OTHER, collection="arkiv.tmx")

    assert ask()[0].where == "Torsken er her"
    assert ask(OTHER)[0].where == "arkiv.tmx"


def test_a_look_up_costs_the_same_few_queries_however_much_is_found(django_assert_max_num_queries):
    for number in range(30):
        article = factories.make_article()
        make_entry(
            source=f"{SOURCE} {number}", target=f"{number}", where=f"article:{article.pk}:lead:"
        )

    with django_assert_max_num_queries(6):
        assert len(ask()) == 9


def test_many_exact_questions_cost_two_queries(django_assert_max_num_queries):
    article = factories.make_article(headline_nb="Torsken er her")
    for number in range(5):
        make_entry(
            source=f"Nr. {number}", target=f"{number}", where=f"article:{article.pk}:body:b{number}"
        )
    asked = [
        Question(source_language="nb", language="en", source=f"Nr. {number}") for number in range(7)
    ]

    with django_assert_max_num_queries(2):
        found = exact(asked)

    assert [one.target if one else None for one in found] == ["0", "1", "2", "3", "4", None, None]
    assert found[0].where == "Torsken er her"


def test_a_place_has_one_entry_and_no_key_of_what_it_said_before():
    make_entry(where=place(1, "b1"), source="Halve tek", target="Half a")
    make_entry(where=place(1, "b1"))

    entry = MemoryEntry.objects.get()
    assert (entry.source, entry.target) == (SOURCE, TARGET)
    assert ask("Halve tek") == []
    assert set(MemoryKey.objects.values_list("length", flat=True)) == {len(SOURCE), len(TARGET)}


def test_what_is_entered_again_is_not_counted_again():
    assert enter([make_pair(), make_pair(where=place(1, "b1"))]) == 2
    assert enter([make_pair(), make_pair(where=place(1, "b1"))]) == 0
    assert enter([make_pair(source=" "), make_pair(target="<em> </em>", marked=True)]) == 0


def test_pairs_are_entered_in_the_same_few_queries_however_many(django_assert_max_num_queries):
    pairs = [make_pair(source=f"{SOURCE} {number}") for number in range(100)]

    # SQLite takes so many values at a time.
    with django_assert_max_num_queries(12):
        assert enter(pairs) == 100

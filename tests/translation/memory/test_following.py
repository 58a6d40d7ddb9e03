"""What somebody stands for enters the memory, whichever way, and nothing else stays there."""

import pytest

from articles.models import Article
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.stories import change, make_translation, one_of
from translation import actions, pretranslating, realigning, reviewing, typos, undoing
from translation.models import MemoryEntry, MemoryKey, SegmentRecord

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Torsken kom tidlig.", "Prisen er <strong>høy</strong>."


@pytest.fixture
def kari():
    return make_translator("Kari")


@pytest.fixture
def version(kari):
    return make_translation(
        article=make_article(headline_nb="Torsk", lead_nb="", body_nb=paragraphs(FIRST, SECOND)),
        translator=kari,
    )


def save(version, name, text, by, **more):
    return actions.save_segment(version, one_of(version, name).key, text, by=by, **more)


def pairs() -> set[tuple[str, str]]:
    return set(MemoryEntry.objects.values_list("source", "target"))


def test_a_saved_text_enters_with_all_that_is_known_of_it(version, kari):
    save(version, "b2", "The price is <strong>high</strong>.", kari)

    entry = MemoryEntry.objects.get()
    assert (entry.source, entry.target) == ("Prisen er høy.", "The price is high.")
    assert (entry.source_marked, entry.target_marked) == (
        SECOND,
        "The price is <strong>high</strong>.",
    )
    assert (entry.source_language, entry.language) == ("nb", "en")
    assert entry.where == one_of(version, "b2").key
    assert (entry.by, entry.origin) == (kari, "person")
    assert (entry.before is not None, entry.after) == (True, 0)


def test_a_text_saved_while_it_is_typed_leaves_no_heap(version, kari):
    for text in ("The", "The cod came", "The cod came early."):
        save(version, "b1", text, kari)

    assert pairs() == {("Torsken kom tidlig.", "The cod came early.")}


def test_a_translation_taken_away_is_forgotten(version, kari):
    save(version, "b1", "The cod came early.", kari)
    save(version, "headline", "Cod", kari)

    save(version, "b1", "", kari)
    assert pairs() == {("Torsk", "Cod")}

    save(version, "headline", " ", kari)
    assert pairs() == set()
    assert not MemoryKey.objects.exists()


def test_what_is_left_out_is_forgotten(version, kari):
    save(version, "b1", "The cod came early.", kari)

    actions.leave_out(version, one_of(version, "b1").key, by=kari)

    assert pairs() == set()


def test_a_text_that_nobody_stands_for_does_not_enter(version, kari):
    pretranslating.put(version, one_of(version, "b1"), "The cod came.", by=kari, origin="machine")
    assert pairs() == set()

    actions.confirm(version, one_of(version, "b1").key, by=kari)
    assert set(MemoryEntry.objects.values_list("target", "origin")) == {
        ("The cod came.", "machine")
    }


def test_confirming_all_enters_all_in_a_few_queries(version, kari, django_assert_max_num_queries):
    texts = [f"Avsnitt nr. {number} i saken." for number in range(40)]
    change(
        version.article,
        body_nb=paragraphs(*texts),
        body_en=paragraphs(*(f"Paragraph {number}." for number in range(40))),
    )

    with django_assert_max_num_queries(25):
        assert actions.confirm_all(version, by=kari) == 40

    assert MemoryEntry.objects.count() == 40


def test_a_changed_source_enters_with_the_text_that_was_translated(version, kari):
    save(version, "b1", "The cod came early.", kari)
    change(version.article, body_nb=paragraphs("Torsken kom sent.", SECOND))

    save(version, "b1", "The cod came early!", kari, read=FIRST)
    assert pairs() == {("Torsken kom tidlig.", "The cod came early!")}

    actions.confirm(version, one_of(version, "b1").key, by=kari)
    assert pairs() == {("Torsken kom sent.", "The cod came early!")}


def test_a_typo_of_the_source_moves_the_entry_on(version, kari):
    save(version, "b1", "The cod came early.", kari)
    change(version.article, body_nb=paragraphs("Torsken kom tidleg.", SECOND))

    typos.pass_typo(version, one_of(version, "b1").key, by=make_editor())

    assert pairs() == {("Torsken kom tidleg.", "The cod came early.")}


def test_undoing_brings_the_memory_back_too(version, kari):
    key = one_of(version, "b1").key
    nothing = undoing.before(version, key)
    save(version, "b1", "The cod came early.", kari)
    once = undoing.before(version, key)
    save(version, "b1", "The cod came late.", kari)

    undoing.undo(version, key, once, by=kari)
    assert pairs() == {("Torsken kom tidlig.", "The cod came early.")}

    undoing.undo(version, key, nothing, by=kari)
    assert pairs() == set()


def test_what_an_editor_reviews_enters_as_it_stands(version, kari):
    save(version, "b1", "The cod came early.", kari)
    change(version.article, body_en=paragraphs("The cod was early."))
    version.state = "review"
    version.save()

    reviewing.review(version, one_of(version, "b1").key, by=make_editor())

    entry = MemoryEntry.objects.get()
    assert (entry.target, entry.by) == ("The cod was early.", kari)


def test_joining_makes_one_entry_of_two(version, kari):
    save(version, "b1", "The cod came early.", kari)
    save(version, "b2", "The price is high.", kari)
    change(version.article, body_nb=paragraphs(f"{FIRST} {SECOND}"))

    actions.join_orphan(version, one_of(version, "b2").key, by=kari)

    assert pairs() == {("Torsken kom tidlig.", "The cod came early. The price is high.")}


def test_an_orphan_that_is_removed_or_kept_alone_is_forgotten(version, kari):
    save(version, "b2", "The price is high.", kari)
    change(version.article, body_nb=paragraphs(FIRST))

    actions.remove_orphan(version, one_of(version, "b2").key, by=kari)

    assert pairs() == set()


def test_a_body_pasted_anew_takes_its_entries_along(version, kari):
    save(version, "b1", "The cod came early.", kari)
    body = paragraphs(FIRST, SECOND).replace("b1", "x1").replace("b2", "x2")
    article = change(version.article, body_nb=body)

    before = version.article.body_nb
    realigning.realign(Article.objects.get(pk=article.pk), before=before, by=kari)

    assert MemoryEntry.objects.get().where == one_of(version, "x1").key
    assert SegmentRecord.objects.get().block == "x1"


def test_one_save_costs_a_few_queries_more_whatever_stands_in_the_story(
    version, kari, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    save(version, "b1", "The cod.", kari)
    with CaptureQueriesContext(connection) as few:
        save(version, "b1", "The cod came.", kari)
    change(version.article, body_nb=paragraphs(FIRST, SECOND, *["Et avsnitt."] * 30))

    with django_assert_num_queries(len(few)):
        save(version, "b1", "The cod came early.", kari)


def test_what_is_imported_over_a_confirmed_text_takes_it_out_of_the_memory(version, kari):
    from translation.saving import Draft, save_segments

    save(version, "b1", "The cod came early.", kari)
    save(version, "headline", "Cod", kari)
    draft = Draft(
        key=one_of(version, "b1").key,
        text="A cod came.",
        state=SegmentRecord.State.PRETRANSLATED,
        origin=SegmentRecord.Origin.IMPORT,
    )

    save_segments(version, [draft], by=kari)

    assert pairs() == {("Torsk", "Cod")}

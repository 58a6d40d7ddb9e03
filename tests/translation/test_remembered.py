"""What the memory knows word for word, filled in when a translation is asked for."""

import pytest

from articles.models import State
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.stories import all_of, make_translation, one_of
from translation import actions, remembered
from translation.memory.entering import enter
from translation.memory.pair import Pair
from translation.models import SegmentRecord
from translation.segments import Status

pytestmark = pytest.mark.django_db
LINKED = 'Les <a href="https://a.example/nb">mer</a> her.'


def know(source: str, target: str, **fields) -> None:
    enter([Pair(source_language="nb", language="en", source=source, target=target, **fields)])


@pytest.fixture
def eva():
    return make_editor("Eva")


def test_a_request_fills_in_what_is_known_word_for_word(eva):
    know("Prisen er høy.", "The price is high.", marked=True)
    know(LINKED, 'Read <a href="https://a.example/en">more</a> here.', marked=True)
    know("Torsken kom sent i år.", "The cod came late this year.", marked=True)
    body = paragraphs("Torsken kom tidlig i år.", "Prisen er høy.", LINKED)
    article = make_article(by=eva, body_nb=body)

    version = actions.request(article, "en", by=eva)

    assert version.state == State.TRANSLATION
    known = one_of(version, "b2")
    assert (known.status, known.target) == (Status.PRETRANSLATED, "The price is high.")
    assert known.record.origin == SegmentRecord.Origin.MEMORY
    assert "<a href=" in one_of(version, "b3").target
    assert one_of(version, "b1").status == Status.OPEN
    assert one_of(version, "headline").status == Status.OPEN


def test_what_was_filled_in_is_confirmed_by_a_person_alone(eva):
    know("Prisen er høy.", "The price is high.", marked=True)
    version = actions.request(make_article(by=eva), "en", by=eva)

    assert actions.confirm_all(version, by=eva) == 0
    segment = actions.confirm(version, one_of(version, "b2").key, by=eva)

    assert (segment.status, segment.record.by) == (Status.TRANSLATED, eva)


def test_a_text_that_stands_is_left_alone(eva):
    know("Prisen er høy.", "The price is high.", marked=True)
    kari = make_translator("Kari")
    version = make_translation(translator=kari)
    actions.save_segment(version, one_of(version, "b2").key, "Mine.", by=kari)

    assert remembered.fill(version, by=kari) == []

    assert one_of(version, "b2").target == "Mine."


def test_a_request_with_an_empty_memory_writes_nothing(eva):
    version = actions.request(make_article(by=eva), "en", by=eva)

    assert {one.status for one in all_of(version)} == {Status.OPEN}
    assert not SegmentRecord.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_story(eva, django_assert_max_num_queries):
    texts = [f"Avsnitt {number} om torsk." for number in range(60)]
    for text in texts:
        know(text, f"x {text}", marked=True)
    version = make_translation(article=make_article(body_nb=paragraphs(*texts)))

    with django_assert_max_num_queries(24):
        written = remembered.fill(version, by=eva)

    assert len(written) == 60

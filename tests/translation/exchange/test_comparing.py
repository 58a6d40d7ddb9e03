"""What a delivered text would change: what is new, what is not, and what is refused."""

import re

import pytest

from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.exchange.files import change_of, taken_out, with_targets
from tests.translation.stories import change, make_translation, one_of
from translation import actions, pretranslating
from translation.exchange.comparing import Fate
from translation.exchange.out import Format
from translation.models import SegmentRecord

pytestmark = pytest.mark.django_db

MARKED = 'Torsken <strong>kom</strong>, sier <a href="https://a.no">NTB</a>.'
State = SegmentRecord.State


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def version(kari):
    article = make_article(body_nb=paragraphs(MARKED, "Prisen er høy."))
    return make_translation(article=article, translator=kari)


def save(version, name, text, by):
    return actions.save_segment(version, one_of(version, name).key, text, by=by)


def changed_source(version, *texts):
    change(version.article, body_nb=paragraphs(*texts))


def test_a_text_over_the_prefilled_source_is_new(version, kari):
    file = with_targets(taken_out(version), {"b2": "The price is high."})

    found = change_of(file, "b2", kari)

    assert (found.fate, found.text, found.state) == (
        Fate.NEW,
        "The price is high.",
        State.TRANSLATED,
    )
    assert not found.is_stale


def test_the_prefilled_source_is_no_translation(version, kari):
    found = change_of(taken_out(version), "b2", kari)

    assert found.fate == Fate.UNCHANGED


def test_the_source_itself_is_one_where_somebody_says_so(version, kari):
    file = taken_out(version)
    same = re.search(r"<target[^>]*>(Prisen.*?)</target>", file.decode())[1]

    found = change_of(with_targets(file, {"b2": same}, state="final"), "b2", kari)

    assert (found.fate, found.text) == (Fate.NEW, "Prisen er høy.")


def test_marks_and_links_come_back_in_their_new_places(version, kari):
    file = with_targets(
        taken_out(version), {"b1": '<g id="2">NTB</g> says the cod <g id="1">came</g>.'}
    )

    found = change_of(file, "b1", kari)

    assert found.text == '<a href="https://a.no">NTB</a> says the cod <strong>came</strong>.'


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("The cod came.", "code 1 (bold) of the source is missing"),
        ('<g id="1">The cod</g> came.', "code 2 (link) of the source is missing"),
        ('<g id="1">a</g><g id="2">b</g><g id="3">c</g>', "code “3” does not stand in the source"),
        ('<g id="1"></g><g id="2">b</g>', "code 1 (bold) has no text in it"),
        ('<g id="1">a</g><x id="2"/>', "code 2 (link) is of another kind than in the source"),
    ],
)
def test_a_unit_whose_codes_are_not_those_of_the_source_is_refused_alone(
    version, kari, target, reason
):
    file = with_targets(taken_out(version), {"b1": target, "b2": "The price is high."})

    assert (change_of(file, "b1", kari).fate, str(change_of(file, "b1", kari).reason)) == (
        Fate.REFUSED,
        reason,
    )
    assert change_of(file, "b2", kari).fate == Fate.NEW


def test_codes_in_a_text_that_has_none_are_refused(version, kari):
    file = with_targets(taken_out(version), {"headline": 'The <x id="1"/>cod'})

    assert "code “1”" in str(change_of(file, "headline", kari).reason)


def test_a_text_that_is_too_long_is_refused(version, kari):
    file = with_targets(taken_out(version), {"headline": "x" * 1000})

    found = change_of(file, "headline", kari)
    assert found.fate == Fate.REFUSED
    assert "1000 characters" in str(found.reason)


def test_a_text_as_it_was_sent_is_nothing_new(version, kari):
    save(version, "b2", "The price is high.", kari)

    assert change_of(taken_out(version), "b2", kari).fate == Fate.UNCHANGED


def test_a_mark_that_lacked_when_it_was_sent_may_lack_still(version, kari):
    save(version, "b1", "The cod came.", kari)

    assert change_of(taken_out(version), "b1", kari).fate == Fate.UNCHANGED


def test_another_text_than_was_sent_is_a_change(version, kari):
    save(version, "b2", "The price is high.", kari)
    file = with_targets(taken_out(version), {"b2": "Prices are high."})

    found = change_of(file, "b2", kari)

    assert found.fate == Fate.CHANGED
    assert "".join(piece.html for piece in found.changes if piece.kind == "added") == "Prices are"


def test_a_text_that_was_changed_here_meanwhile_is_a_conflict(version, kari):
    save(version, "b2", "The price is high.", kari)
    file = with_targets(taken_out(version), {"b2": "Prices are high."})
    save(version, "b2", "Costly.", kari)

    assert change_of(file, "b2", kari).fate == Fate.CONFLICT


def test_and_so_is_one_that_was_written_here_meanwhile(version, kari):
    file = with_targets(taken_out(version), {"b2": "Prices are high."})
    save(version, "b2", "Costly.", kari)

    assert change_of(file, "b2", kari).fate == Fate.CONFLICT


def test_the_same_text_on_both_sides_is_none(version, kari):
    file = with_targets(taken_out(version), {"b2": "Costly."})
    save(version, "b2", "Costly.", kari)

    assert change_of(file, "b2", kari).fate == Fate.UNCHANGED


def test_what_was_left_out_here_meanwhile_is_a_conflict(version, kari):
    file = with_targets(taken_out(version), {"b2": "Costly."})
    actions.leave_out(version, one_of(version, "b2").key, by=kari)

    assert change_of(file, "b2", kari).fate == Fate.CONFLICT


def test_what_nobody_stands_for_gives_way(version, kari):
    file = with_targets(taken_out(version), {"b2": "Costly."})
    pretranslating.put(
        version, one_of(version, "b2"), "Machine.", by=kari, origin=SegmentRecord.Origin.MACHINE
    )

    assert change_of(file, "b2", kari).fate == Fate.CHANGED


def test_a_translation_of_a_source_that_has_changed_since_is_stale(version, kari):
    file = with_targets(
        taken_out(version), {"b1": '<g id="2">NTB</g> says the cod <g id="1">came</g>.'}
    )
    changed_source(version, 'Seien <em>gikk</em>, sier <a href="https://b.no">AP</a>.', "Ny.")

    found = change_of(file, "b1", kari)

    assert found.fate == Fate.NEW
    assert found.is_stale
    assert found.read == MARKED
    assert found.text == '<a href="https://a.no">NTB</a> says the cod <strong>came</strong>.'
    assert any(piece.kind == "added" and "Seien" in piece.html for piece in found.source_changes)


def test_a_paragraph_that_is_gone_is_refused(version, kari):
    file = with_targets(taken_out(version), {"b2": "The price is high."})
    changed_source(version, MARKED)

    found = change_of(file, "b2", kari)
    assert (found.fate, str(found.reason)) == (
        Fate.REFUSED,
        "The story has no such text, or no longer.",
    )


@pytest.mark.parametrize("state", ["needs-review-translation", "x-draft", "needs-l10n"])
def test_what_somebody_has_still_to_look_at_is_a_proposal(version, kari, state):
    file = with_targets(taken_out(version), {"b2": "The price is high."}, state=state)

    found = change_of(file, "b2", kari)
    assert (found.fate, found.state) == (Fate.NEW, State.PRETRANSLATED)


def test_a_tool_that_leaves_states_alone_gives_a_persons_text_all_the_same(version, kari):
    pretranslating.put(
        version, one_of(version, "b2"), "Machine.", by=kari, origin=SegmentRecord.Origin.MACHINE
    )
    file = with_targets(taken_out(version), {"b2": "The price is high."})

    found = change_of(file, "b2", kari)
    assert (found.fate, found.state) == (Fate.CHANGED, State.TRANSLATED)


def test_a_proposal_takes_no_confirmed_texts_place(version, kari):
    save(version, "b2", "The price is high.", kari)
    file = with_targets(taken_out(version), {"b2": "Dear."}, state="needs-review-translation")

    assert change_of(file, "b2", kari).fate == Fate.CONFLICT


def test_a_proposal_that_comes_back_as_translated_is_confirmed_as_it_is(version, kari):
    pretranslating.put(
        version, one_of(version, "b2"), "Machine.", by=kari, origin=SegmentRecord.Origin.MACHINE
    )
    file = with_targets(taken_out(version), {"b2": "Machine."}, state="final")

    assert change_of(file, "b2", kari).fate == Fate.CONFIRMED
    assert change_of(taken_out(version), "b2", kari).fate == Fate.UNCHANGED


def test_an_emptied_target_takes_nothing_away(version, kari):
    save(version, "b2", "The price is high.", kari)

    assert change_of(with_targets(taken_out(version), {"b2": ""}), "b2", kari).fate == (
        Fate.UNCHANGED
    )


def test_a_localised_link_keeps_its_own_address(version, kari):
    save(
        version,
        "b1",
        'The cod <strong>came</strong>, says <a href="https://a.no/en">NTB</a>.',
        kari,
    )
    file = with_targets(taken_out(version), {"b1": '<g id="2">NTB</g>: it <g id="1">came</g>.'})

    assert change_of(file, "b1", kari).text == (
        '<a href="https://a.no/en">NTB</a>: it <strong>came</strong>.'
    )


def test_a_file_that_lost_what_we_wrote_beside_the_texts_is_taken_in(version, kari):
    file = with_targets(
        taken_out(version), {"b1": 'It <g id="1">came</g>, says <g id="2">NTB</g>.', "b2": "Dear."}
    )
    bare = re.sub("<context-group.*?</context-group>", "", file.decode()).encode()

    assert change_of(bare, "b1", kari).text == (
        'It <strong>came</strong>, says <a href="https://a.no">NTB</a>.'
    )
    assert change_of(bare, "headline", kari).fate == Fate.UNCHANGED
    save(version, "b2", "Costly.", kari)
    assert change_of(bare, "b2", kari).fate == Fate.CONFLICT


def test_what_a_file_says_of_a_link_is_sanitised(version, kari):
    file = with_targets(
        taken_out(version), {"b1": 'It <g id="1">came</g>, says <g id="2">NTB</g>.'}
    ).decode()
    evil = file.replace("https://a.no", "javascript:alert(1)")

    found = change_of(evil.encode(), "b1", kari)
    assert "javascript" not in found.text


def test_xliff_20_is_taken_in_as_well(version):
    by = make_editor()
    file = with_targets(
        taken_out(version, format=Format.XLIFF20),
        {"b1": '<pc id="2">NTB</pc>: it <pc id="1">came</pc>.', "b2": "Dear."},
    )

    assert change_of(file, "b1", by).text == (
        '<a href="https://a.no">NTB</a>: it <strong>came</strong>.'
    )
    assert change_of(file, "b2", by).fate == Fate.NEW
    assert change_of(file, "lead", by).fate == Fate.UNCHANGED


def test_a_text_as_long_as_a_book_is_refused(version, kari):
    file = with_targets(taken_out(version), {"b2": "word " * 200_000})

    found = change_of(file, "b2", kari)
    assert (found.fate, str(found.reason)) == (
        Fate.REFUSED,
        "It is longer than any paragraph can be.",
    )


def test_characters_that_xml_cannot_hold_are_not_sent(version, kari):
    change(version.article, headline_nb="Skreien\x0b er\x08 her\ufffe", kicker_nb="\x02")

    file = with_targets(taken_out(version), {"headline": "The cod"})

    assert b"Skreien er her" in file
    found = change_of(file, "headline", kari)
    assert (found.fate, found.is_stale) == (Fate.NEW, False)
    actions.save_segment(version, one_of(version, "headline").key, "The\x0bcod\x08", by=kari)
    for format in Format:
        assert b"cod" in taken_out(version, format=format)

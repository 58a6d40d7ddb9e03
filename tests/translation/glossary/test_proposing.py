"""Terms that translators' own changes propose."""

import pytest
from django.urls import reverse

from articles.problems import NotAllowed
from tests.factories import make_article, make_editor, make_term, make_translator, paragraphs
from tests.translation.stories import change, make_translation, one_of
from translation import actions
from translation.glossary import proposing
from translation.glossary.entry import entry_of
from translation.models import Rewording, SegmentRecord, Term, TermDecision

pytestmark = pytest.mark.django_db

SOURCES = ("Mottaket tar imot fisk.", "De bygger nytt mottak her.", "Mottakene er stengt.")
BEFORE = (
    "The reception takes fish.",
    "They build a new reception here.",
    "The reception is closed.",
)
AFTER = ("The plant takes fish.", "They build a new plant here.", "The plant is closed.")


@pytest.fixture
def kari():
    return make_translator("Kari")


def story(source: str, before: str, *, origin=SegmentRecord.Origin.MACHINE, by=None):
    """A paragraph that somebody else has confirmed, or a machine proposed."""
    version = make_translation(article=make_article(body_nb=paragraphs(source)))
    actions.save_segment(
        version, one_of(version, "b1").key, before, by=by or make_editor(), origin=origin
    )
    return version


def save(version, text: str, *, by):
    actions.save_segment(version, one_of(version, "b1").key, text, by=by)


def changed(*, by, sources=SOURCES, before=BEFORE, after=AFTER):
    for source, old, new in zip(sources, before, after, strict=True):
        save(story(source, old), new, by=by)


class TestNoticing:
    def test_what_is_saved_as_one_types_is_one_rewording_of_what_stood_before(self, kari):
        version = story(SOURCES[0], BEFORE[0])

        for text in ("The pl takes fish.", "The plan takes fish.", AFTER[0]):
            save(version, text, by=kari)

        one = Rewording.objects.get()
        assert (one.source, one.before, one.after) == (SOURCES[0], BEFORE[0], AFTER[0])
        assert one.by == kari

    def test_a_persons_own_text_and_a_first_one_are_none(self, kari):
        version = make_translation(article=make_article(body_nb=paragraphs(SOURCES[0])))

        save(version, "One text.", by=kari)
        save(version, "Another text.", by=kari)

        assert not Rewording.objects.exists()

    def test_a_text_for_another_source_is_none(self, kari):
        version = story(SOURCES[0], BEFORE[0])
        change(version.article, body_nb=paragraphs("Noe helt annet."))

        save(version, AFTER[0], by=kari)

        assert not Rewording.objects.exists()

    def test_another_persons_text_is_a_start_as_well(self, kari):
        version = story(SOURCES[0], BEFORE[0], origin=SegmentRecord.Origin.PERSON)

        save(version, AFTER[0], by=kari)

        assert Rewording.objects.get().before == BEFORE[0]

    def test_each_save_costs_one_statement(self, kari, django_assert_num_queries):
        version = story(SOURCES[0], BEFORE[0])
        save(version, AFTER[0], by=kari)
        segment = one_of(version, "b1")

        with django_assert_num_queries(1):
            proposing_notice(segment, "The plants take fish.", kari)


def proposing_notice(segment, text, by):
    from translation.glossary import rewording

    rewording.notice(segment, text, by=by)


class TestProposing:
    def test_the_same_change_in_three_stories_is_proposed_with_its_evidence(self, kari):
        changed(by=kari)

        (one,) = proposing.proposals()

        assert (one.word, one.before, one.after) == ("mottak", "reception", "plant")
        assert one.stories == 3
        assert len(one.evidence) == 3

    def test_in_two_stories_or_thrice_in_one_it_is_not(self, kari):
        changed(by=kari, sources=SOURCES[:2], before=BEFORE[:2], after=AFTER[:2])

        assert proposing.proposals() == []

    def test_changes_of_different_words_of_the_source_are_not_added_up(self, kari):
        changed(by=kari, sources=("Mottaket åpner.", "Skranken stenger.", "Kontoret flytter."))

        assert proposing.proposals() == []

    def test_a_word_that_stands_as_often_where_nothing_was_changed_is_not_the_cause(self, kari):
        changed(by=kari, sources=("Båten åpner.", "Båten stenger.", "Båten flytter."))
        for _ in range(4):
            save(story("Båten ligger der.", "The boat lies."), "The boat lies there.", by=kari)

        assert proposing.proposals() == []

    def test_accepted_it_is_a_term_and_is_not_proposed_again(self, kari):
        changed(by=kari)
        (one,) = proposing.proposals()

        proposing.accept(one.key, by=make_editor(), forbid=True)

        assert Term.objects.get().words == "nb: mottak\nen: plant, ✗ reception"
        assert proposing.proposals() == []

    def test_accepted_for_a_term_that_is_there_it_goes_first(self, kari):
        changed(by=kari)
        make_term(nb="mottak", en="reception, fish hall")
        (one,) = proposing.proposals()

        proposing.accept(one.key, by=make_editor())

        assert entry_of(Term.objects.get()).of("en") == ["plant", "reception", "fish hall"]

    def test_what_the_glossary_says_already_is_not_proposed(self, kari):
        changed(by=kari)
        make_term(nb="mottak", en="plant")

        assert proposing.proposals() == []

    def test_dismissed_it_stays_away_and_nothing_is_written(self, kari):
        changed(by=kari)
        (one,) = proposing.proposals()

        proposing.dismiss(one.key, by=make_editor())

        assert proposing.proposals() == []
        assert not Term.objects.exists()
        with pytest.raises(proposing.NoSuchProposal):
            proposing.accept(one.key, by=make_editor())

    def test_of_two_who_decide_at_once_the_first_has_decided(self, kari, monkeypatch):
        changed(by=kari)
        (one,) = proposing.proposals()
        monkeypatch.setattr(proposing, "_proposed", lambda key, by: one)  # both have looked by now
        proposing.dismiss(one.key, by=make_editor())

        with pytest.raises(proposing.NoSuchProposal):
            proposing.accept(one.key, by=make_editor("Per"))

        assert not TermDecision.objects.get().accepted
        assert not Term.objects.exists()

    def test_a_translator_does_not_decide(self, kari):
        changed(by=kari)
        (one,) = proposing.proposals()

        with pytest.raises(NotAllowed):
            proposing.accept(one.key, by=kari)

        assert not TermDecision.objects.exists()

    def test_the_number_of_queries_does_not_grow(self, kari, django_assert_max_num_queries):
        changed(by=kari)
        with django_assert_max_num_queries(6) as few:
            proposing.proposals()
        changed(by=kari)
        changed(by=kari)

        with django_assert_max_num_queries(len(few)):
            proposing.proposals()


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("The reception takes fish.", "The plant takes fish.", [("reception", "plant")]),
        ("Fish, reception!", "Fish – plant", [("reception", "plant")]),
        ("One two three.", "Nothing like that here at all.", []),
        ("The same.", "The same!", []),
        ("Here is a b c d e f.", "Here is g h i j k f.", []),
        ("", "Something", []),
    ],
)
def test_replacements_are_short_runs_of_words(before, after, found):
    assert list(proposing.replacements(before, after)) == found


class TestPage:
    url = "/admin/translation/term/proposals/"

    def test_an_editor_sees_the_evidence_and_accepts_with_one_click(self, client, kari):
        changed(by=kari)
        client.force_login(make_editor(interface_language="en"))
        page = client.get(self.url)
        one = page.context["proposals"][0]["proposal"]

        assert "De bygger nytt mottak her." in page.content.decode()
        assert "Kari" in page.content.decode()
        answer = client.post(
            reverse("admin:translation_term_decide"), {**vars(one.key), "decision": "accept"}
        )
        assert answer.url == self.url
        assert Term.objects.get().words == "nb: mottak\nen: plant"

    def test_a_translator_reads_and_is_refused(self, client, kari):
        changed(by=kari)
        client.force_login(kari)
        page = client.get(self.url)
        key = vars(page.context["proposals"][0]["proposal"].key)

        assert 'name="decision"' not in page.content.decode()
        url = reverse("admin:translation_term_decide")
        assert client.post(url, {**key, "decision": "dismiss"}).status_code == 403
        assert not TermDecision.objects.exists()

    def test_nonsense_decides_nothing(self, client):
        client.force_login(make_editor())
        url = reverse("admin:translation_term_decide")

        assert client.post(url, {"decision": "perhaps"}).status_code == 302
        assert client.get(url)["Location"] == reverse("admin:translation_term_proposals")
        key = dict.fromkeys(("word", "before", "after"), "x")
        key |= {"source_language": "xx", "language": "en", "decision": "accept"}
        assert client.post(url, key).status_code == 302
        assert not Term.objects.exists()

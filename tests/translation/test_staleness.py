from collections import Counter

import pytest

from articles.models import Article, State
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions, problems, staleness, typos
from translation.rows import Reader, Row
from translation.segments import Status
from translation.staleness import Standing, stale_segments, standing, standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def translated():
    """A translation with every text confirmed."""
    version = make_translation(article=make_article(written_in=("nb", "en")))
    actions.confirm_all(version, by=make_editor())
    return version


def stale(version) -> list[str]:
    found = stale_segments(Article.objects.get(pk=version.article_id), version.language)
    return [one.block or one.field for one in found]


def test_a_save_that_changes_nothing_makes_nothing_stale(translated):
    Article.objects.get(pk=translated.article_id).save()

    assert stale(translated) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p data-id="b1">Torsken  kom tidlig\n i år.</p>\n\n<p data-id="b2">Prisen er høy. </p>',
        '<p class="x" data-id="b1">Torsken kom tidlig i år.</p><p data-id="b2">Prisen er&nbsp;høy.</p>',
    ],
)
def test_white_space_and_clutter_do_not_make_stale(translated, body):
    change(translated.article, body_nb=body)

    assert stale(translated) == []


def test_changes_of_state_and_dates_do_not_make_stale(translated):
    translated.due_on = "2026-01-01"
    translated.state = State.REVIEW
    translated.save()
    change(translated.article, dateline="Bodø")

    assert stale(translated) == []


def test_only_what_changed_is_stale(translated):
    change(
        translated.article,
        body_nb=paragraphs("Torsken kom sent i år.", "Prisen er høy."),
        lead_nb="Noe nytt.",
    )

    assert stale(translated) == ["lead", "b1"]


@pytest.mark.parametrize(
    "body",
    [
        paragraphs("<strong>Torsken</strong> kom tidlig i år.", "Prisen er høy."),
        paragraphs('<a href="https://a.example">Torsken</a> kom tidlig i år.', "Prisen er høy."),
    ],
)
def test_a_mark_or_link_that_changes_makes_stale(translated, body):
    change(translated.article, body_nb=body)

    assert stale(translated) == ["b1"]


def test_a_change_taken_back_makes_it_current_again(translated):
    before = translated.article.body_nb
    change(translated.article, body_nb=paragraphs("Noe annet.", "Prisen er høy."))
    assert stale(translated) == ["b1"]

    change(translated.article, body_nb=before)

    assert stale(translated) == []


def test_a_block_that_moves_or_changes_type_is_not_stale(translated):
    change(
        translated.article,
        body_nb='<h2 data-id="b2">Prisen er høy.</h2><p data-id="b1">Torsken kom tidlig i år.</p>',
    )

    assert stale(translated) == []


def test_the_old_translation_stands_when_its_source_changes(translated):
    change(translated.article, body_nb=paragraphs("Noe annet.", "Prisen er høy."))

    segment = one_of(translated, "b1")
    assert segment.target == "The cod came early this year."
    assert segment.source_then == "Torsken kom tidlig i år."


def test_a_deleted_block_leaves_its_translation_in_sight(translated):
    change(translated.article, body_nb=paragraphs("Torsken kom tidlig i år."))

    segment = one_of(translated, "b2")
    assert segment.status == Status.ORPHAN
    assert segment.target == "The price is high."
    assert segment.source_then == "Prisen er høy."


class TestLeftOut:
    @pytest.fixture(autouse=True)
    def left_out(self, translated):
        self.version = translated
        self.key = one_of(translated, "b2").key
        actions.leave_out(translated, self.key, by=make_editor())
        self.before = Article.objects.get(pk=translated.article_id).body_nb

    def rewrite(self):
        first, second = "Torsken kom tidlig i år.", "Fisken er giftig og må ikke spises."
        change(self.version.article, body_nb=paragraphs(first, second))

    def test_is_asked_anew_of_another_text(self):
        self.rewrite()

        segment = one_of(self.version, "b2")
        assert (segment.status, segment.source_then) == (Status.STALE, "Prisen er høy.")
        row = Row(segment=segment, reader=Reader(may_pass_typos=True))
        assert row.changes
        assert (row.can_be_left_out, row.can_be_passed, row.can_be_taken_up) == (True, True, True)
        assert not row.can_be_confirmed
        assert staleness.left_behind(self.version, all_of(self.version)) == [segment]

    def test_stays_settled_when_its_source_is_as_it_was(self):
        self.rewrite()

        change(self.version.article, body_nb=self.before)

        assert one_of(self.version, "b2").status == Status.LEFT_OUT

    def test_stays_settled_when_the_change_was_a_typo_only(self):
        self.rewrite()

        typos.pass_typo(self.version, self.key, by=make_editor())

        assert one_of(self.version, "b2").status == Status.LEFT_OUT
        assert one_of(self.version, "b2").target == ""

    def test_can_be_left_out_again(self):
        self.rewrite()

        actions.leave_out(self.version, self.key, by=make_editor())

        assert one_of(self.version, "b2").status == Status.LEFT_OUT

    def test_is_left_out_by_the_source_that_was_read(self):
        read = one_of(self.version, "b2").source
        self.rewrite()

        actions.leave_out(self.version, self.key, by=make_editor(), read=read)

        assert one_of(self.version, "b2").status == Status.STALE

    def test_keeps_the_translation_from_being_finished_and_says_why(self):
        self.rewrite()

        (problem,) = problems.of_segments(all_of(self.version), str(self.version.article_id))

        assert "left out on purpose" in str(problem.sentence)


def test_counts_go_by_segments_and_by_words_of_the_source():
    kari = make_translator()
    version = make_translation(translator=kari)
    actions.save_segment(version, one_of(version, "b2").key, "The price is high.", by=kari)

    found = standing(Article.objects.get(pk=version.article_id), "en")

    assert (found.settled, found.total) == (1, 4)
    assert found.words_settled == len("Prisen er høy.".split())
    assert found.words == sum(one.words for one in all_of(version))
    assert found.percent_of_words == found.words_settled * 100 // found.words != 25


def test_a_hundred_percent_means_that_nothing_is_left():
    almost = Standing(
        counts={Status.TRANSLATED: 999, Status.ORPHAN: 1}, words=999, words_settled=999
    )

    assert almost.percent_of_words == 99


@pytest.mark.parametrize(
    ("counts", "percent"), [({}, 0), ({Status.ORPHAN: 2}, 0), ({Status.ONLY: 2}, 100)]
)
def test_what_has_no_words_in_the_source_is_none_or_all(counts, percent):
    assert Standing(counts=Counter(counts)).percent_of_words == percent


def test_standings_of_many_stories_cost_the_same_few_queries(
    django_assert_max_num_queries, translated
):
    for _ in range(4):
        make_translation(article=make_article(written_in=("nb", "en")))
    standings(Article.objects.prefetch_related("versions"))

    with django_assert_max_num_queries(4):
        found = standings(Article.objects.prefetch_related("versions"))

    assert len(found) == 5
    assert found[translated.article_id, "en"].percent_of_words == 100

"""Reviewing, typos, undoing, blocks of one language alone, and texts that follow their source."""

import datetime

import pytest
from django.urls import reverse

from articles import blocks, workflow
from articles.models import Article, LogEntry, State
from articles.problems import NotAllowed
from tests.factories import make_article, make_editor, make_fact_box, make_translator, paragraphs
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions, only, preview, realigning, reviewing, typos, undoing
from translation.models import SegmentRecord
from translation.segments import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari")


@pytest.fixture(params=["nb", "en"])
def version(request, kari):
    """Wholly translated, with either language as the source."""
    other = {"nb": "en", "en": "nb"}[request.param]
    article = make_article(source=request.param, written_in=("nb", "en"))
    version = make_translation(article=article, language=other, translator=kari)
    actions.confirm_all(version, by=kari)
    return version


def source(version) -> str:
    return version.article.source_language


def body_of(version) -> list[tuple[str, str]]:
    text = getattr(Article.objects.get(pk=version.article_id), f"body_{version.language}")
    return [(block.id, block.html) for block in blocks.parse(text)]


def rewrite(version, body: str, *, by) -> Article:
    column = f"body_{source(version)}"
    before = getattr(Article.objects.get(pk=version.article_id), column)
    article = change(version.article, **{column: body})
    realigning.realign(article, before=before, by=by)
    return article


def in_review(version):
    version.state = State.REVIEW
    version.save()
    return version


class TestReview:
    def test_an_editor_reviews_and_the_translator_stays_the_translator(self, version, kari):
        eva = make_editor()
        key = one_of(in_review(version), "b1").key
        at = one_of(version, "b1").record.at

        segment = reviewing.review(version, key, by=eva)

        assert segment.status == Status.REVIEWED
        assert segment.status.is_settled
        assert (segment.record.by, segment.record.reviewed_by) == (kari, eva)
        assert segment.record.at == at

    def test_a_text_changed_after_its_review_is_to_be_reviewed_again(self, version):
        eva = make_editor()
        reviewing.review_all(in_review(version), by=eva)

        actions.save_segment(version, one_of(version, "lead").key, "Another.", by=eva)

        assert one_of(version, "lead").status == Status.TRANSLATED
        assert one_of(version, "b1").status == Status.REVIEWED

    def test_a_source_changed_after_the_review_is_stale(self, version):
        reviewing.review_all(in_review(version), by=make_editor())

        rewrite(version, paragraphs("Noe annet.", "Prisen er høy."), by=make_editor())

        assert one_of(version, "b1").status == Status.STALE

    @pytest.mark.parametrize("state", [State.TRANSLATION, State.PUBLISHED])
    def test_only_what_is_in_review_is_reviewed(self, version, state):
        version.state = state
        version.save()

        with pytest.raises(NotAllowed):
            reviewing.review(version, one_of(version, "b1").key, by=make_editor())

        assert one_of(version, "b1").status == Status.TRANSLATED

    def test_a_translator_does_not_review(self, version, kari):
        with pytest.raises(NotAllowed):
            reviewing.review_all(in_review(version), by=kari)

        assert not SegmentRecord.objects.filter(state=SegmentRecord.State.REVIEWED).exists()

    def test_an_editor_does_not_review_what_they_have_written_themselves(self, version):
        eva = make_editor()
        lead = one_of(in_review(version), "lead").key
        actions.save_segment(version, lead, "Another.", by=eva)

        reviewed, left = reviewing.review_all(version, by=eva)
        with pytest.raises(NotAllowed):
            reviewing.review(version, lead, by=eva)

        assert (reviewed, left) == (len(all_of(version)) - 1, 1)
        assert one_of(version, "lead").status == Status.TRANSLATED
        assert one_of(version, "b1").status == Status.REVIEWED

    def test_a_lone_editor_reviews_their_own_where_the_newsroom_lets_them(self, version, settings):
        settings.LONE_EDITOR_MAY_APPROVE = True
        eva = make_editor()
        actions.save_segment(in_review(version), one_of(version, "lead").key, "Another.", by=eva)

        assert reviewing.review_all(version, by=eva) == (len(all_of(version)), 0)

    def test_approving_reviews_all(self, version):
        workflow.move(in_review(version), "approve", by=make_editor())

        assert {one.status for one in all_of(version)} == {Status.REVIEWED}


def test_what_a_machine_wrote_is_settled_only_when_a_person_confirms_it(version, kari):
    records = SegmentRecord.objects.filter(block="b1")
    records.update(state=SegmentRecord.State.PRETRANSLATED)
    segment = one_of(version, "b1")
    assert segment.status == Status.PRETRANSLATED
    assert not segment.status.is_settled

    assert actions.confirm_all(version, by=kari) == 0
    assert actions.confirm(version, segment.key, by=kari).status == Status.TRANSLATED


class TestTypo:
    def test_passed_by_an_editor_leaves_the_translation_current_and_is_logged(self, version, kari):
        eva = make_editor()
        before = one_of(version, "b1")
        rewrite(version, paragraphs("Torskn kom tidlig i år.", "Prisen er høy."), by=eva)
        rewrite(version, paragraphs("Torsken kom tidlig.", before.source), by=eva)
        segment = one_of(version, "b1")
        assert segment.status == Status.STALE

        segment = typos.pass_typo(version, segment.key, by=eva, read=segment.source)

        assert segment.status == Status.TRANSLATED
        assert (segment.record.by, segment.record.at) == (kari, before.record.at)
        row = LogEntry.objects.get(move=typos.TYPO)
        assert row.by == eva
        assert row.detail["typos"][0]["after"] == segment.source

    def test_is_no_word_of_a_translators(self, version, kari):
        rewrite(version, paragraphs("Noe.", "Prisen er høy."), by=make_editor())

        with pytest.raises(NotAllowed):
            typos.pass_typo(version, one_of(version, "b1").key, by=kari)

        assert one_of(version, "b1").status == Status.STALE

    def test_passes_only_what_this_save_made_stale(self, version):
        eva = make_editor()
        second = one_of(version, "b2").source
        rewrite(version, paragraphs("Noe annet.", second), by=eva)
        before = typos.stale_before(version.article_id)
        article = rewrite(version, paragraphs("Noe annet.", f"{second}!"), by=eva)

        assert typos.pass_since(article, before, by=eva) == 1

        assert one_of(version, "b1").status == Status.STALE
        assert one_of(version, "b2").status == Status.TRANSLATED


class TestRealigning:
    def test_a_body_pasted_anew_keeps_its_translations(self, version, kari):
        texts = [text for _id, text in body_of(version)]
        one, two = one_of(version, "b1").source, one_of(version, "b2").source
        pasted = f'<p data-id="x2">{two}</p><p data-id="x1">{one} Nå.</p>'

        rewrite(version, pasted, by=kari)

        assert body_of(version) == [("x2", texts[1]), ("x1", texts[0])]
        assert one_of(version, "x2").status == Status.TRANSLATED
        assert one_of(version, "x1").status == Status.STALE

    def test_a_block_that_stood_there_before_takes_no_translation_of_another(self, kari):
        heads = [f"Mellomtittel nummer {number} om havna" for number in (1, 7)]
        version = make_translation(
            article=make_article(body_nb=paragraphs(*heads)), translator=kari
        )
        actions.save_segment(version, one_of(version, "b1").key, "Subhead 1, the harbour", by=kari)

        rewrite(version, f'<p data-id="b2">{heads[1]}</p>', by=kari)

        assert one_of(version, "b1").status == Status.ORPHAN
        assert one_of(version, "b1").target == "Subhead 1, the harbour"
        assert one_of(version, "b2").status == Status.OPEN
        assert SegmentRecord.objects.get(object_id=str(version.article_id)).block == "b1"

    def test_what_finds_no_place_stands_beside_its_neighbour(self, version, kari):
        (_id, first), (_id2, second) = body_of(version)
        rewrite(version, f'<p data-id="b1">{one_of(version, "b1").source}</p>', by=kari)

        orphan = one_of(version, "b2")
        assert orphan.status == Status.ORPHAN
        assert body_of(version) == [("b1", first), ("b2", second)]
        assert [one.block for one in all_of(version)][-2:] == ["b1", "b2"]

    def test_of_two_blocks_made_one_the_texts_can_be_joined(self, version, kari):
        (_id, first), (_id2, second) = body_of(version)
        both = f"{one_of(version, 'b1').source} {one_of(version, 'b2').source}"
        rewrite(version, f'<p data-id="b1">{both}</p>', by=kari)

        actions.join_orphan(version, one_of(version, "b2").key, by=kari)

        assert body_of(version) == [("b1", f"{first} {second}")]
        assert one_of(version, "b1").status == Status.STALE

    def test_a_split_keeps_the_whole_translation_with_its_first_half(self, version, kari):
        (_id, first), _second = body_of(version)
        half, rest = "En halv.", "En rest."
        body = f'<p data-id="b1">{half}</p><p data-id="n1">{rest}</p>'
        rewrite(version, body + f'<p data-id="b2">{one_of(version, "b2").source}</p>', by=kari)

        assert body_of(version)[0] == ("b1", first)
        assert one_of(version, "b1").status == Status.STALE
        assert one_of(version, "n1").status == Status.OPEN

    def test_a_fact_box_pasted_anew_keeps_its_translations(self, kari):
        box = make_fact_box()
        body = f'<aside data-id="x" data-fact-box="{box.pk}"></aside>'
        version = make_translation(article=make_article(body_nb=body), translator=kari)
        for name in ("punkt1", "punkt2"):
            actions.confirm(version, one_of(version, name).key, by=kari)
        box.refresh_from_db()
        before = {"nb": box.body_nb, "en": box.body_en}
        box.body_nb = box.body_nb.replace("punkt", "nytt")
        box.save()

        realigning.realign_fact_box(box, before)

        assert one_of(version, "nytt1").status == Status.TRANSLATED
        assert one_of(version, "nytt2").target == "Punkt to en."


class TestOnly:
    @pytest.fixture
    def key(self, version):
        return f"article:{version.article_id}:body:new1"

    def test_a_block_is_put_behind_any_row_and_once(self, version, kari, key):
        for _twice in range(2):
            only.add_only(version, key, "Extra.", after=one_of(version, "b1").key, by=kari)

        assert [block for block, _text in body_of(version)] == ["b1", "new1", "b2"]
        assert one_of(version, "new1").status == Status.ONLY

    def test_it_keeps_its_place_behind_a_row_that_is_translated_later(self, version, kari, key):
        for name in ("b1", "b2"):
            actions.save_segment(version, one_of(version, name).key, "", by=kari)
        only.add_only(version, key, "Extra.", after=one_of(version, "b1").key, by=kari)

        for name in ("b2", "b1"):
            actions.save_segment(version, one_of(version, name).key, name, by=kari)

        assert [block for block, _text in body_of(version)] == ["b1", "new1", "b2"]

    def test_it_moves_past_its_neighbours_and_stops_at_the_ends(self, version, kari, key):
        only.add_only(version, key, "Extra.", after=one_of(version, "lead").key, by=kari)
        orders = []
        for up in (False, False, False, True, True, True):
            only.move_only(version, key, by=kari, up=up)
            orders.append([block for block, _text in body_of(version)].index("new1"))

        assert orders == [1, 2, 2, 1, 0, 0]

    def test_what_has_a_source_does_not_move(self, version, kari):
        with pytest.raises(NotAllowed):
            only.move_only(version, one_of(version, "b1").key, by=kari, up=False)

    @pytest.mark.parametrize("block", ["b1", "a b", ""])
    def test_an_id_of_the_sources_or_none_is_refused(self, version, kari, block):
        key = f"article:{version.article_id}:body:{block}"

        with pytest.raises(actions.UnknownSegment):
            only.add_only(version, key, "x", after=one_of(version, "b1").key, by=kari)


class TestUndo:
    @pytest.mark.parametrize(
        "act",
        [
            lambda version, key, by: actions.save_segment(version, key, "Other.", by=by),
            lambda version, key, by: actions.save_segment(version, key, "", by=by),
            lambda version, key, by: actions.leave_out(version, key, by=by),
        ],
    )
    def test_brings_text_and_record_back(self, version, kari, act):
        was = one_of(version, "b1")
        body = body_of(version)
        token = undoing.before(version, was.key)
        act(version, was.key, make_editor())

        undoing.undo(version, was.key, token, by=kari)

        now = one_of(version, "b1")
        assert body_of(version) == body
        assert now.status == Status.TRANSLATED
        assert now.record.by == was.record.by
        assert abs(now.record.at - was.record.at) < datetime.timedelta(milliseconds=1)

    def test_brings_a_removed_orphan_back_to_its_place(self, version, kari):
        rewrite(version, f'<p data-id="b2">{one_of(version, "b2").source}</p>', by=kari)
        body, key = body_of(version), one_of(version, "b1").key
        token = undoing.before(version, key)
        actions.remove_orphan(version, key, by=kari)

        undoing.undo(version, key, token, by=kari)

        assert body_of(version) == body
        assert one_of(version, "b1").source_then

    def test_is_a_conflict_where_another_has_written_since(self, version, kari):
        key = one_of(version, "lead").key
        token = undoing.before(version, key)
        seen = blocks.digest("Mine.")
        actions.save_segment(version, key, "Theirs.", by=make_editor())

        with pytest.raises(actions.Conflict):
            undoing.undo(version, key, token, by=kari, seen=seen)

        assert one_of(version, "lead").target == "Theirs."

    def test_takes_no_token_of_another_segment_or_made_up(self, version, kari):
        key = one_of(version, "lead").key
        for token in (undoing.before(version, one_of(version, "b1").key), "x", ""):
            with pytest.raises(NotAllowed):
                undoing.undo(version, key, token, by=kari)


def test_the_preview_has_gaps_where_nothing_is_translated_and_no_source_text(kari):
    version = make_translation(translator=kari)
    actions.save_segment(version, one_of(version, "b2").key, "High.", by=kari)

    parts = preview.preview_of(Article.objects.get(pk=version.article_id), "en")

    assert [(part.kind, part.html) for part in parts] == [
        ("headline", ""),
        ("lead", ""),
        ("paragraph", ""),
        ("paragraph", "High."),
    ]


def test_what_the_checks_find_keeps_a_translation_from_being_finished(client, kari):
    body = '<p data-id="b1">Les <a href="https://tvilling.example/">mer</a> om torsken.</p>'
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    for segment in all_of(version):
        actions.save_segment(version, segment.key, "The cod came early.", by=kari)
    key = one_of(version, "b1").key
    page = reverse("translation:side-by-side", args=[version.article_id, version.language])
    client.force_login(kari)
    answer = client.post(f"{page}finish/", follow=True)

    version.refresh_from_db()
    assert version.state == State.TRANSLATION
    text = answer.content.decode()
    assert "Oversettelsen kan ikke fullføres ennå: 1 ting må ordnes." in text
    assert f'<li><a href="{page}#{key}">' in text
    assert "lenker i kilden: 1, i oversettelsen: 0" in text

import pytest

from articles import blocks, workflow
from articles.models import Article, LanguageVersion, State
from articles.problems import NotAllowed, NotReady
from articles.shown import shown
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_translator,
    paragraphs,
)
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions, realigning, rows, single, undoing
from translation.models import SegmentRecord
from translation.segments import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def text_of(version: LanguageVersion, column: str) -> str:
    return getattr(Article.objects.get(pk=version.article_id), column)


def save(version, name, text, *, by, **seen_and_read):
    return actions.save_segment(version, one_of(version, name).key, text, by=by, **seen_and_read)


def test_a_saved_text_is_translated(version, kari):
    segment = save(version, "headline", "  The cod\nis here ", by=kari)

    assert segment.status == Status.TRANSLATED
    assert text_of(version, "headline_en") == "The cod is here"
    assert text_of(version, "headline_nb") == "Skreien er kommet til Lofoten"


def test_a_stale_text_saved_midway_stays_stale_until_it_is_confirmed(version, kari):
    save(version, "headline", "The cod is here", by=kari)
    change(version.article, headline_nb="Skreien er ikke kommet")

    midway = save(version, "headline", "The cod", by=kari, midway=True)

    assert midway.status == Status.STALE
    assert midway.source_then == "Skreien er kommet til Lofoten"
    assert text_of(version, "headline_en") == "The cod"
    confirmed = actions.confirm(version, midway.key, by=kari)
    assert confirmed.status == Status.TRANSLATED
    assert confirmed.source_then == "Skreien er ikke kommet"


@pytest.mark.parametrize("text", ["The cod", ""])
def test_what_is_not_stale_is_saved_midway_like_any_other(version, kari, text):
    save(version, "headline", "The cod is here", by=kari)

    segment = save(version, "headline", text, by=kari, midway=True)

    assert segment.status == (Status.TRANSLATED if text else Status.OPEN)


def test_a_hard_space_is_kept(version, kari):
    save(version, "lead", "10\u00a0000 fish", by=kari)

    assert text_of(version, "lead_en") == "10\u00a0000 fish"


def test_a_block_is_sanitised_and_stands_in_the_sources_order(version, kari):
    save(version, "b2", 'High. <script>x</script><b onclick="x">Very.</b>', by=kari)
    save(version, "b1", "Early.", by=kari)

    found = blocks.parse(text_of(version, "body_en"))
    assert [block.id for block in found] == ["b1", "b2"]
    assert found[1].html == "High. <strong>Very.</strong>"


def test_an_emptied_text_is_open_again_and_leaves_no_record(version, kari):
    save(version, "b1", "Early.", by=kari)

    segment = save(version, "b1", "  <strong> </strong> ", by=kari)

    assert segment.status == Status.OPEN
    assert text_of(version, "body_en") == ""
    assert not SegmentRecord.objects.exists()


def test_saving_the_same_text_again_writes_nothing_to_the_story(version, kari):
    save(version, "headline", "The cod is here", by=kari)
    before = Article.objects.get(pk=version.article_id)

    save(version, "headline", "The cod is here", by=kari)

    after = Article.objects.get(pk=version.article_id)
    assert after.updated_at == before.updated_at
    assert after.history.count() == before.history.count()


def test_two_writers_on_one_row_the_second_gets_a_conflict(version, kari):
    eva, seen = make_editor(), blocks.digest("")
    save(version, "lead", "Hers.", by=kari, seen=seen)

    with pytest.raises(actions.Conflict) as conflict:
        save(version, "lead", "Mine.", by=eva, seen=seen)

    assert conflict.value.current == "Hers."
    assert text_of(version, "lead_en") == "Hers."


def test_two_writers_of_the_same_text_do_not_collide(version, kari):
    seen = blocks.digest("")
    save(version, "lead", "The same.", by=kari, seen=seen)

    assert save(version, "lead", "The same.", by=make_editor(), seen=seen).target == "The same."


@pytest.mark.parametrize("act", [actions.confirm, actions.leave_out])
def test_nobody_confirms_or_takes_away_a_text_they_have_not_seen(version, kari, act):
    save(version, "b1", "Newer.", by=kari)

    with pytest.raises(actions.Conflict):
        act(version, one_of(version, "b1").key, by=make_editor(), seen=blocks.digest("Older."))

    assert one_of(version, "b1").target == "Newer."


def test_a_translation_of_a_source_that_has_moved_on_is_stale_at_once(version, kari):
    read = one_of(version, "b1").source
    change(version.article, body_nb=paragraphs("Torsken kom sent i år.", "Prisen er høy."))

    segment = save(version, "b1", "The cod came early this year.", by=kari, read=read)

    assert segment.status == Status.STALE
    assert segment.source_then == "Torsken kom tidlig i år."
    assert segment.target == "The cod came early this year."


def test_still_right_is_said_of_the_source_that_was_read(version, kari):
    save(version, "b1", "Early.", by=kari)
    read = one_of(version, "b1").source
    change(version.article, body_nb=paragraphs("Torsken kom sent i år.", "Prisen er høy."))
    key = one_of(version, "b1").key

    assert actions.confirm(version, key, by=kari, read=read).status == Status.STALE
    assert actions.confirm(version, key, by=kari).status == Status.TRANSLATED


def test_an_empty_text_cannot_be_confirmed(version, kari):
    with pytest.raises(NotAllowed):
        actions.confirm(version, one_of(version, "b1").key, by=kari)


def test_confirming_all_leaves_stale_and_open_alone(kari):
    version = make_translation(
        article=make_article(written_in=("nb", "en"), kicker_nb="Fiske"), translator=kari
    )
    actions.confirm(version, one_of(version, "b1").key, by=kari)
    change(version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."))

    assert actions.confirm_all(version, by=kari) == 3

    assert one_of(version, "b1").status == Status.STALE
    assert one_of(version, "kicker").status == Status.OPEN


def test_leaving_out_takes_the_text_away_and_is_settled(version, kari):
    save(version, "b1", "Early.", by=kari)

    segment = actions.leave_out(version, one_of(version, "b1").key, by=kari)

    assert segment.status == Status.LEFT_OUT
    assert text_of(version, "body_en") == ""


def test_what_was_left_out_can_be_taken_up_again(version, kari):
    key = one_of(version, "b1").key
    actions.leave_out(version, key, by=kari)

    assert actions.save_segment(version, key, "", by=kari).status == Status.OPEN


def test_a_field_cannot_be_left_out(version, kari):
    with pytest.raises(NotAllowed):
        actions.leave_out(version, one_of(version, "headline").key, by=kari)


class TestOrphan:
    @pytest.fixture(autouse=True)
    def orphan(self, version, kari):
        self.version, self.kari = version, kari
        save(version, "b1", "Early.", by=kari)
        save(version, "b2", "High.", by=kari)
        change(version.article, body_nb=paragraphs("Torsken kom tidlig i år."))
        self.key = one_of(version, "b2").key

    def test_can_be_removed(self):
        actions.remove_orphan(self.version, self.key, by=self.kari)

        assert "High." not in text_of(self.version, "body_en")
        assert [one.block for one in all_of(self.version) if one.block] == ["b1"]

    def test_can_be_kept_for_readers_of_this_language(self):
        segment = actions.keep_as_only(self.version, self.key, by=self.kari)

        assert segment.status == Status.ONLY
        assert "High." in text_of(self.version, "body_en")

    def test_keeps_its_place_and_can_be_edited(self):
        assert save(self.version, "b2", "Higher.", by=self.kari).target == "Higher."

    def test_joined_to_the_row_above_and_undone_both_are_as_before(self):
        token = undoing.before(self.version, self.key, joining=True)
        before = self.both()

        actions.join_orphan(self.version, self.key, by=self.kari)
        assert text_of(self.version, "body_en") == paragraphs("Early. High.")
        undoing.undo(self.version, self.key, token, by=self.kari)

        assert self.both() == before
        assert text_of(self.version, "body_en") == paragraphs("Early.", "High.")

    def test_joined_to_what_was_changed_since_is_not_undone(self):
        token = undoing.before(self.version, self.key, joining=True)
        actions.join_orphan(self.version, self.key, by=self.kari)
        save(self.version, "b1", "Early, and high.", by=self.kari)

        with pytest.raises(NotAllowed):
            undoing.undo(self.version, self.key, token, by=self.kari)

        assert text_of(self.version, "body_en") == paragraphs("Early, and high.")

    def both(self):
        told = "block", "state", "source_text", "target_digest", "by"
        found = SegmentRecord.objects.filter(block__in=["b1", "b2"]).order_by("block")
        return list(found.values_list(*told))

    def test_what_has_a_source_can_be_neither_removed_nor_kept(self):
        key = one_of(self.version, "b1").key

        with pytest.raises(NotAllowed):
            actions.remove_orphan(self.version, key, by=self.kari)
        with pytest.raises(NotAllowed):
            actions.keep_as_only(self.version, key, by=self.kari)


class TestCaptionInTheText:
    """Of a picture that stays while its caption is emptied in the source."""

    @pytest.fixture(autouse=True)
    def captioned(self, kari):
        self.kari, photo = kari, make_photo()
        figure = f'<figure data-id="f1" data-photo="{photo.pk}">'
        self.full = f"{figure}<figcaption>Torsk.</figcaption></figure>"
        self.bare = f"{figure}</figure>"
        article = make_article(body_nb=self.full)
        self.version = make_translation(article=article, translator=kari)
        save(self.version, "f1", "Cod.", by=kari)
        self.body(self.bare)

    def body(self, html):
        before = Article.objects.get(pk=self.version.article_id).body_nb
        article = change(self.version.article, body_nb=html)
        realigning.realign(article, before=before, by=self.kari)

    def test_is_kept_and_asked_about_as_a_text_without_a_source(self):
        segment = one_of(self.version, "f1")

        assert (segment.status, segment.target) == (Status.ORPHAN, "Cod.")
        assert segment.source_then == "Torsk."
        assert "<figcaption>Cod.</figcaption>" in text_of(self.version, "body_en")
        version = LanguageVersion.objects.get(pk=self.version.pk)
        assert single.segment_at(version, segment.key).status == Status.ORPHAN

    def test_is_translated_again_when_it_comes_back(self):
        self.body(self.full)

        assert one_of(self.version, "f1").status == Status.TRANSLATED

    def test_stays_while_another_text_is_saved(self):
        save(self.version, "headline", "Cod", by=self.kari)
        self.body(f'<p data-id="b9">Nytt.</p>{self.bare}')
        save(self.version, "b9", "New.", by=self.kari)

        assert one_of(self.version, "f1").target == "Cod."

    def test_can_be_kept_for_readers_of_this_language(self):
        segment = actions.keep_as_only(self.version, one_of(self.version, "f1").key, by=self.kari)

        assert segment.status == Status.ONLY
        self.body(self.full)
        assert one_of(self.version, "f1").status == Status.TRANSLATED

    def test_can_be_removed_and_leaves_the_picture(self):
        actions.remove_orphan(self.version, one_of(self.version, "f1").key, by=self.kari)

        assert "Cod." not in text_of(self.version, "body_en")
        assert "data-photo" in text_of(self.version, "body_en")
        assert "f1" not in [one.block for one in all_of(self.version)]


@pytest.mark.parametrize(
    "name", ["kicker", "lead", "seo_title", "seo_description", "lead_photo_caption"]
)
def test_a_field_that_is_emptied_in_the_source_is_asked_about(kari, name):
    article = make_article(lead_photo=make_photo(), **{f"{name}_nb": "Fiske"})
    version = make_translation(article=article, translator=kari)
    save(version, name, "Fishing", by=kari)

    change(article, lead_photo=None, **{f"{name}_nb": ""})

    segment = one_of(version, name)
    assert (segment.status, segment.target) == (Status.ORPHAN, "Fishing")
    assert rows.row_of(shown(segment.thing), all_of(version), segment.key)


def test_the_texts_of_a_fact_box_that_are_emptied_are_asked_about(kari):
    box = make_fact_box(languages_of_text=("nb",))
    body = f'<aside data-id="a1" data-fact-box="{box.pk}"></aside>'
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    for name in ("title", "punkt1"):
        save(version, name, "Facts", by=kari)

    box.refresh_from_db()
    box.title_nb, box.body_nb = "", ""
    box.save()

    assert {name: one_of(version, name).status for name in ("title", "punkt1")} == {
        "title": Status.ORPHAN,
        "punkt1": Status.ORPHAN,
    }


@pytest.mark.parametrize(("keep", "stands"), [(True, "Fishing"), (False, "")])
def test_a_field_without_a_source_is_kept_or_removed(kari, keep, stands):
    version = make_translation(article=make_article(kicker_nb="Fiske"), translator=kari)
    save(version, "kicker", "Fishing", by=kari)
    change(version.article, kicker_nb="")
    key = one_of(version, "kicker").key

    (actions.keep_as_only if keep else actions.remove_orphan)(version, key, by=kari)

    assert text_of(version, "kicker_en") == stands
    assert "kicker" not in [one.field for one in all_of(version)]


def test_too_long_a_text_is_refused_and_nothing_is_written(version, kari):
    with pytest.raises(actions.TooLong):
        save(version, "headline", "x" * 201, by=kari)

    assert not text_of(version, "headline_en")


@pytest.mark.parametrize(
    "key", ["", "article:x:headline:", "article:00000000-0000-4000-8000-000000000000:headline:"]
)
def test_a_key_that_the_story_does_not_have_is_unknown(version, kari, key):
    with pytest.raises(actions.UnknownSegment):
        actions.save_segment(version, key, "x", by=kari)


def test_the_piece_of_another_story_is_unknown(version, kari):
    other = make_translation()

    with pytest.raises(actions.UnknownSegment):
        actions.save_segment(version, one_of(other, "lead").key, "x", by=kari)

    assert not text_of(other, "lead_en")


def test_translator_of_another_language_is_refused(version):
    with pytest.raises(NotAllowed):
        save(version, "lead", "x", by=make_translator(into=("nb",)))

    assert not text_of(version, "lead_en")


def test_another_translator_and_a_journalist_are_refused(version):
    for stranger in (make_translator(into=("en",)), make_journalist()):
        with pytest.raises(NotAllowed):
            save(version, "lead", "x", by=stranger)


@pytest.mark.parametrize("state", [State.REVIEW, State.READY, State.WITHDRAWN])
def test_a_translator_writes_only_while_it_is_open(kari, state):
    version = make_translation(translator=kari, state=state)

    with pytest.raises(NotAllowed):
        save(version, "lead", "x", by=kari)


def test_whoever_starts_on_what_nobody_has_takes_it(kari):
    version = make_translation()

    save(version, "lead", "A lead.", by=kari)

    version.refresh_from_db()
    assert version.translator == kari


def test_an_editor_who_writes_does_not_take_it():
    version = make_translation()

    save(version, "lead", "A lead.", by=make_editor())

    version.refresh_from_db()
    assert version.translator is None


def test_of_two_who_claim_one_gets_it(kari):
    version = make_translation()
    ola = make_translator("Ola", into=("en",))
    stale_copy = LanguageVersion.objects.get(pk=version.pk)
    actions.claim(version, by=kari)

    with pytest.raises(NotAllowed, match="Kari"):
        actions.claim(stale_copy, by=ola)

    version.refresh_from_db()
    assert version.translator == kari


def test_nobody_claims_a_language_they_do_not_translate_into():
    version = make_translation()

    with pytest.raises(NotAllowed):
        actions.claim(version, by=make_translator(into=("nb",)))

    version.refresh_from_db()
    assert version.translator is None


def test_finish_is_refused_while_a_segment_is_open(version, kari):
    for name in ("headline", "lead", "b1"):
        save(version, name, "Text.", by=kari)

    with pytest.raises(NotReady) as refusal:
        actions.finish(version, by=kari)

    assert [problem.place for problem in refusal.value.problems] == [one_of(version, "b2").key]
    version.refresh_from_db()
    assert version.state == State.TRANSLATION


def test_finish_sends_it_to_the_desk(version, kari):
    for name in ("headline", "lead", "b1"):
        save(version, name, "Text.", by=kari)
    actions.leave_out(version, one_of(version, "b2").key, by=kari)

    assert actions.finish(version, by=kari).state == State.REVIEW


def test_request_refuses_a_translator_of_another_language():
    article = make_article()

    with pytest.raises(NotAllowed):
        actions.request(article, "en", by=make_editor(), translator=make_translator(into=("nb",)))

    assert not article.versions.filter(language="en").exists()


class TestSlug:
    def test_follows_the_headline_while_it_is_being_typed(self, version, kari):
        save(version, "headline", "The co", by=kari)
        save(version, "headline", "The cod has come", by=kari)

        assert text_of(version, "slug_en") == "the-cod-has-come"

    def test_somebody_chose_is_left_alone(self, version, kari):
        save(version, "headline", "The cod", by=kari)
        change(version.article, slug_en="cod-2026")

        save(version, "headline", "The cod has come", by=kari)

        assert text_of(version, "slug_en") == "cod-2026"

    def test_of_a_published_version_is_left_alone(self, kari):
        article = make_article(written_in=("nb", "en"))
        version = make_translation(article=article, translator=kari, state=State.PUBLISHED)

        save(version, "headline", "Another headline", by=kari)

        assert text_of(version, "slug_en") == "the-cod-has-come-to-lofoten"


def test_realigning_brings_the_translation_into_the_sources_order(version, kari):
    save(version, "b1", "Early.", by=kari)
    save(version, "b2", "High.", by=kari)
    before = version.article.body_nb
    article = change(
        version.article,
        body_nb='<p data-id="b2">Prisen er høy.</p><p data-id="b1">Torsken kom tidlig i år.</p>',
    )

    realigning.realign(article, before=before, by=kari)

    assert [block.id for block in blocks.parse(text_of(version, "body_en"))] == ["b2", "b1"]


def test_options_show_the_finish_button_shut_with_the_reason(version, kari):
    (option,) = (one for one in workflow.options(version, by=kari) if one.name == "finish")

    assert option.shut

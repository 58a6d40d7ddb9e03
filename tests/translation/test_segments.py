import pytest

from articles import blocks
from articles.models import Article
from articles.shown import shown
from tests.factories import make_article, make_editor, make_fact_box, make_photo, make_translator
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions
from translation.models import SegmentRecord
from translation.segments import Status, segments

pytestmark = pytest.mark.django_db


def names(version) -> list[str]:
    return [one.block or one.field for one in all_of(version)]


def test_segments_stand_in_the_order_a_reader_meets_them():
    photo = make_photo(texts=("nb",))
    inside = make_photo(texts=("nb",))
    box = make_fact_box(languages_of_text=("nb",))
    article = make_article(
        kicker_nb="Fiske",
        lead_photo=photo,
        seo_title_nb="Skrei",
        body_nb=(
            f'<p data-id="b1">Først.</p><figure data-id="b2" data-photo="{inside.pk}"></figure>'
            f'<aside data-id="b3" data-fact-box="{box.pk}"></aside><p data-id="b4">Sist.</p>'
        ),
    )

    version = make_translation(article=article)

    assert names(version) == [
        *("kicker", "headline", "lead", "caption", "alt_text"),
        *("b1", "caption", "alt_text", "title", "punkt1", "punkt2", "b4", "seo_title"),
    ]


def test_the_source_language_has_no_segments():
    assert segments(shown(make_article()), "nb") == []


def test_what_is_not_written_in_the_source_is_no_segment():
    version = make_translation(article=make_article(lead_nb="", lead_en="Left over"))

    assert "lead" not in names(version)


def test_a_photo_shown_twice_is_translated_once():
    photo = make_photo(texts=("nb",))
    body = (
        f'<figure data-id="b1" data-photo="{photo.pk}"></figure>'
        f'<figure data-id="b2" data-photo="{photo.pk}"></figure>'
    )
    version = make_translation(article=make_article(lead_photo=photo, body_nb=body))

    assert names(version).count("alt_text") == 1


def test_the_storys_own_caption_stands_in_for_the_photos():
    version = make_translation(
        article=make_article(lead_photo=make_photo(), lead_photo_caption_nb="Bare her.")
    )

    assert "lead_photo_caption" in names(version)
    assert "caption" not in names(version)


def test_keys_are_unique_within_a_story():
    box = make_fact_box()
    body = f'<p data-id="b1">A</p><aside data-id="b2" data-fact-box="{box.pk}"></aside>'
    keys = [one.key for one in all_of(make_translation(article=make_article(body_nb=body)))]

    assert len(keys) == len(set(keys))


def test_text_that_nobody_confirmed_is_unconfirmed():
    version = make_translation(article=make_article(written_in=("nb", "en")))

    assert {one.status for one in all_of(version)} == {Status.UNCONFIRMED}


def test_a_block_without_source_is_an_orphan_and_a_marked_one_is_meant():
    article = make_article(
        body_en='<p data-id="x1">Lost.</p><p data-id="x2" data-only="">For foreigners.</p>'
    )
    version = make_translation(article=article)

    assert one_of(version, "x1").status == Status.ORPHAN
    assert one_of(version, "x2").status == Status.ONLY
    assert one_of(version, "x1").words == 0


def test_a_block_that_the_source_means_for_its_own_readers_needs_no_translation():
    body = '<p data-id="b1">For alle.</p><p data-id="b2" data-only="">Bare for nordmenn.</p>'
    version = make_translation(article=make_article(body_nb=body))

    assert one_of(version, "b1").status == Status.OPEN
    assert one_of(version, "b2").status == Status.LEFT_OUT


def test_a_field_taken_out_of_the_source_leaves_an_orphan_only_if_it_was_translated():
    kari = make_translator()
    version = make_translation(article=make_article(kicker_nb="Fiske"), translator=kari)
    actions.save_segment(version, one_of(version, "kicker").key, "Fishing", by=kari)

    change(version.article, kicker_nb="", seo_title_en="Written in English alone")

    assert one_of(version, "kicker").status == Status.ORPHAN
    assert "seo_title" not in names(version)


def test_fact_box_translated_for_one_story_is_translated_for_all():
    kari, box = make_translator(), make_fact_box(languages_of_text=("nb",))
    body = f'<aside data-id="a" data-fact-box="{box.pk}"></aside>'
    first = make_translation(article=make_article(body_nb=body), translator=kari)
    second = make_translation(article=make_article(body_nb=body))

    actions.save_segment(first, one_of(first, "punkt1").key, "Point one.", by=kari)

    assert one_of(second, "punkt1").status == Status.TRANSLATED
    assert one_of(second, "punkt1").target == "Point one."
    assert one_of(second, "punkt2").status == Status.OPEN


class TestAFactBoxInStoriesOfBothDirections:
    """Translated nb → en for one story, and shown by another that is written in English."""

    @pytest.fixture(autouse=True)
    def stories(self):
        self.kari = make_translator()
        box = make_fact_box(languages_of_text=("nb",))
        body = f'<aside data-id="a" data-fact-box="{box.pk}"></aside>'
        self.box = box
        self.norwegian = make_translation(article=make_article(body_nb=body), translator=self.kari)
        self.english = make_translation(
            article=make_article(source="en", body_en=body), language="nb", translator=self.kari
        )
        for name, text in [("title", "Background"), ("punkt1", "One."), ("punkt2", "Two.")]:
            self.save(self.norwegian, name, text)

    def save(self, version, name, text):
        actions.save_segment(version, one_of(version, name).key, text, by=self.kari)

    def test_the_pair_holds_the_other_way_round(self):
        assert one_of(self.english, "punkt1").status == Status.TRANSLATED

    @pytest.mark.parametrize("column", ["title_nb", "title_en"])
    def test_the_pair_is_stale_the_other_way_when_either_side_moves(self, column):
        type(self.box).objects.filter(pk=self.box.pk).update(**{column: "Noe annet"})

        assert one_of(self.english, "title").status == Status.STALE

    def test_a_pair_confirmed_the_other_way_settles_both_stories(self):
        type(self.box).objects.filter(pk=self.box.pk).update(title_nb="Ny bakgrunn")
        assert one_of(self.norwegian, "title").status == Status.STALE

        actions.confirm(self.english, one_of(self.english, "title").key, by=self.kari)

        assert one_of(self.english, "title").status == Status.TRANSLATED
        assert one_of(self.norwegian, "title").status == Status.TRANSLATED

    def test_a_block_left_out_one_way_is_no_orphan_the_other_way(self):
        actions.leave_out(self.norwegian, one_of(self.norwegian, "punkt2").key, by=self.kari)

        assert one_of(self.norwegian, "punkt2").status == Status.LEFT_OUT
        assert one_of(self.english, "punkt2").status == Status.ONLY


def test_untranslated_source_text_never_stands_in_the_target_body():
    kari = make_translator()
    version = make_translation(translator=kari)

    actions.save_segment(version, one_of(version, "b2").key, "The price is high.", by=kari)

    body = Article.objects.get(pk=version.article_id).body_en
    assert blocks.parse(body) == [
        blocks.Block(id="b2", type="paragraph", html="The price is high.")
    ]


def test_a_story_and_all_that_it_shows_costs_a_few_queries(django_assert_max_num_queries):
    boxes = [make_fact_box() for _ in range(5)]
    body = "".join(
        f'<aside data-id="a{number}" data-fact-box="{box.pk}"></aside>'
        for number, box in enumerate(boxes)
    )
    article = make_article(body_nb=body, lead_photo=make_photo())
    make_translation(article=article)
    segments(shown(article), "en")

    with django_assert_max_num_queries(7):
        segments(shown(Article.objects.get(pk=article.pk)), "en")


def test_record_belongs_to_the_thing_and_goes_with_no_story():
    kari, box = make_translator(), make_fact_box(languages_of_text=("nb",))
    body = f'<aside data-id="a" data-fact-box="{box.pk}"></aside>'
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    actions.save_segment(version, one_of(version, "title").key, "Background", by=kari)

    record = SegmentRecord.objects.get()

    assert record.object_id == str(box.pk)
    assert record.source_text == "Bakgrunn nb"
    assert record.by == kari


def test_an_editor_who_changes_the_translation_does_not_unsettle_it():
    version = make_translation(article=make_article(written_in=("nb", "en")))
    actions.confirm_all(version, by=make_editor())

    change(version.article, headline_en="The cod has arrived in Lofoten")

    assert one_of(version, "headline").status == Status.TRANSLATED

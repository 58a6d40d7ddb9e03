"""Texts that no person has written, put where nothing stands."""

import pytest
from django.utils.translation import override

from articles.models import Article, LanguageVersion, State
from articles.workflow import Act
from publishing import gate
from tests.factories import make_article, make_editor, make_fact_box, make_translator
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions, pretranslating, problems
from translation.models import SegmentRecord
from translation.page import page_of
from translation.pretranslating import Proposal
from translation.segments import Status

pytestmark = pytest.mark.django_db
MACHINE, MEMORY = SegmentRecord.Origin.MACHINE, SegmentRecord.Origin.MEMORY


@pytest.fixture
def kari():
    return make_translator("Kari")


@pytest.fixture(params=["nb", "en"])
def version(request, kari):
    """Nothing translated yet, with either language as the source."""
    other = {"nb": "en", "en": "nb"}[request.param]
    return make_translation(
        article=make_article(source=request.param), language=other, translator=kari
    )


def put(version, name, text, *, by, origin=MACHINE) -> bool:
    return pretranslating.put(version, one_of(version, name), text, by=by, origin=origin)


def proposals(version, *names) -> list[Proposal]:
    found = [one_of(version, name) for name in names]
    return [
        Proposal(key=one.key, source=one.source, text=f"x {one.source}", origin=MACHINE)
        for one in found
    ]


def fresh(version) -> LanguageVersion:
    return LanguageVersion.objects.get(pk=version.pk)


def row_of(version, name, *, by):
    page = page_of(fresh(version), by=by)
    rows = [row for group in page.groups for row in group.rows]
    (found,) = (row for row in rows if name in (row.segment.block, row.segment.field))
    return found


def origin_of(version, name, *, by) -> str:
    with override("en"):
        return str(row_of(version, name, by=by).origin)


class TestPut:
    def test_stands_as_pretranslated_until_a_person_confirms_it(self, version, kari):
        assert put(version, "b1", "A <strong>text</strong>.", by=kari)

        segment = one_of(version, "b1")
        assert (segment.status, segment.target) == (
            Status.PRETRANSLATED,
            "A <strong>text</strong>.",
        )
        assert (segment.record.origin, segment.record.by) == (MACHINE, None)
        assert one_of(version, "b2").status == Status.OPEN

        segment = actions.confirm(version, segment.key, by=kari)

        assert segment.status == Status.TRANSLATED
        assert (segment.record.origin, segment.record.by) == (MACHINE, kari)

    def test_saved_by_a_person_is_that_persons(self, version, kari):
        put(version, "b1", "A text.", by=kari)

        segment = actions.save_segment(version, one_of(version, "b1").key, "Mine.", by=kari)

        assert segment.status == Status.TRANSLATED
        assert (segment.record.origin, segment.record.by) == (SegmentRecord.Origin.PERSON, kari)

    def test_never_goes_over_a_text_that_stands(self, version, kari):
        shown = one_of(version, "b1")
        actions.save_segment(version, shown.key, "Mine.", by=kari)

        assert not pretranslating.put(version, shown, "Another.", by=kari, origin=MEMORY)

        assert one_of(version, "b1").target == "Mine."
        assert one_of(version, "b1").status == Status.TRANSLATED

    def test_never_goes_where_something_was_left_out_on_purpose(self, version, kari):
        shown = one_of(version, "b1")
        actions.leave_out(version, shown.key, by=kari)

        assert not pretranslating.put(version, shown, "A text.", by=kari, origin=MEMORY)

        assert one_of(version, "b1").target == ""
        assert one_of(version, "b1").status == Status.LEFT_OUT

    def test_is_not_written_where_the_source_has_moved_on(self, version, kari):
        shown = one_of(version, "headline")
        change(version.article, **{f"headline_{shown.source_language}": "Something else"})

        assert not pretranslating.put(version, shown, "A text.", by=kari, origin=MEMORY)

        assert one_of(version, "headline").status == Status.OPEN

    def test_is_cleaned_and_refused_when_nothing_is_left(self, version, kari):
        assert put(version, "b1", '<script>x</script><em onclick="a">A</em>', by=kari)
        assert not put(version, "b2", "<br> ", by=kari)

        assert one_of(version, "b1").target == "<em>A</em>"
        assert one_of(version, "b2").status == Status.OPEN

    def test_the_slug_follows_the_headline(self, version, kari):
        put(version, "headline", "Store fangster i nord", by=kari)

        article = Article.objects.get(pk=version.article_id)
        assert getattr(article, f"slug_{version.language}") == "store-fangster-i-nord"


def test_a_persons_text_goes_over_one_that_was_put_there_while_they_typed(version, kari):
    shown = one_of(version, "b1")
    put(version, "b1", "A text.", by=kari)

    segment = actions.save_segment(
        version, shown.key, "Mine.", by=kari, seen=row_of(version, "b2", by=kari).seen
    )

    assert (segment.target, segment.status) == ("Mine.", Status.TRANSLATED)


def test_what_cannot_be_written_keeps_nothing_else_from_being(version, kari):
    wanted = proposals(version, "headline", "b1", "b2")
    actions.save_segment(version, wanted[1].key, "Mine.", by=kari)
    long = Proposal(key=wanted[0].key, source=wanted[0].source, text="x" * 900, origin=MACHINE)

    outcome = pretranslating.put_all(version, [long, *wanted[1:]], by=kari)

    assert outcome.written == [wanted[2].key]
    assert set(outcome.refused) == {wanted[0].key, wanted[1].key}
    assert "900" in outcome.refused[wanted[0].key]
    assert one_of(version, "headline").target == ""


def test_writes_many_in_as_many_queries_as_one(kari, django_assert_max_num_queries):
    body = "".join(f'<p data-id="b{number}">Avsnitt {number}.</p>' for number in range(60))
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    wanted = proposals(version, "headline", "lead", *(f"b{number}" for number in range(60)))

    with django_assert_max_num_queries(16):
        outcome = pretranslating.put_all(version, wanted, by=kari)

    assert len(outcome.written) == 62
    assert {one.status for one in all_of(version)} == {Status.PRETRANSLATED}


def test_a_fact_box_is_pretranslated_for_all_its_stories(kari):
    box = make_fact_box(languages_of_text=("nb",))
    body = f'<aside data-id="x" data-fact-box="{box.pk}"></aside>'
    one, other = (
        make_translation(article=make_article(body_nb=body), translator=kari) for _ in range(2)
    )

    put(one, "punkt1", "First point.", by=kari)

    assert one_of(other, "punkt1").status == Status.PRETRANSLATED


def test_holds_up_finishing_and_publishing(version, kari):
    for segment in all_of(version):
        pretranslating.put(version, segment, segment.source, by=kari, origin=MEMORY)
    wanted = {one.key for one in all_of(version)}

    version = fresh(version)
    act = Act(name="approve", by=kari, versions=(version,))

    in_the_way = problems.of_unfinished(version, act)
    at_the_gate = gate.problems_of_text(version, act)

    assert {(one.code, one.blocking) for one in in_the_way} == {("segment_pretranslated", True)}
    told = {one.place for one in at_the_gate if one.code == "segment_pretranslated"}
    assert told == wanted


def test_is_told_apart_in_the_workbench_with_where_it_came_from(version, kari, client):
    put(version, "b1", "A text.", by=kari, origin=MEMORY)
    put(version, "b2", "Another.", by=kari, origin=MACHINE)
    client.force_login(kari)

    page = client.get(f"/admin/translation/{version.article_id}/{version.language}/")

    assert origin_of(version, "b1", by=kari) == "from memory"
    assert origin_of(version, "b2", by=kari) == "by machine"
    assert row_of(version, "b2", by=kari).found_by == ["pretranslated"]
    with override("en"):
        told = page_of(fresh(version), by=kari).progress.sentence
    assert told.endswith("2 pretranslated")
    assert page.content.decode().count('class="meta segment-who">') == 2


def test_confirming_all_leaves_out_what_no_person_has_written(version, kari):
    put(version, "b1", "A text.", by=kari)
    change(version.article, **{f"lead_{version.language}": "Written in the form."})

    assert actions.confirm_all(version, by=kari) == 1

    assert one_of(version, "b1").status == Status.PRETRANSLATED
    assert one_of(version, "lead").status == Status.TRANSLATED


def test_a_source_changed_since_is_stale_and_still_nobodys(version, kari):
    put(version, "headline", "A text.", by=kari)
    change(version.article, **{f"headline_{version.article.source_language}": "Something else"})

    assert one_of(version, "headline").status == Status.STALE
    assert origin_of(version, "headline", by=make_editor()) == "by machine"
    assert not put(version, "headline", "Another.", by=kari)
    assert version.state == State.TRANSLATION

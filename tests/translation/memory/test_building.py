from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, State
from tests import factories
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.memory.pairs import ask
from tests.translation.stories import make_translation, one_of
from translation import actions
from translation.memory import building
from translation.models import MemoryEntry, MemoryKey

pytestmark = pytest.mark.django_db


def build(**options) -> str:
    out = StringIO()
    call_command("build_memory", stdout=out, **options)
    return out.getvalue()


def pairs() -> set[tuple[str, str]]:
    return set(MemoryEntry.objects.values_list("source", "target"))


def make_story(number: int, **fields) -> Article:
    """In both languages, and nobody knows who translated it."""
    article = make_article(
        headline_nb=f"Sak {number}",
        headline_en=f"Story {number}",
        lead_nb="",
        body_nb=paragraphs(f"Avsnitt <em>{number}</em>."),
        body_en=paragraphs(f"Paragraph <em>{number}</em>."),
    )
    factories.make_version(article, "nb", state=State.PUBLISHED)
    factories.make_version(article, "en", **{"state": State.PUBLISHED, **fields})
    return article


def test_what_was_published_in_both_languages_enters_block_by_block():
    article = make_story(1)

    told = build()

    assert pairs() == {("Sak 1", "Story 1"), ("Avsnitt 1.", "Paragraph 1.")}
    entry = MemoryEntry.objects.get(block="b1")
    assert (entry.target_marked, entry.by, entry.before) == ("Paragraph <em>1</em>.", None, 0)
    assert "1 of 1 stories, 2 new pairs" in told
    assert str(article.pk) in told


def test_what_nobody_has_confirmed_or_published_does_not_enter():
    make_story(1, state=State.TRANSLATION)

    build()

    assert pairs() == set()


def test_confirmed_pairs_enter_with_who_and_when():
    kari = make_translator("Kari")
    version = make_translation(translator=kari)
    actions.save_segment(version, one_of(version, "b1").key, "A paragraph.", by=kari)
    confirmed = MemoryEntry.objects.get()
    MemoryEntry.objects.all().delete()

    build()

    built = MemoryEntry.objects.get()
    assert (built.by, built.at, built.where) == (kari, confirmed.at, confirmed.where)


def test_built_again_nothing_is_new():
    make_story(1)
    make_story(2)
    build()

    assert "0 new pairs; 0 forgotten" in build()
    assert MemoryEntry.objects.count() == 4


def test_it_goes_on_where_it_was_broken_off(monkeypatch):
    monkeypatch.setattr(building, "BATCH", 1)
    for number in range(3):
        make_story(number)
    first = Article.objects.order_by("pk").first()
    assert first

    told = build(after=str(first.pk))

    assert "2 of 3 stories" in told
    assert MemoryEntry.objects.count() == 4
    with pytest.raises(CommandError, match="nonsense"):
        build(after="nonsense")


def test_a_batch_costs_the_same_queries_however_many_stories(django_assert_max_num_queries):
    for number in range(20):
        make_story(number)

    with django_assert_max_num_queries(16):
        assert [one[:2] for one in building.build()] == [(20, 40)]


def test_what_stood_in_a_deleted_story_is_told_to_nobody_and_forgotten():
    article = make_story(1)
    make_story(2)
    build()
    assert ask("Avsnitt 1.")

    Article.objects.filter(pk=article.pk).delete()
    assert "Paragraph 1." not in [one.target for one in ask("Avsnitt 1.")]

    assert "2 forgotten" in build()
    assert {source for source, _target in pairs()} == {"Sak 2", "Avsnitt 2."}
    assert not MemoryKey.objects.exclude(entry__in=MemoryEntry.objects.all()).exists()


def test_an_editors_text_is_in_the_memory_when_the_version_is_approved():
    kari, editor = make_translator("Kari"), make_editor()
    version = make_translation(translator=kari)
    actions.save_segment(version, one_of(version, "b1").key, "A paragraph.", by=kari)
    actions.save_segment(version, one_of(version, "b1").key, "One paragraph.", by=editor)

    assert {target for _source, target in pairs()} == {"One paragraph."}

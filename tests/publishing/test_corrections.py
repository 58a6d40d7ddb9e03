"""Corrections on their way to readers: from the one who writes it to the documents in both
languages."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import corrections
from articles.models import Article, Correction, State
from articles.problems import NotAllowed, NotReady
from publishing import actions
from publishing.content import WITH_EVERYTHING
from publishing.models import Event, Live, Publication
from publishing.standing import marks
from tests.factories import (
    confirm_all,
    make_article,
    make_editor,
    make_journalist,
    make_published_article,
    make_translator,
    make_version,
)
from translation import actions as translation
from translation import queue as queues
from translation.staleness import standing

pytestmark = pytest.mark.django_db

NB = "I en tidligere versjon sto det at 12 båter var ute. Det riktige er 21."
EN = "An earlier version said that 12 boats were out. The right number is 21."


def document(article, language):
    live = Live.objects.select_related("publication").get(article=article, language=language)
    return json.loads(live.publication.document)


def told(article, language):
    return [one["text"] for one in document(article, language)["corrections"]]


def fresh(article):
    return Article.objects.get(pk=article.pk)


def is_changed(article, language):
    return marks([fresh(article)])[article.pk, language].unpublished_changes


def key_of(correction):
    return f"correction:{correction.pk}:text:"


def publish(article, language, **said):
    actions.publish([article.versions.get(language=language)], by=make_editor(), **said)


def test_a_correction_is_an_unpublished_change_until_it_is_published():
    article = make_published_article()
    before = document(article, "nb")

    corrections.add(article, "nb", NB, by=make_editor())

    assert is_changed(article, "nb")
    assert document(article, "nb") == before


def test_it_is_published_at_once_in_the_language_it_was_written_in():
    article = make_published_article()
    first = Live.objects.get(article=article, language="nb")
    correction = corrections.add(article, "nb", NB, by=make_editor())

    later = first.updated_at + timedelta(minutes=5)
    publish(article, "nb", at=later)

    live = Live.objects.get(article=article, language="nb")
    hour = later.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert document(article, "nb")["corrections"] == [{"text": NB, "published_at": hour}]
    assert (live.published_at, live.updated_at) == (first.published_at, later)
    assert not is_changed(article, "nb")
    correction.refresh_from_db()
    assert correction.languages_seen == ["nb"]
    assert document(article, "en")["corrections"] == []


@pytest.mark.parametrize(
    ("source", "written_in", "other"),
    [("nb", "nb", "en"), ("nb", "en", "nb"), ("en", "en", "nb"), ("en", "nb", "en")],
)
def test_the_other_language_is_held_back_until_the_correction_stands_there(
    source, written_in, other
):
    article = make_published_article(source=source)
    texts = {"nb": NB, "en": EN}
    correction = corrections.add(article, written_in, texts[written_in], by=make_editor())
    publish(article, written_in)

    with pytest.raises(NotReady) as refusal:
        publish(article, other)
    assert [(one.code, one.place) for one in refusal.value.problems] == [
        ("segment_open", key_of(correction))
    ]
    assert standing(fresh(article), other).missing_corrections == 1
    assert standing(fresh(article), written_in).missing_corrections == 0

    version = article.versions.get(language=other)
    translation.save_segment(version, key_of(correction), texts[other], by=make_editor())
    assert is_changed(article, other)
    publish(article, other)

    assert told(article, other) == [texts[other]]
    assert standing(fresh(article), other).missing_corrections == 0


@pytest.mark.parametrize("other", ["nb", "en"])
def test_a_correction_of_the_correction_makes_the_other_language_stale(other):
    written_in = {"nb": "en", "en": "nb"}[other]
    article = make_published_article()
    correction = corrections.add(article, written_in, "12 > 21", by=make_editor())
    version = article.versions.get(language=other)
    translation.save_segment(version, key_of(correction), "12 > 21", by=make_editor())
    actions.publish(list(article.versions.all()), by=make_editor())

    corrections.change(correction, "12 > 22", by=make_editor())

    assert standing(fresh(article), other).changed == 1
    with pytest.raises(NotReady) as refusal:
        publish(article, other)
    assert {one.code for one in refusal.value.problems} == {"segment_stale"}
    publish(article, written_in)
    assert told(article, written_in) == ["12 > 22"]
    assert told(article, other) == ["12 > 21"]


def test_the_time_is_when_readers_first_saw_it_and_stays():
    article = make_published_article()
    corrections.add(article, "nb", NB, by=make_editor())
    first = timezone.now() + timedelta(minutes=5)
    publish(article, "nb", at=first)
    corrections.add(article, "nb", "Og navnet var feil.", by=make_editor())

    publish(article, "nb", at=first + timedelta(hours=1))

    rows = document(article, "nb")["corrections"]
    assert [one["text"] for one in rows] == [NB, "Og navnet var feil."]
    assert rows[0]["published_at"] == first.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert rows[0]["published_at"] < rows[1]["published_at"]


def test_what_readers_saw_is_taken_away_only_by_publishing_and_the_history_keeps_it():
    article, editor = make_published_article(), make_editor()
    correction = corrections.add(article, "nb", NB, by=editor)
    publish(article, "nb")

    corrections.remove(correction, by=editor)

    assert told(article, "nb") == [NB]
    assert is_changed(article, "nb")
    publish(article, "nb")
    assert told(article, "nb") == []
    gone = Correction.history.filter(article_id=article.pk).latest()
    assert (gone.history_type, gone.text_nb, gone.history_user) == ("-", NB, editor)
    assert NB in Publication.objects.get(article=article, language="nb", version=2).document


def test_publishing_a_correction_is_told_as_an_event():
    article = make_published_article()
    corrections.add(article, "nb", NB, by=make_editor())

    publish(article, "nb")

    last = Event.objects.in_order().last()
    assert (last.kind, last.language) == (Event.Kind.UPDATED, "nb")


def test_a_story_without_corrections_is_frozen_as_before_there_were_any():
    article = make_published_article()

    content = json.loads(Publication.objects.filter(article=article).first().content)

    assert "corrections" not in content["story"]


def test_corrections_cost_one_query_for_a_list_of_stories(django_assert_num_queries):
    for _ in range(3):
        article = make_published_article()
        corrections.add(article, "en", EN, by=make_editor())
    stories = list(Article.objects.prefetch_related(*WITH_EVERYTHING))
    marks(stories)

    with django_assert_num_queries(1):
        marks(stories)


def test_the_urgent_one_is_first_in_the_translators_queue_whichever_side_lacks_it():
    kari = make_translator(into=("nb", "en"))
    behind_in_english, behind_in_norwegian = make_published_article(), make_published_article()
    corrections.add(behind_in_english, "nb", NB, by=make_editor())
    corrections.add(behind_in_norwegian, "en", EN, by=make_editor())

    queue = queues.of_translator(kari)

    assert {(one.article, one.version.language) for one in queue.urgent} == {
        (behind_in_english, "en"),
        (behind_in_norwegian, "nb"),
    }
    assert queue.old_text == []
    directions = {one.version.language: one.source_language for one in queue.urgent}
    assert directions == {"en": "nb", "nb": "en"}
    desks = {desk.language: desk.urgent for desk in queues.of_desk()}
    assert [one.article for one in desks["nb"]] == [behind_in_norwegian]


def test_what_its_readers_never_saw_is_not_urgent():
    editor = make_editor()
    article = make_article(written_in=("nb", "en"))
    make_version(article, "nb", state=State.READY)
    make_version(article, "en", state=State.TRANSLATION)
    confirm_all(article, "en")
    publish(article, "nb")

    correction = corrections.add(article, "nb", NB, by=editor)

    assert [desk.urgent for desk in queues.of_desk()] == [[], []]
    with pytest.raises(NotReady):
        translation.finish(article.versions.get(language="en"), by=editor)
    version = article.versions.get(language="en")
    translation.save_segment(version, key_of(correction), EN, by=editor)
    translation.finish(version, by=editor)


def test_a_translator_into_the_source_language_writes_the_correction_and_nothing_else():
    kari, article = make_translator(into=("nb",)), make_published_article()
    correction = corrections.add(article, "en", EN, by=make_editor())
    version = article.versions.get(language="nb")

    translation.save_segment(version, key_of(correction), NB, by=kari)

    correction.refresh_from_db()
    assert correction.text_nb == NB
    version.refresh_from_db()
    assert version.translator is None
    with pytest.raises(translation.UnknownSegment):
        translation.save_segment(version, f"article:{article.pk}:headline:", "Nytt", by=kari)
    with pytest.raises(NotAllowed):
        translation.save_segment(version, key_of(correction), NB, by=make_translator(into=("en",)))


def test_corrections_are_plain_text_whatever_is_written():
    article = make_published_article()

    correction = corrections.add(
        article,
        "nb",
        " <b>Feil</b>:\n 5 < 6 &amp; 10\u00a0000\0 <script>x</script>",
        by=make_editor(),
    )

    assert correction.text_nb == "Feil: 5 < 6 &amp; 10\u00a0000 x"


@pytest.mark.parametrize("text", ["", "  ", "<p></p>", "x" * 1001])
def test_an_empty_or_endless_correction_is_refused(text):
    article = make_published_article()

    with pytest.raises(NotAllowed):
        corrections.add(article, "nb", text, by=make_editor())

    assert not Correction.objects.exists()


def test_only_editors_write_corrections_and_only_of_what_readers_have_seen():
    writer = make_journalist()
    draft, article = make_article(), make_published_article()

    with pytest.raises(NotAllowed):
        corrections.add(article, "nb", NB, by=writer)
    with pytest.raises(NotAllowed):
        corrections.add(draft, "nb", NB, by=make_editor())
    correction = corrections.add(article, "nb", NB, by=make_editor())
    with pytest.raises(NotAllowed):
        corrections.change(correction, "Noe annet", by=writer)
    with pytest.raises(NotAllowed):
        corrections.remove(correction, by=writer)

    assert [one.text_nb for one in Correction.objects.all()] == [NB]


def test_a_story_that_was_withdrawn_can_be_corrected_before_it_comes_back():
    article, editor = make_published_article(), make_editor()
    reasons = {"nb": "Feil.", "en": "Wrong."}
    actions.withdraw(list(article.versions.all()), reasons=reasons, by=editor)

    corrections.add(article, "nb", NB, by=editor)

    assert article.corrections.count() == 1


def test_the_second_of_two_editors_is_told_instead_of_overwriting():
    article = make_published_article()
    correction = corrections.add(article, "nb", NB, by=make_editor())
    seen = correction.updated_at
    corrections.change(correction, "Den enes tekst.", by=make_editor(), seen=seen)

    with pytest.raises(corrections.Changed):
        corrections.change(correction, "Den andres tekst.", by=make_editor(), seen=seen)
    with pytest.raises(corrections.Changed):
        corrections.remove(correction, by=make_editor(), seen=seen)

    correction.refresh_from_db()
    assert correction.text_nb == "Den enes tekst."


def test_a_correction_in_another_language_than_its_own_is_to_be_ticked_before_it_goes_out():
    article, editor = make_published_article(), make_editor()
    corrections.add(article, "nb", NB, by=editor)
    wrong = corrections.add(article, "nb", EN, by=editor)
    version = article.versions.get(language="nb")

    with pytest.raises(NotReady) as refusal:
        actions.publish([version], by=editor)

    (problem,) = refusal.value.problems
    assert problem.key == f"wrong_language@correction:{wrong.pk}"
    assert not problem.blocking
    assert "stands as Norwegian, and seems to be written in English" in str(problem.sentence)
    assert told(article, "nb") == []
    actions.publish([version], by=editor, accepted=[problem.key])
    assert told(article, "nb") == [NB, EN] or told(article, "nb") == [EN, NB]

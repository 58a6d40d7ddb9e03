"""A version through the machine, in the background."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import blocks
from articles.models import Correction, LanguageVersion, State
from articles.problems import NotAllowed
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_term,
    make_translator,
    paragraphs,
)
from tests.translation.stories import all_of, make_translation, one_of
from translation import actions, machine
from translation.machine import running
from translation.models import MachineRun, MachineUse, MemoryEntry, SegmentRecord
from translation.segments import Status

pytestmark = pytest.mark.django_db
SEEN_EMPTY = blocks.digest("")
MARKED = 'Torsken <strong>kom</strong> til <a href="https://a.example/nb">Lofoten</a>.'


@pytest.fixture(autouse=True)
def tasks_wait_for_a_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def kari():
    return make_translator("Kari", interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(
        article=make_article(body_nb=paragraphs(MARKED, "Prisen er høy.")), translator=kari
    )


def work() -> int:
    """All that the worker would do; returns how many tasks."""
    number = 0
    while waiting := DBTaskResult.objects.ready().order_by("enqueued_at").first():
        waiting.delete()
        running.pretranslate.func(*waiting.args_kwargs["args"])
        number += 1
    return number


def started(version, *, by) -> MachineRun:
    run = running.start(version, by=by)
    work()
    run.refresh_from_db()
    return run


def statuses(version) -> set[str]:
    return {one.status for one in all_of(version)}


def test_all_that_is_open_is_pretranslated_with_its_marks(server, version, kari):
    run = started(version, by=kari)

    assert (run.state, run.total, run.written, run.refused) == ("done", 4, 4, {})
    assert statuses(version) == {Status.PRETRANSLATED}
    segment = one_of(version, "b1")
    assert segment.record.origin == SegmentRecord.Origin.MACHINE
    assert segment.target == (
        "Torsken' <strong>kom'</strong> til' <a href=\"https://a.example/nb\">Lofoten'</a>."
    )
    assert "a.example" not in str([one["body"] for one in server.asked])
    assert MachineUse.objects.get().characters > 0


def test_what_stands_twice_is_asked_for_and_paid_for_once(libretranslate, kari):
    body = paragraphs("Torsken kom.", "Silda gikk.", "Torsken kom.", "Torsken kom.")
    article = make_article(body_nb=body, headline_nb="Torsken kom.", lead_nb="Silda gikk.")
    version = make_translation(article=article, translator=kari)

    run = started(version, by=kari)

    assert (run.written, run.refused) == (6, {})
    assert [one.target for one in all_of(version)].count("Torsken' kom'.") == 4
    (asked,) = libretranslate.of("/translate")
    assert len(asked["body"]["q"]) == 2
    assert MachineUse.objects.get().characters == sum(map(len, asked["body"]["q"]))


def test_what_stands_or_was_left_out_is_neither_sent_nor_touched(server, version, kari):
    actions.save_segment(version, one_of(version, "headline").key, "Mine.", by=kari)
    actions.leave_out(version, one_of(version, "b2").key, by=kari)

    run = started(version, by=kari)

    assert run.written == 2
    assert one_of(version, "headline").target == "Mine."
    assert one_of(version, "b2").status == Status.LEFT_OUT
    sent = str([one["body"] for one in server.asked])
    assert "Prisen" not in sent


def test_what_somebody_writes_while_the_service_answers_is_theirs(server, version, kari):
    key = one_of(version, "b2").key
    original = running.propose

    def meanwhile(*args, **kwargs):
        proposed = original(*args, **kwargs)
        actions.save_segment(version, key, "Mine.", by=kari)
        return proposed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "propose", meanwhile)
        run = started(version, by=kari)

    assert one_of(version, "b2").target == "Mine."
    assert one_of(version, "b2").status == Status.TRANSLATED
    assert run.written == 3
    assert "meanwhile" in run.refused[key]


def test_nothing_of_a_machine_is_in_the_memory_until_somebody_confirms_it(deepl, version, kari):
    started(version, by=kari)

    assert not MemoryEntry.objects.exists()


def test_a_garbled_answer_keeps_no_other_from_being_written(deepl, version, kari):
    deepl.next = [{"texts": lambda texts: [texts[0], "", '<g i="9">x</g>', texts[3]]}]

    run = started(version, by=kari)

    assert (run.state, run.written) == ("done", 2)
    assert {one_of(version, "lead").key, one_of(version, "b1").key} == set(run.refused)
    assert one_of(version, "b1").target == ""
    assert len(deepl.asked) == 1


def test_a_text_that_the_service_refuses_stands_alone_in_the_end(server, version, kari):
    # All four; the first two; the first; the second; the last two.
    server.next = [{"status": 400}, {"status": 400}, {}, {"status": 400, "body": '{"error": "no"}'}]

    run = started(version, by=kari)

    assert (run.written, list(run.refused)) == (3, [one_of(version, "lead").key])
    assert "400: no" in run.refused[one_of(version, "lead").key]
    assert one_of(version, "lead").status == Status.OPEN


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"status": 456}, "used up"),
        ({"status": 403}, "key"),
        ({"body": "nonsense"}, "cannot be used"),
    ],
)
def test_a_trouble_stops_the_run_and_is_told(server, version, kari, how, why):
    server.next = [how]

    run = started(version, by=kari)

    assert (run.state, run.written) == ("failed", 0)
    assert why in run.problem
    assert statuses(version) == {Status.OPEN}
    assert len(server.asked) == 1


def test_what_came_before_a_trouble_is_kept(libretranslate, kari):
    body = paragraphs(*(f"Avsnitt {number}." for number in range(20)))
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    libretranslate.next = [{}, {}, {"status": 456}]

    run = started(version, by=kari)

    assert (run.state, run.total, run.written) == ("failed", 22, 16)
    again = started(version, by=kari)
    assert (again.state, again.total, again.written) == ("done", 6, 6)


def test_no_more_is_sent_than_the_month_has_left(libretranslate, kari, settings):
    settings.MACHINE_TRANSLATION_LIMIT = 100
    body = paragraphs(*(letter * 40 for letter in "abcde"))
    article = make_article(body_nb=body, headline_nb="H", lead_nb="L")
    version = make_translation(article=article, translator=kari)

    run = started(version, by=kari)

    assert (run.state, run.written) == ("failed", 4)
    assert "limit of 100" in run.problem
    assert MachineUse.objects.get().characters == 82
    sent = sum(len(text) for one in libretranslate.asked for text in one["body"]["q"])
    assert sent == 82


def test_a_failed_question_is_not_counted_and_an_unanswered_one_is(server, version, kari):
    server.next = [{"status": 403}]
    started(version, by=kari)
    assert MachineUse.objects.get().characters == 0

    server.next = [{"drop": True}]
    started(version, by=kari)
    assert MachineUse.objects.get().characters > 0


def test_words_that_are_not_to_be_translated_stay(server, version, kari, monkeypatch):
    monkeypatch.setattr(machine, "terms", lambda source, language: ([], ["Lofoten"]))
    server.next = [
        {"texts": lambda texts: [one.replace(">Lofoten<", ">the Lofotens<") for one in texts]}
    ]

    started(version, by=kari)

    assert ">Lofoten</a>" in one_of(version, "b1").target


def test_the_newsrooms_glossary_goes_along(deepl, version, kari):
    make_term(nb="torsk", en="cod")
    make_term(nb="Lofoten", part_of_speech="name", untranslatable=True)

    started(version, by=kari)

    assert deepl.glossaries == {"glossary-1": {("nb", "en"): "torsk\tcod"}}
    (asked,) = deepl.of("/v2/translate")
    assert asked["body"]["glossary_id"] == "glossary-1"
    assert any(">Lofoten</k>" in text for text in asked["body"]["text"])
    assert ">Lofoten</a>" in one_of(version, "b1").target
    assert one_of(version, "headline").target.endswith(" Lofoten")


def test_a_run_under_way_is_not_started_twice(deepl, version, kari):
    run = running.start(version, by=kari)

    assert running.start(version, by=make_editor()) == run

    work()
    assert len(deepl.asked) == 1
    assert MachineRun.objects.get().by == kari


def test_two_workers_do_not_ask_for_the_same(deepl, version, kari):
    run = running.start(version, by=kari)
    MachineRun.objects.update(busy_until=timezone.now() + datetime.timedelta(minutes=1))

    assert running.pretranslate.func(run.pk) == 0

    assert deepl.asked == []


def test_a_killed_worker_is_followed_by_one_who_goes_on(libretranslate, kari, monkeypatch):
    body = paragraphs(*(f"Avsnitt {number}." for number in range(10)))
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    run = running.start(version, by=kari)
    running.pretranslate.func(run.pk)
    assert len(libretranslate.asked) == 1
    # Killed in the middle of the second question: it has it, and the task is lost.
    DBTaskResult.objects.all().delete()
    ended = timezone.now() - datetime.timedelta(seconds=1)
    MachineRun.objects.update(state="running", busy_until=ended)

    assert running.start(version, by=kari) == run
    work()

    run.refresh_from_db()
    assert (run.state, run.written) == ("done", 12)
    assert len(libretranslate.asked) == 2


def test_run_again_when_it_is_over_changes_nothing(deepl, version, kari):
    run = started(version, by=kari)
    texts = [one.target for one in all_of(version)]

    assert running.pretranslate.func(run.pk) == 0

    assert [one.target for one in all_of(version)] == texts
    assert len(deepl.asked) == 1


def test_a_version_that_has_gone_to_the_desk_meanwhile_is_left_alone(deepl, version, kari):
    running.start(version, by=kari)
    LanguageVersion.objects.filter(pk=version.pk).update(state=State.REVIEW)

    work()

    run = MachineRun.objects.get()
    assert run.state == "failed"
    assert "Kari" in run.problem
    assert statuses(version) == {Status.OPEN}
    assert deepl.asked == []


def test_only_who_may_write_there_may_ask(deepl, version):
    with pytest.raises(NotAllowed):
        running.start(version, by=make_translator("Per"))
    with pytest.raises(NotAllowed):
        running.start(version, by=make_journalist())

    assert not MachineRun.objects.exists()


def test_a_fault_of_ours_stops_the_run_and_is_not_hidden(deepl, version, kari, monkeypatch):
    run = running.start(version, by=kari)
    monkeypatch.setattr(running, "prepared", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        running.pretranslate.func(run.pk)

    run.refresh_from_db()
    assert (run.state, run.busy_until) == ("failed", None)


def test_nothing_is_started_where_no_service_is_configured(version, kari):
    assert running.start(version, by=kari) is None
    assert not MachineRun.objects.exists()


def test_a_correction_in_another_language_is_translated_into_the_source(deepl, kari):
    article = make_article(written_in=("nb", "en"), state=State.PUBLISHED)
    Correction.objects.create(
        article=article, written_in="en", text_en="It was wrong.", created_by=make_editor()
    )
    version = article.versions.get(language="nb")

    run = started(version, by=make_editor())

    assert (run.state, run.written) == ("done", 1)
    assert deepl.of("/v2/translate")[0]["body"]["source_lang"] == "EN"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_person_typing_at_the_moment_of_writing_wins(deepl, version, kari):
    """Both have the same row before them; whoever comes second finds it locked, and then taken or
    pretranslated: the person's text stands either way."""
    key = one_of(version, "b2").key
    run = running.start(version, by=kari)
    begin = threading.Barrier(2)

    def type_it() -> None:
        try:
            begin.wait()
            actions.save_segment(
                LanguageVersion.objects.get(pk=version.pk), key, "Mine.", by=kari, seen=SEEN_EMPTY
            )
        finally:
            connection.close()

    typing = threading.Thread(target=type_it)
    typing.start()
    original = running.put_all

    def at_once(*args, **kwargs):
        begin.wait()
        return original(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "put_all", at_once)
        running.pretranslate.func(run.pk)
    typing.join()

    assert one_of(version, "b2").target == "Mine."
    assert one_of(version, "b2").status == Status.TRANSLATED
    assert one_of(version, "b1").status == Status.PRETRANSLATED

import threading

import pytest
from django.db import Error, connections, transaction

from articles import workflow
from articles.models import LanguageVersion, LogEntry, State
from articles.problems import NotAllowed, NotReady
from tests.factories import (
    log_of,
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_published_article,
    make_translator,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db

EVERYBODY = ("writer", "other journalist", "translator", "other translator", "editor", "nobody")
ALLOWED = {
    "submit": {"writer", "editor"},
    "request": {"writer", "editor"},
    "finish": {"translator", "editor"},
    "return": {"editor"},
    "approve": {"editor"},
    "publish": {"editor"},
    "schedule": {"editor"},
    "unschedule": {"editor"},
    "withdraw": {"editor"},
    "reopen": {"editor"},
}


@pytest.fixture
def people():
    return {
        "writer": make_journalist(),
        "other journalist": make_journalist(),
        "translator": make_translator(into=("en",)),
        "other translator": make_translator(into=("en",)),
        "editor": make_editor(),
        "nobody": make_user(),
    }


def version_at(state, people, *, side):
    article = make_article(by=people["writer"], written_in=("nb", "en"))
    if side == "source":
        return make_version(article, "nb", state=state)
    if state == workflow.NONE:
        return workflow.new_version(article, "en")
    return make_version(article, "en", state=state, translator=people["translator"])


@pytest.mark.parametrize("name", workflow.MOVES)
def test_every_move_is_in_the_truth_table(name):
    assert name in ALLOWED


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("state", [workflow.NONE, *State.values])
@pytest.mark.parametrize("side", ["source", "translation"])
@pytest.mark.parametrize("name", workflow.MOVES)
def test_only_the_right_person_moves_from_the_right_state(
    name, side, state, person, people, monkeypatch
):
    monkeypatch.setattr(workflow, "conditions", dict.fromkeys(workflow.conditions, lambda v, a: []))
    monkeypatch.setattr(workflow, "effects", {})
    if side == "source" and state == workflow.NONE:
        return  # every story has its source version from the start
    version = version_at(state, people, side=side)
    before = version.state
    move = workflow.MOVES[name]
    expected = person in ALLOWED[name] and state in move.sources and move.side in ("", side)

    try:
        moved = workflow.move(version, name, by=people[person], note="Fordi.")
    except NotAllowed as refusal:
        assert not expected
        assert str(refusal)
        if version.pk:
            version.refresh_from_db()
        assert version.state == before
        assert not LogEntry.objects.exists()
    else:
        assert expected
        target = move.target or (State.DRAFT if side == "source" else State.TRANSLATION)
        assert LanguageVersion.objects.get(pk=moved.pk).state == target
        assert log_of(moved.article) == [(moved.language, name, target)]


def test_every_state_can_be_reached_and_left():
    reached = {move.target for move in workflow.MOVES.values()} | {State.DRAFT, State.TRANSLATION}

    assert reached >= set(State)
    for state in State:
        assert any(state in move.sources for move in workflow.MOVES.values())


def test_every_need_is_answered():
    for move in workflow.MOVES.values():
        assert not move.needs or move.needs in workflow.conditions


def test_submitting_without_a_lead_says_what_is_missing_and_changes_nothing():
    writer = make_journalist()
    article = make_article(by=writer, lead_nb="")
    version = article.version("nb")

    with pytest.raises(NotReady) as refusal:
        workflow.move(version, "submit", by=writer)

    version.refresh_from_db()
    assert [problem.place for problem in refusal.value.problems] == ["lead"]
    assert version.state == State.DRAFT
    assert not LogEntry.objects.exists()


def test_return_needs_a_note():
    version = make_version(language="nb", state=State.REVIEW)
    editor = make_editor()

    with pytest.raises(NotReady):
        workflow.move(version, "return", by=editor, note="  ")
    workflow.move(version, "return", by=editor, note="Mangler motpart.")

    version.refresh_from_db()
    assert (version.state, version.note) == (State.DRAFT, "Mangler motpart.")


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("submit", State.DRAFT),
        ("approve", State.REVIEW),
        ("publish", State.READY),
        ("withdraw", State.PUBLISHED),
        ("reopen", State.WITHDRAWN),
    ],
)
def test_a_note_stays_until_the_version_moves_on(name, state, monkeypatch):
    monkeypatch.setattr(workflow, "conditions", dict.fromkeys(workflow.conditions, no_problems))
    monkeypatch.setattr(workflow, "effects", {})
    version = make_version(language="nb", state=state, note="Mangler motpart.")

    workflow.move(version, name, by=make_editor(), note="Leserne får vite dette.")

    version.refresh_from_db()
    assert version.note == ""
    assert LogEntry.objects.get().note == "Leserne får vite dette."


def no_problems(version, act):
    return []


def test_editor_cannot_approve_what_only_they_have_written():
    editor = make_editor()
    version = make_version(make_article(by=editor), "nb", state=State.REVIEW)

    with pytest.raises(NotAllowed):
        workflow.move(version, "approve", by=editor)

    version.refresh_from_db()
    assert version.state == State.REVIEW


def test_editor_may_approve_what_they_wrote_with_somebody():
    editor, other = make_editor(), make_journalist()
    article = make_article(by=editor, authors=(make_author(user=other),))
    version = make_version(article, "nb", state=State.REVIEW)

    workflow.move(version, "approve", by=editor)

    version.refresh_from_db()
    assert version.state == State.READY


def test_a_lone_editor_may_approve_where_the_newsroom_says_so_and_the_log_tells(settings):
    settings.LONE_EDITOR_MAY_APPROVE = True
    editor = make_editor()
    version = make_version(make_article(by=editor), "nb", state=State.REVIEW)

    workflow.move(version, "approve", by=editor)

    assert LogEntry.objects.get().detail == {"lone_editor": True}


def test_translator_cannot_approve_own_translation():
    kari = make_translator()
    article = make_article(written_in=("nb", "en"))
    version = make_version(article, "en", state=State.REVIEW, translator=kari)

    with pytest.raises(NotAllowed):
        workflow.move(version, "approve", by=kari)

    version.refresh_from_db()
    assert version.state == State.REVIEW


def test_moving_on_takes_a_version_off_the_schedule():
    from django.utils import timezone

    version = make_version(language="nb", state=State.READY, publish_at=timezone.now())

    workflow.move(version, "return", by=make_editor(), note="Vent.")

    version.refresh_from_db()
    assert version.publish_at is None


def test_asking_for_a_translation_twice_is_refused():
    article, editor = make_article(), make_editor()
    first, second = (workflow.new_version(article, "en") for _ in range(2))

    workflow.move(first, "request", by=editor)
    with pytest.raises(NotAllowed):
        workflow.move(second, "request", by=editor)

    assert article.versions.filter(language="en").count() == 1
    assert log_of(article) == [("en", "request", "translation")]


def test_options_tell_why_a_move_is_shut():
    writer = make_journalist()
    article = make_article(by=writer, headline_nb="")

    options = {one.name: one for one in workflow.options(article.version("nb"), by=writer)}

    assert "headline" in options["submit"].shut
    assert "approve" not in options


def test_only_what_readers_see_can_be_withdrawn():
    editor = make_editor()
    draft = make_article(by=editor)
    live = make_published_article()

    with pytest.raises(NotReady):
        workflow.move(draft.version("nb"), "withdraw", by=editor, note="Feil.")

    assert "withdraw" not in [o.name for o in workflow.options(draft.version("nb"), by=editor)]
    assert "withdraw" in [o.name for o in workflow.options(live.version("nb"), by=editor)]


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_log_can_be_neither_changed_nor_deleted(verb):
    version = make_version(language="nb", state=State.DRAFT)
    workflow.move(version, "submit", by=make_editor())
    rows = LogEntry.objects.all()

    with pytest.raises(Error), transaction.atomic():
        rows.update(note="x") if verb == "update" else rows._raw_delete(rows.db)

    assert LogEntry.objects.get().note == ""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_moves_at_once_exactly_one_wins():
    version = make_version(language="nb", state=State.DRAFT)
    editors = [make_editor(), make_editor()]
    start = threading.Barrier(2)
    outcomes = []

    def submit(editor):
        try:
            with transaction.atomic():
                start.wait()
                workflow.move(version, "submit", by=editor)
            outcomes.append("moved")
        except NotAllowed:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=submit, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["moved", "refused"]
    assert LogEntry.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_once_exactly_one_wins():
    article = make_article()
    editors = [make_editor(), make_editor()]
    start = threading.Barrier(2)
    outcomes = []

    def ask(editor):
        try:
            with transaction.atomic():
                start.wait()
                workflow.move(workflow.new_version(article, "en"), "request", by=editor)
            outcomes.append("moved")
        except NotAllowed:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["moved", "refused"]
    assert article.versions.filter(language="en").count() == 1


def test_a_move_costs_the_same_few_queries(django_assert_max_num_queries):
    version = make_version(language="nb", state=State.DRAFT)
    editor = make_editor()

    with django_assert_max_num_queries(8):
        workflow.move(version, "submit", by=editor)

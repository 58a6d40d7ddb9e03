"""Giving a translation to another, and moving its date."""

import datetime
import threading

import pytest
from django.db import connections

from articles.models import LanguageVersion, LogEntry, State
from articles.problems import NotAllowed
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_translator,
    make_version,
)
from translation import actions, assigning

pytestmark = pytest.mark.django_db

DAY, LATER = datetime.date(2030, 1, 31), datetime.date(2030, 2, 3)


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def per():
    return make_translator("Per", into=("en",))


@pytest.fixture
def version(kari):
    return make_version(make_article(), "en", state=State.TRANSLATION, translator=kari, due_on=DAY)


def stands(version) -> tuple:
    version = LanguageVersion.objects.get(pk=version.pk)
    return version.translator, version.due_on, version.state


def test_another_translator_and_date_are_written_down_in_the_log(version, kari, per):
    nils = make_editor()

    assigning.assign(version, translator=per, due_on=LATER, by=nils)

    assert stands(version) == (per, LATER, State.TRANSLATION)
    row = LogEntry.objects.get()
    assert (row.move, row.from_state, row.to_state, row.by) == (
        "assign",
        State.TRANSLATION,
        State.TRANSLATION,
        nils,
    )
    assert row.detail == {
        "translator": ["Kari", "Per"],
        "due_on": ["2030-01-31", "2030-02-03"],
    }


def test_a_released_translation_is_free_to_take(version, per):
    assigning.assign(version, translator=None, due_on=None, by=make_editor())

    assert list(LanguageVersion.objects.in_the_pool(per)) == [version]
    assert LogEntry.objects.get().detail == {
        "translator": ["Kari", ""],
        "due_on": ["2030-01-31", ""],
    }
    actions.claim(LanguageVersion.objects.get(pk=version.pk), by=per)
    assert stands(version)[0] == per


def test_what_changes_nothing_is_not_logged(version, kari):
    assert assigning.assign(version, translator=kari, due_on=DAY, by=make_editor()) is None

    assert not LogEntry.objects.exists()


def test_only_the_date_is_logged_where_only_the_date_was_moved(version, kari):
    assigning.assign(version, translator=kari, due_on=LATER, by=make_editor())

    assert LogEntry.objects.get().detail == {"due_on": ["2030-01-31", "2030-02-03"]}


@pytest.mark.parametrize("who", ["its translator", "another", "a journalist", "its writer"])
def test_only_editors_assign(version, kari, per, who):
    writer = make_journalist()
    version.article.created_by = writer
    version.article.save()
    people = {
        "its translator": kari,
        "another": per,
        "a journalist": make_journalist(),
        "its writer": writer,
    }

    with pytest.raises(NotAllowed):
        assigning.assign(version, translator=per, due_on=DAY, by=people[who])

    assert stands(version) == (kari, DAY, State.TRANSLATION)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("state", State.values)
def test_while_the_desk_has_a_translation_it_stays_with_who_finished_it(version, kari, per, state):
    version.state = state
    version.save()
    if state in assigning.OPEN:
        assigning.assign(version, translator=per, due_on=DAY, by=make_editor())
        assert stands(version) == (per, DAY, state)
        return

    with pytest.raises(NotAllowed) as refusal:
        assigning.assign(version, translator=per, due_on=DAY, by=make_editor())

    assert str(State(state).label) in str(refusal.value)
    assert stands(version) == (kari, DAY, state)


def test_a_source_has_no_translator(kari):
    source = make_article(state=State.PUBLISHED).versions.get()

    with pytest.raises(NotAllowed):
        assigning.assign(source, translator=kari, due_on=None, by=make_editor())

    assert stands(source) == (None, None, State.PUBLISHED)


@pytest.mark.parametrize(
    "fields", [{"into": ("nb",)}, {"into": ("en",), "is_active": False}, {"into": ()}]
)
def test_only_one_who_translates_into_the_language_is_given_it(version, kari, fields):
    with pytest.raises(NotAllowed):
        assigning.assign(
            version, translator=make_translator(**fields), due_on=DAY, by=make_editor()
        )

    assert stands(version) == (kari, DAY, State.TRANSLATION)


def test_one_who_has_it_may_keep_it_though_they_have_left(version, kari):
    kari.is_active = False
    kari.save()

    assigning.assign(version, translator=kari, due_on=LATER, by=make_editor())

    assert stands(version) == (kari, LATER, State.TRANSLATION)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_a_translator_who_takes_it_and_an_editor_who_gives_it_away_nobody_is_left_unlogged():
    kari, per, nils = make_translator("Kari"), make_translator("Per"), make_editor()
    version = make_version(make_article(), "en", state=State.TRANSLATION)
    start, refused = threading.Barrier(2), []

    def run(act):
        try:
            start.wait()
            act(LanguageVersion.objects.get(pk=version.pk))
        except NotAllowed as refusal:
            refused.append(str(refusal))
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=[lambda one: actions.claim(one, by=kari)]),
        threading.Thread(
            target=run,
            args=[lambda one: assigning.assign(one, translator=per, due_on=None, by=nils)],
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # Either she was first, and the log says from whom it was taken; or she was told who has it.
    assert stands(version)[0] == per
    before, after = LogEntry.objects.get().detail["translator"]
    assert (before, after) == (("", "Per") if refused else ("Kari", "Per"))

"""What people are told of one version by others: that it is theirs now, or theirs again."""

import datetime

import pytest

from articles import workflow
from articles.models import State
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_translator,
    make_version,
)
from tests.translation.stories import make_translation
from translation import actions, assigning, telling
from translation.models import Notice
from translation.telling import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def nils():
    return make_editor("Nils")


def told(person) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in Notice.objects.of(person).unread().order_by("pk")]


def test_whoever_is_asked_for_a_translation_is_told(kari, nils):
    article = make_article(state=State.PUBLISHED)

    actions.request(article, "en", by=nils, translator=kari, note="Kort, takk.")

    assert told(kari) == [("assigned", "Kort, takk.")]
    assert told(nils) == []


def test_a_translation_for_anyone_tells_nobody(nils):
    actions.request(make_article(state=State.PUBLISHED), "en", by=nils)

    assert not Notice.objects.exists()


def test_whoever_gets_a_translation_is_told_and_whoever_had_it_no_longer(kari, nils):
    per, version = make_translator("Per", into=("en",)), make_translation()
    assigning.assign(version, translator=per, due_on=None, by=nils)

    assigning.assign(version, translator=kari, due_on=None, by=nils)

    assert told(kari) == [("assigned", "")]
    assert told(per) == []


def test_a_new_date_and_a_claim_tell_nobody(kari, nils):
    version = make_translation()

    actions.claim(version, by=kari)
    assigning.assign(version, translator=kari, due_on=datetime.date(2030, 1, 31), by=nils)

    assert not Notice.objects.exists()


def test_a_returned_translation_tells_its_translator_why(kari, nils):
    version = make_translation(state=State.REVIEW, translator=kari)

    workflow.move(version, "return", by=nils, note="Sitatet mangler.")

    assert told(kari) == [("returned", "Sitatet mangler.")]


def test_a_returned_story_tells_its_writer_why(nils):
    writer = make_journalist()
    article = make_article(by=writer, state=State.REVIEW)

    workflow.move(article.version("nb"), "return", by=nils, note="Hvem sier dette?")

    assert told(writer) == [("returned", "Hvem sier dette?")]


@pytest.mark.parametrize("name", ["approve", "finish", "submit"])
def test_other_moves_tell_nobody(name, kari, nils):
    article = make_article(written_in=("nb", "en"))
    state = {"approve": State.REVIEW, "finish": State.TRANSLATION}.get(name, State.PUBLISHED)
    version = make_version(article, "en", state=state, translator=kari)
    actions.confirm_all(make_version(article, "en", state=state, translator=kari), by=nils)
    if name == "submit":
        version = article.version("nb")

    workflow.move(version, name, by=nils)

    assert not Notice.objects.exists()


def test_who_finishes_has_done_what_they_were_told_to(kari, nils):
    version = make_translation(
        article=make_article(written_in=("nb", "en")), state=State.REVIEW, translator=kari
    )
    telling.tell(kari, Kind.MENTIONED, version, by=nils, about="note 1", text="@Kari: se her")
    version = workflow.move(version, "return", by=nils, note="Sitatet mangler.")
    actions.confirm_all(version, by=kari)

    actions.finish(version, by=kari)

    assert told(kari) == [("mentioned", "@Kari: se her")]


def test_the_same_is_told_once_and_unread_again(kari, nils):
    version = make_translation(translator=kari)
    telling.tell(kari, Kind.MENTIONED, version, by=nils, about="note 1", text="Se her")
    telling.mark_read(kari, version=version)

    telling.tell(kari, Kind.MENTIONED, version, by=nils, about="note 1", text="Se her, Kari")
    telling.tell(kari, Kind.MENTIONED, version, by=nils, about="note 2", text="Og her")

    assert told(kari) == [("mentioned", "Se her, Kari"), ("mentioned", "Og her")]


def test_a_note_that_was_taken_back_tells_nobody(kari, nils):
    version = make_translation(translator=kari)
    telling.tell(kari, Kind.MENTIONED, version, by=nils, about="note 1", text="Se her")

    telling.take_back(Kind.MENTIONED, version, about="note 1")

    assert told(kari) == []


@pytest.mark.parametrize("who", ["themselves", "one who has left"])
def test_nobody_is_told_by_themselves_or_after_they_have_left(who, kari, nils):
    version = make_translation(translator=kari)
    kari.is_active = who != "one who has left"

    told_of = telling.tell(
        kari, Kind.MENTIONED, version, by=kari if who == "themselves" else nils, about="note 1"
    )

    assert told_of is None
    assert not Notice.objects.exists()


def test_the_bell_costs_one_query(kari, nils, django_assert_num_queries):
    for number in range(3):
        version = make_translation(translator=kari)
        telling.tell(kari, Kind.ASSIGNED, version, by=nils, is_urgent=number == 0)

    with django_assert_num_queries(1):
        found = telling.unread(kari)

    assert found == (3, 1)


def test_of_what_was_withdrawn_nobody_is_told(kari, nils):
    version = make_translation(translator=kari)
    telling.tell(kari, Kind.ASSIGNED, version, by=nils)

    make_version(version.article, "en", state=State.WITHDRAWN)

    assert telling.unread(kari).number == 0

"""Old text is what readers of one language see while those of another see a newer: it begins with the
source's publication, and not with its change."""

import datetime

import pytest
from django.utils import timezone

from articles import corrections
from articles.models import Article, State
from publishing import actions as publishing_actions
from tests.factories import make_editor, make_published_article, make_translator, make_version
from tests.factories import paragraphs as body
from tests.translation.stories import change, make_translated, publish_source
from translation import actions, behind, telling, undoing
from translation.models import Notice, NoticedChange

pytestmark = pytest.mark.django_db

CHANGED = body("Torsken kom sent i år.", "Prisen er høy.")


@pytest.fixture
def nils():
    return make_editor("Nils")


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def english(nils, kari):
    """A live translation whose source was changed, and not published."""
    article = make_published_article(by=nils)
    version = make_version(article, "en", state=State.PUBLISHED, translator=kari)
    behind.follow(change(article, body_nb=CHANGED), by=nils)
    return version


def notice_of(version) -> Notice:
    return Notice.objects.of_changes().get(version=version)


def seen_since(version) -> list[datetime.datetime | None]:
    changes = notice_of(version).changes.all()
    return [one.seen_since for one in changes]


def test_a_change_is_not_before_readers_until_the_source_is_published(english, nils):
    assert (seen_since(english), notice_of(english).is_urgent) == ([None], False)
    before = timezone.now()

    publish_source(english.article, by=nils)

    (seen,) = seen_since(english)
    assert before <= seen <= timezone.now()
    assert notice_of(english).is_urgent


def test_publishing_the_source_once_more_leaves_the_hour(english, nils):
    publish_source(english.article, by=nils)
    (first,) = seen_since(english)
    behind.follow(change(english.article, lead_nb="En annen ingress."), by=nils)
    assert seen_since(english) == [None, first]

    publish_source(english.article, by=nils)

    lead, paragraph = seen_since(english)
    assert paragraph == first < lead
    assert behind.since([english])[english.pk].seen == first


def test_publishing_another_language_puts_nothing_before_readers_of_the_source(nils):
    article = make_published_article(by=nils)
    english = article.version("en")
    behind.follow(change(article, body_nb=CHANGED), by=nils)
    elsewhere = make_published_article(by=nils)

    publish_source(elsewhere, by=nils)

    assert seen_since(english) == [None]


def test_what_is_not_live_itself_is_never_urgent(nils, kari):
    version = make_translated(kari)
    make_version(version.article, "nb", state=State.READY)
    publish_source(version.article, by=nils)
    behind.follow(change(version.article, body_nb=CHANGED), by=nils)

    publish_source(version.article, by=nils)

    assert seen_since(version) != [None]
    assert not notice_of(version).is_urgent


def test_the_translator_hears_of_it_anew_when_it_has_become_urgent(english, nils, kari):
    telling.mark_read(kari)
    Notice.objects.update(waiting_since=None)

    publish_source(english.article, by=nils)

    assert telling.unread(kari) == (1, 1)
    assert notice_of(english).waiting_since
    telling.mark_read(kari)
    publish_source(english.article, by=nils)
    assert telling.unread(kari).number == 0


def test_a_source_that_was_withdrawn_shows_nobody_a_newer_text(english, nils):
    publish_source(english.article, by=nils)
    source = Article.objects.get(pk=english.article_id).version("nb")

    publishing_actions.withdraw([source], reasons={"nb": "Feil."}, by=nils)

    assert (seen_since(english), notice_of(english).is_urgent) == ([None], False)


def test_what_is_seen_to_is_urgent_no_longer(english, nils, kari):
    publish_source(english.article, by=nils)
    behind.follow(change(english.article, lead_nb="En annen ingress."), by=nils)
    _lead, paragraph = notice_of(english).changes.all()

    actions.confirm(english, paragraph.segment, by=kari)

    assert seen_since(english) == [None]
    assert not notice_of(english).is_urgent


def test_what_is_undone_is_before_readers_since_the_hour_it_was(english, nils, kari):
    (told,) = notice_of(english).changes.all()
    token = undoing.before(english, told.segment)
    actions.confirm(english, told.segment, by=kari)
    publish_source(english.article, by=nils)

    undoing.undo(english, told.segment, token, by=kari)

    (seen,) = seen_since(english)
    assert told.since < seen
    assert notice_of(english).is_urgent


def test_a_correction_is_urgent_at_once_and_seen_with_the_language_it_was_written_in(nils):
    article = make_published_article(by=nils)
    source = article.version("nb")
    corrections.add(article, "en", "It was Wednesday.", by=nils)
    assert (seen_since(source), notice_of(source).is_urgent) == ([None], True)

    english = Article.objects.get(pk=article.pk).version("en")
    publishing_actions.publish([english], by=nils)

    assert seen_since(source) != [None]
    assert NoticedChange.objects.count() == 1

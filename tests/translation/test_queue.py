"""What stands where in the lists of work: what readers see an old text of comes before all that is
not urgent."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import corrections
from articles.models import Article, State
from tests.factories import make_editor, make_published_article, make_translator
from tests.translation.stories import change, make_translation, publish_source
from translation import behind
from translation import queue as queues
from translation.models import NoticedChange

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/translation/"


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


def behind_since(days: int, *, translator=None, state=State.PUBLISHED, seen=True):
    """A published story whose English is behind: since that day, seen by readers of the source or
    not."""
    article = change(make_published_article(), headline_nb=f"Endret for {days} dager siden")
    article.versions.filter(language="en").update(translator=translator, state=state)
    behind.follow(Article.objects.get(pk=article.pk), by=None)
    at = timezone.now() - datetime.timedelta(days=days)
    version = article.versions.get(language="en")
    left = NoticedChange.objects.filter(notice__version=version)
    if seen:
        publish_source(article)
        left.update(since=at - datetime.timedelta(days=30), seen_since=at)
    else:
        left.update(since=at)
    return version


def test_what_readers_see_old_text_of_stands_first_and_the_oldest_of_it_before_all(kari):
    newer, older = behind_since(1, translator=kari), behind_since(3, translator=kari)
    free = behind_since(2)
    make_translation(translator=kari)

    queue = queues.of_translator(kari)

    assert [work.version for work in queue.old_text] == [older, free, newer]
    assert len(queue.in_hand) == 1
    assert [pool.live for pool in queue.pools] == [[]]


def test_one_in_hand_whose_readers_see_old_text_stands_there_and_not_in_hand(kari):
    version = behind_since(1, translator=kari, state=State.TRANSLATION)
    never_read = make_translation(translator=kari)
    change(never_read.article, headline_nb="Endret")

    queue = queues.of_translator(kari)

    assert [work.version for work in queue.old_text] == [version]
    assert [work.version for work in queue.in_hand] == [never_read]


def test_one_on_the_desk_stays_there_and_says_so(kari):
    version = behind_since(1, translator=kari, state=State.REVIEW)

    queue = queues.of_translator(kari)

    assert queue.old_text == []
    assert [(work.version, work.has_old_text) for work in queue.in_review] == [(version, True)]


def test_others_work_is_nobodys_but_the_desks(kari):
    version = behind_since(1, translator=make_translator("Ola", into=("en",)))

    desks = {desk.language: desk for desk in queues.of_desk()}

    assert queues.of_translator(kari).old_text == []
    assert [work.version for work in desks["en"].old_text] == [version]
    assert desks["nb"].old_text == []


@pytest.mark.parametrize("who", ["translator", "editor"])
def test_the_page_says_since_when(client, kari, who):
    version = behind_since(2, translator=kari)
    client.force_login(kari if who == "translator" else make_editor(interface_language="en"))

    html = client.get(ADDRESS).content.decode()

    at = timezone.localtime(NoticedChange.objects.get(notice__version=version).seen_since)
    assert f"Readers have seen old text since {at:%d/%m/%Y, %H:%M}" in html
    assert "queue-old" in html
    assert ("· Kari" in html) == (who == "editor")


def test_what_no_reader_has_seen_stands_below_and_says_no_more_than_is_so(client, kari):
    newer, older = (behind_since(days, translator=kari, seen=False) for days in (1, 9))
    seen = behind_since(5, translator=kari)
    in_hand = behind_since(7, translator=kari, state=State.TRANSLATION, seen=False)
    client.force_login(kari)

    queue = queues.of_translator(kari)
    html = client.get(ADDRESS).content.decode()

    assert [work.version for work in queue.old_text] == [seen]
    assert [work.version for work in queue.changed] == [older, newer]
    assert [work.version for work in queue.in_hand] == [in_hand]
    assert html.count("Readers have seen old text since") == 1
    assert html.count("not published yet") == 3
    assert html.index("Readers have seen old text since") < html.index("not published yet")


def test_a_pool_shows_both_and_the_old_text_first(kari):
    unseen, seen = behind_since(9, seen=False), behind_since(2)

    pool, _page = queues.page_of_pool("en", 1)

    assert [work.version for work in pool.live] == [seen, unseen]


def test_what_is_urgent_says_what_it_lacks_and_not_since_when(client, kari):
    article = make_published_article()
    corrections.add(article, "nb", "Det var galt.", by=make_editor())
    client.force_login(kari)

    html = client.get(ADDRESS).content.decode()

    assert "Urgent: correction" in html
    assert "Readers have seen old text" not in html


@pytest.mark.parametrize("who", ["translator", "editor"])
def test_costs_the_same_however_many_are_behind(client, kari, who):
    client.force_login(kari if who == "translator" else make_editor())
    behind_since(1, translator=kari)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    for days in range(2, 6):
        behind_since(days, translator=kari)
    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)

    assert len(many) == len(few)

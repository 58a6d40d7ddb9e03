"""A story that is withdrawn while it is being published anew stays withdrawn, and nothing of it is
told afterwards."""

import pytest
from django.test import Client

from articles.models import Article
from publishing import actions
from publishing.models import Event, Live, Publication, Republication, SearchEntry, Tombstone
from publishing.republishing import republish
from tests.factories import make_editor, make_published_article, make_tag
from tests.publishing.test_republishing import in_threads, queued, rename, row_of

pytestmark = pytest.mark.django_db
__all__ = ["queued"]

Reason, State = Publication.Reason, Republication.State


def withdraw(article: Article, by) -> None:
    reasons = {"nb": "Feil.", "en": "Wrong."}
    actions.withdraw(list(article.versions.all()), reasons=reasons, by=by)


def assert_gone(article: Article) -> None:
    assert not Live.objects.filter(article=article).exists()
    assert Tombstone.objects.filter(article=article).count() == 2
    last = Event.objects.filter(article=article).order_by("number").last()
    assert last is not None
    assert last.kind == Event.Kind.WITHDRAWN
    told = Event.objects.filter(article=article).order_by("number").values_list("kind", flat=True)
    assert list(told)[-2:] == [Event.Kind.WITHDRAWN] * 2


def test_a_story_that_is_withdrawn_before_its_turn_is_not_brought_back(queued, client: Client):
    tag = make_tag()
    stays, goes = (make_published_article(tags=(tag,)) for _ in range(2))
    queued.waiting.clear()
    rename(tag, name_nb="Ny")
    withdraw(goes, make_editor())
    versions = Publication.objects.filter(article=goes).count()

    queued.work()

    assert row_of(Reason.TAG).state == State.DONE
    assert_gone(goes)
    assert Publication.objects.filter(article=goes).count() == versions
    assert Live.objects.filter(article=stays).count() == 2
    assert client.get(f"/api/v1/articles/{goes.pk}/?language=nb").status_code == 410


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_withdrawing_while_a_worker_publishes_the_same_stories_anew(queued):
    tag, editor = make_tag(), make_editor()
    stories = [make_published_article(tags=(tag,)) for _ in range(6)]
    queued.waiting.clear()
    rename(tag, name_nb="Ny")
    row = row_of(Reason.TAG)

    def withdraw_all() -> None:
        for one in reversed(stories):
            withdraw(one, editor)

    troubles = in_threads(withdraw_all, lambda: republish.func(row.pk))

    row.refresh_from_db()
    assert troubles == []
    assert (row.state, row.failed) == (State.DONE, 0)
    for one in stories:
        assert_gone(one)
    assert not SearchEntry.objects.exists()

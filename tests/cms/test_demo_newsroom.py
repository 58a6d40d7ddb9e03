"""The demo newsroom, loaded by the actions that people use."""

import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, LanguageVersion, LogEntry, State
from cms.demo import archive
from cms.demo.load import DemoNewsroom
from publishing.models import Live, Publication, Tombstone
from publishing.standing import marks
from translation.staleness import standings

pytestmark = pytest.mark.django_db


def test_every_state_is_there_with_a_stale_translation_and_a_withdrawn_story():
    DemoNewsroom(picture_size=(480, 320)).load()

    articles = list(Article.objects.prefetch_related("versions"))
    states = set(LanguageVersion.objects.values_list("state", flat=True))
    assert len(articles) >= 12
    assert states == set(State)
    assert sum(standing.is_stale for standing in standings(articles).values()) == 1
    assert Tombstone.objects.count() == 2
    assert any(mark.unpublished_changes for mark in marks(articles).values())
    for live in Live.objects.select_related("publication"):
        document = json.loads(live.publication.document)
        assert document["photo"]["credit"]["line"]
        assert document["photo"]["renditions"]
        assert document["body"]["html"]


def test_generated_stories_are_published_in_both_languages_with_their_log():
    DemoNewsroom(picture_size=(480, 320)).load()
    published, logged = Live.objects.count(), LogEntry.objects.count()

    assert archive.add(3) == 3
    assert archive.add(2) == 2

    assert Live.objects.count() == published + 10
    assert LogEntry.objects.count() == logged + 10
    made = Article.objects.filter(dateline=archive.DATELINE).prefetch_related("versions")
    assert not any(standing.unsettled for standing in standings(made).values())
    assert not any(mark.unpublished_changes for mark in marks(made).values())


def test_it_is_not_loaded_where_others_can_log_in(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="your own machine"):
        call_command("demo_newsroom")

    assert not Publication.objects.exists()

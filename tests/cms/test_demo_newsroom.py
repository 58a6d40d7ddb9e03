"""The demo newsroom, loaded by the actions that people use."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import languages
from api.models import Attempt, ClientKey, Delivery, Endpoint
from articles import planning
from articles.models import Article, Correction, LanguageVersion, LogEntry, State
from cms.demo import archive
from cms.demo.load import DemoNewsroom
from cms.desk.history import line_of
from publishing.models import Live, Publication, Republication, Tombstone
from publishing.standing import marks
from tests.translation.stories import all_of
from translation.findings import of_segments
from translation.glossary.lookup import Glossary
from translation.staleness import standings

pytestmark = pytest.mark.django_db


def test_every_state_is_there_with_a_stale_translation_and_a_withdrawn_story():
    DemoNewsroom(picture_size=(480, 320)).load()

    articles = list(Article.objects.prefetch_related("versions"))
    states = set(LanguageVersion.objects.values_list("state", flat=True))
    assert len(articles) >= 12
    assert states == set(State)
    assert sum(standing.is_changed for standing in standings(articles).values()) == 1
    assert Tombstone.objects.count() == 2
    assert any(mark.unpublished_changes for mark in marks(articles).values())
    for live in Live.objects.select_related("publication"):
        document = json.loads(live.publication.document)
        assert document["photo"]["credit"]["line"]
        assert document["photo"]["renditions"]
        assert document["body"]["html"]


def test_the_glossary_is_found_in_the_stories_and_kept_in_their_translations():
    DemoNewsroom(picture_size=(480, 320)).load()

    segments = [
        one
        for version in LanguageVersion.objects.select_related("article")
        for one in all_of(version)
        if one.source and one.target
    ]
    told = [
        (one.source, str(each.finding.sentence))
        for one, findings in of_segments(segments)
        for each in findings
        if each.finding.code.startswith("term_")
    ]
    glossary = Glossary.of_texts((one.source_language, one.source) for one in segments)
    found = {
        term
        for one in segments
        for hit in glossary.hits(one.source_language, one.source)
        for term in hit.terms
    }
    assert told == []
    assert len(found) >= 10


def test_a_storys_history_goes_forward_and_ends_before_now():
    before = timezone.now()
    DemoNewsroom(picture_size=(480, 320)).load()

    for article in Article.objects.all():
        log = list(article.log.order_by("pk"))
        saves = list(article.history.order_by("history_id"))
        told = Publication.objects.filter(article=article, reason__in=["published", "updated"])
        assert [row.at for row in log] == sorted(row.at for row in log)
        assert [row.history_date for row in saves] == sorted(row.history_date for row in saves)
        assert saves[0].history_date == article.created_at <= article.updated_at <= before
        assert {row.at.replace(microsecond=0) for row in log if row.move == "publish"} == {
            row.at for row in told
        }
        line = line_of(article).events
        assert line[-1].title == "Made"
        assert all(event.at <= before for event in line)


def test_stories_are_corrected_scheduled_and_held_back_and_clients_told():
    DemoNewsroom(picture_size=(480, 320)).load()

    one, both = Correction.objects.order_by("-created_at")
    assert one.languages_seen == ["nb"]
    assert standings([one.article])[one.article_id, "en"].missing_corrections == 1
    assert set(both.languages_seen) == {"nb", "en"}
    waiting = LanguageVersion.objects.filter(publish_at__gt=timezone.now())
    assert sorted(waiting.values_list("state", "language")) == [("ready", "en"), ("ready", "nb")]
    assert waiting.values("publish_at").distinct().count() == 1
    held = LogEntry.objects.filter(move="hold_back")
    assert sorted(held.values_list("language", flat=True)) == ["en", "nb"]
    for entry in held:
        version = LanguageVersion.objects.get(article=entry.article_id, language=entry.language)
        assert version.embargo_until > timezone.now()
        assert version.publish_at is None
        assert version.note == entry.note == ""
        assert len(planning.reasons(entry.detail)) == 2

    endpoint, key = Endpoint.objects.get(), ClientKey.objects.get()
    assert endpoint.health == Endpoint.Health.OFF
    assert endpoint.url.split("/")[2].endswith(".invalid")
    assert not Delivery.objects.due(timezone.now()).exists()
    states = set(endpoint.deliveries.values_list("state", flat=True))
    assert states == {"delivered", "waiting"}
    assert all(one.event.language == "en" for one in endpoint.deliveries.select_related("event"))
    assert Attempt.objects.exclude(status=204).exists()
    assert not key.is_valid
    republication = Republication.objects.get(reason="tag")
    assert (republication.state, republication.changed) == ("done", 2)


def test_a_translation_is_written_after_it_was_asked_for():
    DemoNewsroom(picture_size=(480, 320)).load()

    looked_at = 0
    for row in LogEntry.objects.filter(move="request"):
        column = languages.column("lead", row.language)
        saves = Article.history.filter(id=row.article_id, history_date__lte=row.at)
        assert saves
        assert not any(getattr(save, column) for save in saves)
        looked_at += bool(getattr(Article.objects.get(pk=row.article_id), column))
    assert looked_at > 5


def test_an_id_stands_once_in_a_document():
    DemoNewsroom(picture_size=(480, 320)).load()

    for document in map(json.loads, Publication.objects.values_list("document", flat=True)):
        ids = re.findall(r'data-id="([^"]*)"', document["body"]["html"])
        assert len(ids) == len(set(ids))


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

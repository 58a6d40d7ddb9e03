"""How PostgreSQL goes about a list, as an installation has it: statements planned once."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test import Client

from api.public import listing
from articles.models import Article
from publishing.models import Live, Publication
from tests.api.live import START
from tests.api.test_articles import ask

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MANY = 3_000
LAST = START + datetime.timedelta(minutes=MANY)


@pytest.fixture
def archive() -> None:
    """Stories a minute apart, each updated as it was published."""
    articles = Article.objects.bulk_create(Article(source_language="en") for _ in range(MANY))
    publications = Publication.objects.bulk_create(
        Publication(
            article=article,
            language="en",
            version=1,
            content="{}",
            document="{}",
            digest=uuid.uuid4().hex,
            content_digest="0" * 64,
            reason=Publication.Reason.PUBLISHED,
            at=START,
        )
        for article in articles
    )
    Live.objects.bulk_create(
        Live(
            article_id=publication.article_id,
            language="en",
            publication=publication,
            slug=f"story-{number}",
            headline="A story",
            section_position=0,
            card='{"lead": "' + "word " * 200 + '"}',
            **dict.fromkeys(
                ("published_at", "updated_at", "changed_at"),
                START + datetime.timedelta(minutes=number),
            ),
        )
        for number, publication in enumerate(publications)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE publishing_live")


def plan(updated_after: datetime.datetime) -> str:
    asked = {"language": "en", "updated_after": updated_after}
    sql, values = listing._statement(asked, None, 21)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [row[0] for row in cursor.fetchall()]


def test_what_was_updated_lately_is_looked_up_by_that(archive: None):
    assert "live_updated" in plan(LAST)
    assert "live_updated" in plan(LAST - datetime.timedelta(minutes=5))
    assert "live_newest" in plan(START)


def test_a_question_by_update_is_planned_for_its_time(client: Client, archive: None):
    for _ in range(2):
        assert ask(client, updated_after=LAST.isoformat()).json()["results"] == []
        assert len(ask(client, published_after=START.isoformat()).json()["results"]) == 20

    lists = [statement for statement in prepared() if "publishing_live l" in statement]

    assert any("published_at" in statement for statement in lists)
    assert not any("l.updated_at >" in statement for statement in lists)

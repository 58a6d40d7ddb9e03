from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts import statements
from accounts.statements import Insert, Query, Update
from articles.models import Article, LanguageVersion, LogEntry, State, Tag
from publishing.models import KnownSlug
from tests.factories import make_article, make_editor, make_section, make_tag, make_version

pytestmark = pytest.mark.django_db

KEY = Article._meta.pk


def make_slug(slug: str, ref: int = 1) -> KnownSlug:
    return KnownSlug(kind="tag", language="nb", slug=slug, ref=ref, name=slug)


def test_a_query_gives_the_rows_that_the_orm_gives():
    rows = Article.objects.select_related("section")
    query = Query(lambda pk: rows.filter(pk=pk), KEY)
    one, other = make_article(section=make_section()), make_article(section=None)

    found = [query(one.pk)[0], query(other.pk)[0]]

    for article in found:
        theirs = rows.get(pk=article.pk)
        for field in Article._meta.concrete_fields:
            assert getattr(article, field.attname) == getattr(theirs, field.attname)
        assert type(article.pk) is type(theirs.pk)
        assert article.section == theirs.section
        assert not article._state.adding
    assert query(make_tag().pk and "00000000-0000-4000-8000-000000000000") == []


def test_what_a_query_gives_is_never_older_than_the_database():
    query = Query(lambda pk: Article.objects.filter(pk=pk), KEY)
    article = make_article(headline_nb="Før")
    assert query(article.pk)[0].headline_nb == "Før"

    Article.objects.filter(pk=article.pk).update(headline_nb="Etter")

    assert query(article.pk)[0].headline_nb == "Etter"
    article.delete()
    assert query(article.pk) == []


def test_a_query_is_composed_once_for_a_connection(monkeypatch):
    composed = []

    def make(pk):
        composed.append(pk)
        return Tag.objects.filter(pk=pk)

    query = Query(make, Tag._meta.pk)
    tags = [make_tag("Fiske"), make_tag("Havn")]

    found = [query(tag.pk) for tag in tags]

    assert found == [[tag] for tag in tags]
    assert len(composed) == 1


def test_a_query_of_values_reads_them_as_the_orm_does():
    article = make_article()
    entry = LogEntry.objects.create(
        article=article,
        language="nb",
        move="publish",
        to_state=State.PUBLISHED,
        by=make_editor(),
        detail={"accepted": ["a"]},
    )
    rows = LogEntry.objects.values_list("at", "detail")
    query = Query(lambda pk: rows.filter(article=pk), KEY)

    assert query.rows(article.pk) == [(entry.at, {"accepted": ["a"]})]
    assert query.rows(article.pk) == list(rows.filter(article=article))


def test_rows_that_are_kept_are_what_the_relation_gives_and_no_more():
    tag, other = make_tag("Fiske"), make_tag("Havn")
    article = make_article(tags=(tag,))
    article = Article.objects.get(pk=article.pk)

    statements.keep(article, "tags", [tag])

    assert list(article.tags.all()) == [tag]
    assert not article.tags.filter(pk=other.pk).exists()


def test_rows_of_the_other_side_know_whose_they_are(django_assert_num_queries):
    article = make_article()
    version = make_version(article, "nb", state=State.DRAFT)
    version = LanguageVersion.objects.get(pk=version.pk)

    statements.keep(article, "versions", [version])

    with django_assert_num_queries(0):
        assert next(iter(article.versions.all())).article is article


@pytest.mark.parametrize("number", [0, 1, 2, 8, 9, 20])
def test_inserted_rows_learn_their_keys_in_order(number):
    rows = [make_slug(f"merke-{at}") for at in range(number)]

    Insert(KnownSlug)(iter(rows))

    stored = KnownSlug.objects.in_bulk([row.pk for row in rows])
    assert [stored[row.pk].slug for row in rows] == [row.slug for row in rows]
    assert not any(row._state.adding for row in rows)


def test_a_row_that_stands_already_is_left_as_it_is():
    insert = Insert(KnownSlug, ignore_conflicts=True)
    insert([make_slug("fiske")])
    first = KnownSlug.objects.get()

    insert([make_slug("fiske"), make_slug("havn")])

    assert KnownSlug.objects.get(slug="fiske").pk == first.pk
    assert KnownSlug.objects.count() == 2


def test_an_update_changes_those_rows_alone():
    article = make_article()
    rows = [make_version(article, code, state=State.READY) for code in ("nb", "en")]
    other = make_version(make_article(), "nb", state=State.READY)
    fields = [LanguageVersion._meta.get_field(name) for name in ("note", "publish_at")]
    key = LanguageVersion._meta.pk
    update = Update(lambda *keys: LanguageVersion.objects.filter(pk__in=keys), fields, key, key)
    at = timezone.now() + timedelta(days=1)

    update("først", at, *(row.pk for row in rows))
    update("så", None, *(row.pk for row in rows))

    assert [(row.note, row.publish_at) for row in article.versions.all()] == [("så", None)] * 2
    other.refresh_from_db()
    assert other.note == ""


def test_statements_are_told_to_whoever_counts_them(django_assert_num_queries):
    with django_assert_num_queries(1):
        Query(lambda pk: Tag.objects.filter(pk=pk), Tag._meta.pk)(1)


def test_what_was_composed_goes_with_its_connection():
    query = Query(lambda: Tag.objects.all())
    query()

    assert query in connection.composed_statements

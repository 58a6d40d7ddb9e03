"""Publications in the admin: to look at, and nothing else."""

import json

import pytest
from django.urls import reverse

from publishing.models import Publication
from tests.factories import make_editor, make_published_article, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication(client):
    editor = make_user("Administrator", name="Nils Hætta", interface_language="en")
    client.force_login(editor)
    article = make_published_article(by=editor, tags=(make_tag(),), kicker_en="Fisheries")
    return article.publications.get(language="en")


def test_a_publication_is_shown_as_it_was_whatever_has_become_of_the_story(client, publication):
    article = publication.article
    article.headline_en = "Something else"
    article.save()

    page = client.get(
        reverse("admin:publishing_publication_change", args=[publication.pk])
    ).content.decode()

    assert "<h1>The cod has come to Lofoten</h1>" in page
    assert "The price is high." in page
    assert "Something else" not in page
    assert publication.digest in page


def test_a_publication_names_a_person_with_two_roles_once(client, publication):
    document = json.loads(publication.document)
    byline = {"name": "Ingrid Aasheim", "slug": "ingrid-aasheim"}
    document["bylines"] = [{**byline, "role": role} for role in ("writer", "photographer")]
    shown = Publication.objects.create(
        article=publication.article,
        language="en",
        version=publication.version + 1,
        content=publication.content,
        document=json.dumps(document),
        digest="",
        content_digest="",
        reason=Publication.Reason.UPDATED,
        at=publication.at,
    )

    page = client.get(reverse("admin:publishing_publication_change", args=[shown.pk]))

    text, _raw = page.content.decode().split("publication-raw")
    assert text.count("Ingrid Aasheim") == 1


def test_the_raw_document_is_there_to_the_last_key(client, publication):
    answer = client.get(reverse("admin:publishing_publication_change", args=[publication.pk]))

    assert json.loads(answer.context["raw"]) == json.loads(publication.document)


def test_nobody_can_add_change_or_delete_a_publication(client, publication):
    pk = publication.pk
    urls = [
        reverse("admin:publishing_publication_add"),
        reverse("admin:publishing_publication_change", args=[pk]),
        reverse("admin:publishing_publication_delete", args=[pk]),
    ]

    answers = [client.post(url, {"post": "yes", "note": "x"}) for url in urls]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Publication.objects.get(pk=pk).note == publication.note


def test_the_list_tells_which_one_readers_see(client, publication):
    page = client.get(reverse("admin:publishing_publication_changelist"))

    cards = page.context["cl"]
    live = {one.version for one in cards.result_list if one.live_now and one.language == "en"}
    newest = publication.article.publications.filter(language="en").order_by("-version").first()
    assert live == {newest.version}
    assert page.content.decode().count('class="field-is_live">Live</td>') == 2


def test_publications_are_found_by_headline_and_lead_to_each_other(client, publication):
    found = client.get(
        reverse("admin:publishing_publication_changelist"), {"q": "cod", "language": "en"}
    ).context["cl"]

    assert {one.article_id for one in found.result_list} == {publication.article_id}


def test_the_list_takes_the_same_queries_however_long(
    client, publication, django_assert_max_num_queries
):
    url = reverse("admin:publishing_publication_changelist")
    with django_assert_max_num_queries(14) as few:
        client.get(url)
    for _number in range(4):
        make_published_article(by=make_editor())
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_who_has_no_role_sees_no_publication(client, publication):
    client.force_login(make_user())

    url = reverse("admin:publishing_publication_change", args=[publication.pk])
    assert client.get(url).status_code == 403


def test_the_version_has_a_label_where_the_rows_are_cards(client, publication):
    page = client.get(reverse("admin:publishing_publication_changelist")).content.decode()

    assert f'<span class="card-label">Version: </span>{publication.version}' in page

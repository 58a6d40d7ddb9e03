"""Stories ticked in the list of articles, out for other translation tools."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_article, make_editor
from tests.translation.stories import make_translation

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_editor(interface_language="en"))
    return client


def tick(client: Client, *articles):
    told = {"action": "export_translations", "_selected_action": [str(one.pk) for one in articles]}
    return client.post(LIST, told)


def test_the_translations_of_ticked_stories_are_offered_for_export(client):
    one, other, alone = make_translation(), make_translation(), make_article()

    page = tick(client, one.article, alone).content.decode()

    assert f'value="{one.article_id}:en" checked' in page
    assert str(other.article_id) not in page
    assert str(alone.pk) not in page
    assert reverse("translation:out") in page


def test_stories_without_a_translation_are_told_so(client):
    answer = tick(client, make_article())

    assert answer.status_code == 302
    assert "Choose the translations" in client.get(LIST).content.decode()


def test_nobody_deletes_stories_by_the_dozen(client):
    article = make_article()

    client.post(LIST, {"action": "delete_selected", "_selected_action": [str(article.pk)]})

    assert "delete_selected" not in client.get(LIST).content.decode()
    article.refresh_from_db()

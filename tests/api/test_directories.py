import pytest
from django.test import Client

from publishing.models import Live
from tests.api.live import Queries, make_live, moment

pytestmark = pytest.mark.django_db
DIRECTORIES = ["sections", "tags", "authors"]


def results(client: Client, name: str, language: str = "en") -> list[dict]:
    response = client.get(f"/api/v1/{name}/?language={language}")
    assert response.status_code == 200
    return response.json()["results"]


def test_sections_stand_in_the_newsroom_s_order_with_their_counts(client: Client):
    make_live(section="culture")
    make_live(section="politics")
    make_live(section="politics")
    make_live(section="")
    make_live("nb", section="culture")

    assert results(client, "sections") == [
        {"slug": "politics", "name": "Politics", "count": 2},
        {"slug": "culture", "name": "Culture", "count": 1},
    ]


def test_tags_and_authors_have_their_counts(client: Client):
    make_live(tags=("fisheries", "energy"), authors=("kari-nordmann", "ola-nordmann"))
    make_live(tags=("fisheries",), authors=("kari-nordmann",))
    make_live("nb", tags=("transport",))

    assert results(client, "tags") == [
        {"slug": "energy", "name": "Energy", "count": 1},
        {"slug": "fisheries", "name": "Fisheries", "count": 2},
    ]
    assert results(client, "authors") == [
        {"slug": "kari-nordmann", "name": "Kari-Nordmann", "count": 2},
        {"slug": "ola-nordmann", "name": "Ola-Nordmann", "count": 1},
    ]


def test_a_section_stands_once_while_its_name_is_being_changed(client: Client):
    make_live()
    renamed = make_live()
    Live.objects.filter(pk=renamed.pk).update(section_name="Politics and power")

    assert [(row["slug"], row["count"]) for row in results(client, "sections")] == [("politics", 2)]


@pytest.mark.parametrize("name", DIRECTORIES)
def test_a_directory_costs_one_query(client: Client, name: str):
    for _ in range(5):
        make_live()

    with Queries() as queries:
        results(client, name)

    assert len(queries) == 1


@pytest.mark.parametrize("name", DIRECTORIES)
def test_every_entry_leads_to_as_many_stories(client: Client, name: str):
    make_live(tags=("fisheries", "energy"))
    make_live(section="culture", authors=("ola-nordmann",))

    for entry in results(client, name):
        found = client.get("/api/v1/articles/", {"language": "en", name[:-1]: entry["slug"]})
        assert len(found.json()["results"]) == entry["count"]


@pytest.mark.parametrize("name", DIRECTORIES)
def test_a_directory_says_what_caches_need(client: Client, name: str):
    make_live()
    url = f"/api/v1/{name}/?language=en"

    response = client.get(url)
    same = client.get(url, headers={"If-None-Match": response["ETag"]})
    make_live(published_at=moment(1))
    changed = client.get(url, headers={"If-None-Match": response["ETag"]})

    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["Content-Language"] == "en"
    assert response["Cache-Tag"] == "articles-en"
    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200

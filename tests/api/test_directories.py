import pytest
from django.test import Client

from publishing.models import Live
from tests.api.live import Queries, make_live, moment
from tests.factories import make_author, make_published_article, make_section, make_tag

pytestmark = pytest.mark.django_db
DIRECTORIES = ["sections", "tags", "authors"]


def results(client: Client, name: str, language: str = "en") -> list[dict]:
    response = client.get(f"/api/v1/{name}/?language={language}")
    assert response.status_code == 200
    return response.json()["results"]


def entry(pk: int, slug: str, name: str, *, alternates: list[dict[str, str]]) -> dict:
    return {"id": pk, "slug": slug, "name": name, "count": 1, "alternates": alternates}


def counts(client: Client, name: str) -> list[tuple[str, str, int]]:
    return [(one["slug"], one["name"], one["count"]) for one in results(client, name)]


def test_sections_stand_in_the_newsroom_s_order_with_their_counts(client: Client):
    make_live(section="culture")
    make_live(section="politics")
    make_live(section="politics")
    make_live(section="")
    make_live("nb", section="culture")

    assert counts(client, "sections") == [("politics", "Politics", 2), ("culture", "Culture", 1)]


def test_tags_and_authors_have_their_counts(client: Client):
    make_live(tags=("fisheries", "energy"), authors=("kari-nordmann", "ola-nordmann"))
    make_live(tags=("fisheries",), authors=("kari-nordmann",))
    make_live("nb", tags=("transport",))

    assert counts(client, "tags") == [("energy", "Energy", 1), ("fisheries", "Fisheries", 2)]
    assert counts(client, "authors") == [
        ("kari-nordmann", "Kari-Nordmann", 2),
        ("ola-nordmann", "Ola-Nordmann", 1),
    ]


def test_an_entry_has_its_id_and_what_it_is_called_in_the_other_language(client: Client):
    section = make_section(name_nb="Næring", name_en="Business")
    tag = make_tag(name_nb="Fiske", name_en="Fisheries")
    author = make_author("Ingrid Aasheim")
    make_published_article(section=section, tags=(tag,), authors=(author,))

    found = {name: results(client, name) for name in DIRECTORIES}

    label = "Les på norsk"
    norwegian = {"language": "nb", "slug": "naering", "name": "Næring", "label": label}
    assert found["sections"] == [
        entry(section.pk, "business", "Business", alternates=[norwegian]),
    ]
    norwegian = {"language": "nb", "slug": "fiske", "name": "Fiske", "label": label}
    assert found["tags"] == [entry(tag.pk, "fisheries", "Fisheries", alternates=[norwegian])]
    norwegian = {"language": "nb", "slug": author.slug, "name": "Ingrid Aasheim", "label": label}
    assert found["authors"] == [
        entry(author.pk, author.slug, "Ingrid Aasheim", alternates=[norwegian]),
    ]


def test_an_entry_leads_to_the_slug_that_most_stories_have_in_the_other_language(client: Client):
    make_live()
    make_live("nb")
    for slug, stories in (("politikk", 2), ("politikken", 1)):
        for _ in range(stories):
            Live.objects.filter(pk=make_live("nb").pk).update(section_slug=slug)
    make_live("nb", section="culture")

    (found,) = results(client, "sections")

    assert [one["slug"] for one in found["alternates"]] == ["politikk"]
    assert (found["slug"], found["count"]) == ("politics", 1)


def test_a_section_stands_once_while_its_name_is_being_changed(client: Client):
    make_live()
    renamed = make_live()
    Live.objects.filter(pk=renamed.pk).update(section_name="Politics and power")

    assert [(row["slug"], row["count"]) for row in results(client, "sections")] == [("politics", 2)]


@pytest.mark.parametrize("name", DIRECTORIES)
def test_a_directory_costs_one_query(client: Client, name: str):
    for _ in range(5):
        make_live()
        make_live("nb")

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
    assert response["Cache-Tag"] == "articles-en,articles-nb"
    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200

import pytest
from django.urls import reverse

from tests.factories import make_article, make_translator, make_user
from tests.translation.memory.pairs import make_entry
from tests.translation.stories import make_translation
from translation.models import MemoryEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


@pytest.fixture
def find(client, kari, version):
    client.force_login(kari)
    url = reverse("translation:concordance", args=[version.article_id, version.language])
    return lambda q: client.get(url, {"q": q}).json()


def texts(answer) -> list[tuple[str, str]]:
    return [(one["source"], one["target"]) for one in answer["hits"]]


def test_words_are_found_on_either_side_and_marked(find, kari):
    article = make_article(headline_en="Licences", headline_nb="Konsesjoner")
    make_entry(
        source="Konsesjonen gjelder i 30 år.",
        target="The licence is valid for 30 years.",
        by=kari.pk,
        where=f"article:{article.pk}:body:b1",
    )
    make_entry(source="Noe helt annet.", target="Something else altogether.")

    found = find("konsesjon")

    assert texts(found) == [
        ("<mark>Konsesjon</mark>en gjelder i 30 år.", "The licence is valid for 30 years.")
    ]
    assert found["hits"][0]["where"] == "Licences"
    assert found["hits"][0]["by"] == "Kari"
    assert found["hits"][0]["text"] == "The licence is valid for 30 years."
    assert texts(find("LICENCE valid"))[0][1] == (
        "The <mark>licence</mark> is <mark>valid</mark> for 30 years."
    )


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("torsk pris", 1),
        ('"torsk og sei"', 1),
        ("“torsk og sei”", 1),
        ('"sei og torsk"', 0),
        ("torsk laks", 0),
        ("ærfugl", 1),
        ("ÆRFUGL", 1),
        ("100 %", 1),
        ("100_%", 0),
        ("x", 0),
        ("", 0),
        ('"" «', 0),
    ],
)
def test_all_words_must_stand_on_one_side(find, asked, number):
    make_entry(source="Torsk og sei, og en pris for ærfugl: 100 % opp.", target="Salmon.")

    assert len(find(asked)["hits"]) == number


def test_sides_are_those_of_the_page_whichever_way_it_was_translated(find):
    make_entry(source_language="en", language="nb", source="Cod & chips", target="Torsk og chips")

    assert texts(find("cod")) == [("Torsk og chips", "<mark>Cod</mark> &amp; chips")]


def test_texts_are_no_markup(find):
    make_entry(source="Fisk <script>", target="Fish <b>", marked=False)

    assert texts(find("fisk")) == [("<mark>Fisk</mark> &lt;script&gt;", "Fish &lt;b&gt;")]


def test_the_same_pair_is_told_once_and_no_more_than_a_page(find, django_assert_max_num_queries):
    articles = [make_article() for _ in range(3)]
    for article in articles:
        make_entry(where=f"article:{article.pk}:lead:", source="Torsk", target="Cod")
    for number in range(50):
        make_entry(source=f"Torsk {number}", target=f"Cod {number}")

    with django_assert_max_num_queries(16):
        found = find("torsk")

    assert len(found["hits"]) == 40
    assert found["more"] is True
    MemoryEntry.objects.filter(collection="", thing="import").delete()
    assert len(find("torsk")["hits"]) == 1


def test_only_who_may_work_here_is_told(client, version):
    url = reverse("translation:concordance", args=[version.article_id, version.language])
    assert client.get(url, {"q": "torsk"}).status_code == 401

    client.force_login(make_user(is_staff=False))
    assert client.get(url, {"q": "torsk"}).status_code == 403
    assert client.post(url, {"q": "torsk"}).status_code == 405

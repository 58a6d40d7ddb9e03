"""How words were translated in what is live."""

import pytest
from django.urls import reverse

from publishing import actions
from publishing.concordance import in_archive
from tests.factories import make_editor, make_published_article, make_translator, paragraphs
from tests.translation.stories import make_translation
from translation.concordance import Wanted
from translation.models import MemoryEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_published_article(
        headline_nb="Fiskerne får kvoter",
        headline_en="Fishermen get quotas",
        body_nb=paragraphs("Kommunene vil ha <em>fisk</em>.", "Noe annet."),
        body_en=paragraphs("The municipalities want <em>fish</em>.", "Something else."),
    )


def find(text: str) -> list[tuple[str, str]]:
    wanted = Wanted(text=text, source_language="nb", language="en")
    return [(one.source, one.target) for one in in_archive(wanted)]


def test_words_are_found_in_all_their_forms_in_either_language(article):
    pair = ("Kommunene vil ha fisk.", "The municipalities want fish.")

    assert find("kommune ") == [pair]
    assert find("municipality ") == [pair]
    assert find('"want fish"') == [pair]
    assert find("kvoter") == [("Fiskerne får kvoter", "Fishermen get quotas")]
    assert find("kommune annet ") == []


def test_a_number_is_found_however_its_thousands_are_set_apart():
    make_published_article(
        body_nb=paragraphs("Det bor 4 300 mennesker her."),
        body_en=paragraphs("4,300 people live here."),
    )
    pair = ("Det bor 4 300 mennesker her.", "4,300 people live here.")

    assert set(find("4300 ")) == set(find("4 300 ")) == {pair}
    assert find("4,300 mennesker ") == [pair]


def test_what_was_found_is_told_by_its_place(article):
    (hit,) = in_archive(Wanted(text="kommunen", source_language="nb", language="en"))

    start, end = hit.found_in_source[0]
    assert hit.source[start:end] == "Kommunene"
    assert hit.found_in_target == ()


def test_what_was_taken_down_is_found_no_more(article):
    actions.withdraw(
        list(article.versions.all()),
        reasons={"nb": "Feil.", "en": "Wrong."},
        by=make_editor(),
    )

    assert find("kommune ") == []


def test_the_workbench_tells_what_the_memory_does_not_know(client, article):
    kari = make_translator("Kari", into=("en",), interface_language="en")
    version = make_translation(translator=kari)
    client.force_login(kari)
    url = reverse("translation:concordance", args=[version.article_id, version.language])

    def labels():
        return [
            one["origin_label"] for one in client.get(url, {"q": "kommunene fisk"}).json()["hits"]
        ]

    # The memory has it already, from when it was confirmed.
    assert labels() == [""]

    MemoryEntry.objects.all().delete()
    assert labels() == ["Published"]

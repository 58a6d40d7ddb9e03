"""The same questions and answers on every database."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import override_settings

from publishing import actions, freeze, search
from publishing.models import Live, Publication, SearchEntry
from publishing.search import query, ranking, words
from publishing.search.snippet import snippets
from tests.api.live import make_found, moment
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_tag,
    make_version,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def find(text: str, language: str = "en", **options) -> list[int]:
    """Ids of the live versions found, the best first."""
    wanted = query.read(text, language)
    assert wanted is not None
    asked = search.Asked(query=wanted, language=language, limit=500, **options)
    sql, values = search.statement(asked, "l.slug")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("language", "text", "question", "found"),
    [
        ("nb", "Møtet i Kirkenes ble avlyst", "Kirkenes", True),
        ("nb", "Kirkenes' havn", "Kirkenes ", True),
        ("nb", "Kirkenes’ havn", "Kirkenes ", True),
        ("nb", "Kirkenes havn", "kirkenes’ ", True),
        ("en", "Kirkenes’s port", "Kirkenes ", True),
        ("nb", "Et tog til Tromsø", "Tromsøs", True),
        ("nb", "Bodøs og Vardøs havn", "Bodø Vardø ", True),
        ("nb", "De nervøse ventet", "nervøs ", True),
        ("nb", "De ville gå", "gås ", False),
        ("nb", "Fiskerne møtte kommunene", "kommune ", True),
        ("nb", "Kommunestyret sa nei", "kommune ", False),
        ("nb", "Kommunestyret sa nei", "kommunest", True),
        ("en", "The government said no", "governme", True),
        ("en", "The government said no", "governme ", False),
        ("en", "Two cities and three countries", "city country ", True),
        ("en", "They were published on Friday", "publishing ", True),
        ("nb", "De søker etter sok", "søk ", True),
        ("nb", "De fant en sok", "søk ", False),
        ("nb", "De søker hjelp", "sok ", False),
        ("nb", "Ål i Hallingdal", "al ", False),
        ("nb", "Ål i Hallingdal", "ÅL ", True),
        ("nb", "Ærlig talt", "ærlig ", True),
        ("nb", unicodedata.normalize("NFD", "Så på ål"), "ål ", True),
        ("nb", "Så på ål", unicodedata.normalize("NFD", "ål "), True),
        ("nb", "Strøm\u00adprisen steg", "strømprisen ", True),
        ("en", "Cod and herring", "cod herring ", True),
        ("en", "Cod and herring", "cod salmon ", False),
        ("en", "Cod and herring", "cod -herring", False),
        ("en", "Cod and salmon", "cod -herring", True),
        ("en", "The price of cod rose", '"price of cod"', True),
        ("en", "The cod has a price", '"price of cod"', False),
        ("en", "The price of cod rose", "«price of cod»", True),
        ("en", "The price of herring rose", '"price of herr', True),
        ("en", "The price of herring rose", '"price of herr"', False),
        ("en", "The price of cod rose", "the price is of cod ", True),
        ("nb", "Turen gikk til Nord-Norge", "nord-norge ", True),
        ("nb", "Norge ligger i nord", "nord-norge ", False),
        ("nb", "Turen gikk til Nord-Norge", "norge ", True),
        ("en", "A ferry\nNext line", '"ferry next"', False),
        ("en", "It cost 1,250 kroner", "1,250 ", True),
        ("en", "It cost 1,250 kroner", "1250 ", True),
        ("en", "It cost 1,250 kroner", "1250", True),
        ("en", "It cost 1,250 kroner", "1 250 ", True),
        ("en", "It cost 1,250 kroner", '"1,250 kroner"', True),
        ("en", "It cost 1,250 kroner", "250 ", True),
        ("nb", "Det kostet 1 250 000 kroner", "1250000 ", True),
        ("nb", "Det kostet 1\u00a0250\u00a0000 kroner", "1,250,000 ", True),
        ("nb", "Det kostet 1\u202f250 kroner", "1250 ", True),
        ("nb", "Det kostet 1\u2009250 kroner", "1.250 ", True),
        ("nb", "Det kostet 1250 kroner", "1 250 ", True),
        ("nb", "Det kostet 1250 kroner", "1\u00a0250 ", True),
        ("nb", "Det kostet 1250 kroner", "1,250 ", True),
        ("nb", "Det kostet 1250 kroner", "1 250 kroner ", True),
        ("nb", "Fra 2 300 til 4 500 kroner", "4500 ", True),
        ("nb", "I 2024 300 kroner", "2024300 ", False),
        ("nb", "Det kostet 1,25 kroner", "125 ", False),
        ("en", "Numbers 1,250, 300 and 7", "1250300 ", False),
        ("en", "COVID-19 is back", "covid-19 ", True),
        ("en", "Say hello to R2D2", "r2d2 ", True),
        ("en", "Two stories", "st", False),
    ],
)
def test_what_a_question_finds(language: str, text: str, question: str, found: bool):
    live = make_found(language, body=tuple(text.split("\n")))
    make_found(language, body=("Something else entirely, 42 <b>x</b>",))

    assert find(question, language) == ([live.pk] if found else [])


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "-",
        '"',
        '""',
        "'",
        ":*",
        "&",
        "|",
        "!",
        "\\",
        "()",
        "🐟",
        "…",
        "-cod",
        '-"cod"',
        "_",
    ],
)
def test_a_question_without_a_word_is_none(question: str):
    assert query.read(question, "en") is None


@pytest.mark.parametrize(
    "question",
    [
        *(
            "a",
            "ø",
            "the",
            "the and of",
            "'cod'",
            "cod's",
            "cod:*",
            "cod & herring",
            "cod | x",
            "!cod",
        ),
        *('cod "', '"cod', 'cod" x"', "co\\d", "\\'", "cod OR herring", "NEAR(cod)", "stems : cod"),
        *(
            "cod*",
            "^cod",
            "{cod}",
            "(cod",
            "cod)",
            "%s",
            "%",
            "$1",
            "cod;--",
            "🐟 cod",
            "\ud7ffcod",
        ),
        *(
            "x" * 200,
            "é" * 200,
            "cod " * 50,
            '"' * 200,
            "- - cod",
            "--cod",
            "\ue000",
            "ß ŉ İ",
            "1e5",
        ),
        *(
            "٣ ² ½ Ⅷ",
            "日本語",
            "คนที่",
            "हिन्दी",
            "-1.5",
            "http://example.org/?q=cod&x",
            "a@example.org",
        ),
    ],
)
def test_whatever_is_typed_is_a_question_or_none(question: str):
    live = make_found(body=("Cod and herring", question.replace("\x00", ""), "the a ø"))

    wanted = query.read(question, "en")

    if wanted is not None:
        assert set(find(question)) <= {live.pk}
        assert snippets(wanted, "en").of("Cod & herring")


def test_every_part_of_a_story_is_found():
    live = make_found(
        headline="Herringbone",
        kicker="Weather",
        lead="Leading",
        body=('<strong>Hal</strong>ibut &amp; <a href="https://hidden.example/">friends</a>',),
        caption="Captioned",
        fact_box='<p data-id="x">Boxed</p><ul><li data-id="y">Listed</li></ul>',
        tags=("energy",),
        section="culture",
        authors=("ola-nordmann",),
    )

    for word in "herringbone weather leading halibut captioned boxed listed energy ola".split():
        assert find(f"{word} ") == [live.pk], word
    assert find("hidden ") == []
    assert find('"boxed listed"') == []


def test_each_language_is_searched_alone():
    english, norwegian = make_found("en", body=("Tromsø",)), make_found("nb", body=("Tromsø",))

    assert find("Tromsø", "en") == [english.pk]
    assert find("Tromsø", "nb") == [norwegian.pk]


def test_the_headline_goes_before_the_lead_and_the_lead_before_the_body():
    body = make_found(body=("Cod",), published_at=moment(3))
    lead = make_found(lead="Cod", published_at=moment(2))
    headline = make_found(headline="Cod", published_at=moment(1))

    assert find("cod") == [headline.pk, lead.pk, body.pk]


@pytest.mark.parametrize("question", ["Kirkenes", "Kirkenes ", '"Kirkenes"'])
def test_the_word_as_it_was_asked_goes_before_others_of_its_stem(question: str):
    year = 1440 * 365
    asked = make_found("nb", headline="Havna i Kirkenes", published_at=moment(0))
    lead = make_found("nb", lead="Havna i Kirkenes", published_at=moment(year))
    other = make_found("nb", headline="Den gamle kirka", published_at=moment(year))
    aside = make_found("nb", lead="Den gamle kirka", published_at=moment(year))

    assert find(question, "nb") == [lead.pk, asked.pk, other.pk, aside.pk]


def test_both_words_as_they_were_asked_go_first():
    other = make_found("nb", headline="Kirka i havna", published_at=moment(2))
    asked = make_found("nb", headline="Kirkenes havn", published_at=moment(1))

    assert find("Kirkenes havn ", "nb") == [asked.pk, other.pk]


def test_the_newest_goes_first_among_the_equally_relevant():
    made = [make_found(lead="Cod", published_at=moment(1440 * day)).pk for day in (1, 3, 2)]

    assert find("cod") == [made[1], made[2], made[0]]


def test_a_fresh_lead_goes_before_an_old_headline_and_that_before_a_fresh_aside():
    year = 1440 * 365
    old = make_found(headline="Cod", published_at=moment(0))
    fresh = make_found(lead="Cod", published_at=moment(year))
    aside = make_found(body=("Cod",), published_at=moment(year))

    assert find("cod") == [fresh.pk, old.pk, aside.pk]


def test_more_terms_beside_each_other_are_more_relevant():
    one = make_found(headline="Cod", body=("herring",))
    both = make_found(headline="Cod and herring")
    none = make_found(body=("Cod, herring",))

    assert find("cod herring") == [both.pk, one.pk, none.pk]


def test_the_filters_narrow_a_search():
    make_found(headline="Cod", section="politics", tags=("energy",), authors=("ola-nordmann",))
    wanted = make_found(
        headline="Cod", section="culture", tags=("energy", "transport"), authors=("kari-nordmann",)
    )
    make_found(headline="Herring", section="culture", tags=("transport",))

    for filters in ({"section": "culture"}, {"tag": "transport"}, {"author": "kari-nordmann"}):
        assert find("cod", filters=filters) == [wanted.pk]
    assert find("cod", filters={"tag": "energy", "author": "kari-nordmann"}) == [wanted.pk]


def test_times_narrow_a_search():
    first, second, third = (
        make_found(headline="Cod", published_at=moment(n), updated_at=moment(10 - n)).pk
        for n in (1, 2, 3)
    )

    assert find("cod", after=moment(2)) == [third]
    assert find("cod", before=moment(2)) == [first]
    assert find("cod", after=moment(1.999), before=moment(2.001)) == [second]
    assert find("cod", updated_after=moment(8)) == [first]


def make_ready_article(**fields):
    article = make_article(**fields)
    make_version(article, "nb", state="ready")
    return article


def test_publishing_has_a_story_found():
    box, photo = make_fact_box(), make_photo(caption_nb="Ei sjark")
    more = f'<aside data-id="a" data-fact-box="{box.pk}"></aside>'
    article = make_ready_article(
        lead_photo=photo, tags=(make_tag("Kystkultur"),), body_nb=paragraphs("Torsken kom.") + more
    )
    assert find("torsk ", "nb") == []

    actions.publish([article.version("nb")], by=make_editor())

    live = Live.objects.get()
    for word in ("torsk ", "sjarken ", "kystkultur ", "bakgrunn ", "punkt ", "lofoten "):
        assert find(word, "nb") == [live.pk], word


def test_only_what_was_published_is_found():
    article = make_ready_article(body_nb=paragraphs("Torsken kom."))
    actions.publish([article.version("nb")], by=make_editor())
    article.body_nb = paragraphs("Silda kom.")
    article.save()
    live = Live.objects.get(language="nb")
    assert find("silda ", "nb") == []

    actions.publish([article.version("nb")], by=make_editor())

    assert find("silda ", "nb") == [live.pk]
    assert find("torsken ", "nb") == []


def test_what_is_withdrawn_is_gone_from_the_index_at_once():
    article = make_published_article()

    actions.withdraw(
        list(article.versions.all()), reasons={"nb": "Feil.", "en": "Wrong."}, by=make_editor()
    )

    assert_index_is_empty()


def test_a_withdrawal_that_is_rolled_back_leaves_the_story_found():
    article = make_published_article()
    live = Live.objects.get(language="nb")

    with transaction.atomic():
        actions.withdraw(
            list(article.versions.all()), reasons={"nb": "Feil.", "en": "Wrong."}, by=make_editor()
        )
        assert find("torsk ", "nb") == []
        transaction.set_rollback(True)

    assert find("torsk ", "nb") == [live.pk]


@pytest.mark.parametrize("way", ["row", "rows", "statement"])
def test_a_live_row_takes_its_entry_along_whichever_way_it_goes(way: str):
    live = make_found(headline="Cod")

    if way == "row":
        live.delete()
    elif way == "rows":
        Live.objects.all().delete()
    else:
        with connection.cursor() as cursor:
            for table in ("publishing_livetag", "publishing_liveauthor", "publishing_live"):
                cursor.execute(f"DELETE FROM {table}")

    assert_index_is_empty()


def assert_index_is_empty() -> None:
    assert not SearchEntry.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM publishing_searchwords")
            assert cursor.fetchone() == (0,)


def test_a_large_archive_is_searched_from_its_newest_stories_on(django_assert_num_queries):
    """PostgreSQL looks among as many of the newest as are likely to be enough."""
    for number in range(ranking.MOST * 3 + 20):
        make_found(
            headline="Cod" if number % 2 else "Herring",
            body=("Cod rarely" if number == 5 else "Cod",),
            published_at=moment(-1440 * number),
        )

    with django_assert_num_queries(1):
        found = find("cod")
    half = find("herring")
    rare = find("rarely")

    newest = list(Live.objects.order_by("-published_at").values_list("pk", flat=True))
    assert set(found) == set(newest[: ranking.MOST])
    assert set(half) == set(newest[: ranking.MOST * 2 : 2])
    assert rare == [newest[5]]
    assert len(find("cod", before=moment(-1440 * 289.5))) == 30
    assert set(find("cod", before=moment(-1440 * 9.5))) == set(newest[10 : 10 + ranking.MOST])
    assert set(find("cod", after=moment(-1440 * 7.5))) == set(newest[:8])
    assert find("cod herring", before=moment(-1440 * 1.5)) != []


@pytest.mark.parametrize("most", [10, 3])
def test_however_often_a_word_stands_its_newest_stories_are_found(monkeypatch, most: int):
    """Small windows make a small archive a large one."""
    monkeypatch.setattr(ranking, "MOST", most)
    stand = {
        "always": lambda n: True,
        "half": lambda n: n % 2 == 0,
        "fifth": lambda n: n % 5 == 3,
        "twentieth": lambda n: n % 20 == 19,
        "rarely": lambda n: n % 130 == 129,
        "formerly": lambda n: n >= 200,
        "lately": lambda n: n < 40,
        # One word whole, now and then, and one that only begins so.
        "herring": lambda n: n % 50 == 49,
        "herringbone": lambda n: n % 4 == 1,
    }
    stories = [[word for word, stands in stand.items() if stands(n)] for n in range(400)]
    ids = [
        make_found(body=(" ".join(words),), published_at=moment(-97 * n)).pk
        for n, words in enumerate(stories)
    ]

    def newest(*asked: str, since: int = 0) -> set[int]:
        found = [n for n in range(since, 400) if set(asked) & set(stories[n])]
        return {ids[n] for n in found[:most]}

    for word in stand:
        assert set(find(f"{word} ")) == newest(word)
        assert set(find(f"{word} ", before=moment(-97 * 99.5))) == newest(word, since=100)
        assert set(find(f"always {word} ")) == newest(word)
    assert set(find("herringb")) == newest("herringbone")
    assert set(find("herring")) == newest("herring", "herringbone")


def test_the_index_is_built_anew():
    article = make_published_article()
    live = Live.objects.get(article=article, language="nb")
    SearchEntry.objects.all().delete()
    assert find("torsk ", "nb") == []

    call_command("index_search", verbosity=0)

    assert find("torsk ", "nb") == [live.pk]
    assert SearchEntry.objects.count() == 2
    call_command("index_search", verbosity=0)
    assert find("torsk ", "nb") == [live.pk]


def test_what_was_indexed_before_genitives_were_read_is_indexed_again(settings):
    migration = import_module("publishing.migrations.0014_search_genitives")
    norwegian = {
        name: value
        for name, value in settings.LANGUAGE_TRAITS["nb"].items()
        if "genitive" not in name
    }
    words.stem.cache_clear()
    with override_settings(LANGUAGE_TRAITS={**settings.LANGUAGE_TRAITS, "nb": norwegian}):
        article = make_published_article(headline_nb="Tromsøs havn")
    words.stem.cache_clear()
    live = Live.objects.get(article=article, language="nb")
    assert find("Tromsø ", "nb") == []

    migration.fill(apps, None)

    assert find("Tromsø ", "nb") == [live.pk]


def test_what_was_indexed_before_numbers_were_read_whole_is_indexed_again(monkeypatch):
    migration = import_module("publishing.migrations.0017_search_whole_numbers")
    with monkeypatch.context() as before:
        before.setattr(words, "numbers", lambda _text: [])
        article = make_published_article(headline_nb="Ga 4 300 kroner", headline_en="Gave 4,300")
    live = {one.language: one.pk for one in Live.objects.filter(article=article)}
    assert find("4300 ", "nb") == find("4300 ", "en") == []

    migration.fill(apps, None)

    assert find("4300 ", "nb") == [live["nb"]]
    assert find("4300 ", "en") == [live["en"]]


def test_a_number_in_a_headline_counts_as_there_however_it_is_written():
    year = 1440 * 365
    headline = make_found(headline="A town of 4,300", published_at=moment(0))
    aside = make_found(body=("About 4300 live there",), published_at=moment(year))

    assert find("4300 ") == find("4,300 ") == [headline.pk, aside.pk]


def test_indexing_costs_little(django_assert_max_num_queries):
    live = make_found(body=("Cod",))
    content = {
        "story": {
            "language": "en",
            "headline": "Cod",
            "kicker": "",
            "lead": "",
            "dateline": "",
            "blocks": [],
            "photos": [],
            "fact_boxes": [],
        },
        "shared": {"section": None, "tags": [], "bylines": []},
    }

    with django_assert_max_num_queries(2):
        search.index(live.pk, live.published_at, content)


def test_a_twin_that_goes_live_leaves_the_entry_as_it_is():
    article = make_published_article()
    live = Live.objects.get(article=article, language="nb")
    before = SearchEntry.objects.filter(live=live).values().get()

    with transaction.atomic():
        freeze.refresh(
            Live.objects.filter(pk=live.pk), reason=Publication.Reason.TWIN, by=make_editor()
        )

    assert SearchEntry.objects.filter(live=live).values().get() == before


def cut(text: str, question: str) -> str:
    """The snippet of an English text."""
    return snippets(query.read(question, "en"), "en").of(text)


@pytest.mark.parametrize(
    ("text", "question", "snippet"),
    [
        ("Cod & <b> herring", "cod", "<mark>Cod</mark> &amp; &lt;b&gt; herring"),
        ("Two cities", "city ", "Two <mark>cities</mark>"),
        ("NATO met. Nato left.", "nato", "<mark>NATO</mark> met. <mark>Nato</mark> left."),
        ("The government fell", "gove", "The <mark>government</mark> fell"),
        ("A line\nwith cod\nand more", "cod", "with <mark>cod</mark>"),
        ("Nothing of it", "cod", "Nothing of it"),
        ("", "cod", ""),
        ("A codling, a cod", "cod ", "A codling, a <mark>cod</mark>"),
        ("A 4, or 4,300 cod", "4300 ", "A 4, or <mark>4,300</mark> cod"),
        ("Nearly 12 500 cod", "12,500 cod", "Nearly <mark>12 500</mark> <mark>cod</mark>"),
        ("Nearly 12500 cod", "12 500", "Nearly <mark>12500</mark> cod"),
        ("All 4,300 cod", '"4,300 cod"', "All <mark>4</mark>,<mark>300</mark> <mark>cod</mark>"),
        (
            "The price of cod",
            '"price of cod"',
            "The <mark>price</mark> <mark>of</mark> <mark>cod</mark>",
        ),
    ],
)
def test_a_snippet_marks_the_words_and_escapes_the_rest(text: str, question: str, snippet: str):
    assert cut(text, question) == snippet


def test_a_snippet_of_a_long_line_is_cut_between_words():
    line = "word " * 100 + "cod " + "other " * 100

    snippet = cut(line, "cod")

    assert snippet.startswith("… word ")
    assert "word <mark>cod</mark> other" in snippet
    assert snippet.endswith("other …")
    assert len(snippet) < 260
    assert cut("x" * 1000, "cod").endswith("x …")


@pytest.mark.parametrize(
    ("text", "question", "shown"),
    [
        ("The ice is gone. FAR. Sea ice grows", '"sea ice"', "<mark>Sea</mark> <mark>ice</mark>"),
        ("At 40 kilometres. FAR. It flew 127 kilometres", "127 kilometres ", "<mark>127</mark>"),
        (
            "Ships. FAR. They must switch. FAR. Ships must switch",
            '"ships must switch"',
            "<mark>must",
        ),
        ("Cod. FAR. Cod and salmon. FAR. Salmon and cod", "salmon cod ", "<mark>Cod</mark> and"),
        ("Cod, then salmon. FAR. The salmon cod", "salmon cod ", "<mark>salmon</mark> <mark>cod"),
        ("The cod. FAR. More of cod\nand salmon.", "cod salmon ", "The <mark>cod</mark>"),
        ("Going north. FAR. In Nord-\u00adNorge", "nord-nor", "<mark>Nord</mark>-"),
        (
            "An ocean. FAR. The ocean\u2019s price",
            '"ocean price"',
            "<mark>ocean</mark>\u2019s <mark>price",
        ),
    ],
)
def test_a_snippet_is_cut_where_most_of_what_was_asked_stands_together(
    text: str, question: str, shown: str
):
    snippet = cut(text.replace("FAR", "word " * 60), question)

    assert shown in snippet
    assert len(snippet.replace("<mark>", "").replace("</mark>", "")) < 230


def test_a_word_of_a_phrase_is_marked_only_where_the_phrase_stands():
    text = "The ice of the sea melts: sea\nice. Sea ice melts\nIce, sea ice"

    snippet = cut(text, '"sea ice" melts')

    assert snippet == "ice. <mark>Sea</mark> <mark>ice</mark> <mark>melts</mark>"


@pytest.mark.parametrize("question", ["sea ice ", '"sea ice"', "sea-ice-grows"])
def test_a_snippet_of_what_stands_nowhere_is_the_beginning(question: str):
    assert cut("Cod and\nherring", question) == "Cod and"


def test_what_was_asked_is_shown_whole_however_long_it_is():
    snippet = cut("Word. " * 50 + "Abcdefghij " * 40, f'"{"abcdefghij " * 30}"')

    assert snippet.startswith("… <mark>Abcdefghij</mark>")

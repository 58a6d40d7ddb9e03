"""A small newsroom whose stories went out by the acts that people use: what the public API says of
them is what readers would get. Whatever an answer can be, some story here makes it."""

import datetime

from api import actions as clients
from api.models import ClientKey, Scope
from articles import corrections, showing
from articles.models import AlsoRead, Article, State
from publishing import actions
from tests.factories import (
    confirm_all,
    make_article,
    make_author,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_section,
    make_tag,
    make_version,
    paragraphs,
)

FIRST = datetime.datetime(2025, 1, 31, 11, tzinfo=datetime.UTC)


def open_newsroom() -> None:
    """Slugs are in the language they belong to: `skreien` and `the-cod` are one story. The section
    was `trade` before, the author `ingrid`, and one of the tags `skiing`."""
    editor = make_editor()
    section = make_section(slug_nb="naering", slug_en="trade")
    fish = make_tag(name_en="Fisheries", slug_nb="fiskeri", slug_en="fisheries")
    old = make_tag(name_en="Skiing", slug_nb="ski", slug_en="skiing")
    gone = make_tag(slug_nb="gruver", slug_en="mining")
    author = make_author("Ingrid Aasheim")
    rename(author, slug="ingrid")
    _whole_story(section, (fish, old), author, editor)
    rename(section, name_en="Business", slug_en="business")
    rename(author, slug="ingrid-aasheim")
    rename(old, name_en="Cross-country skiing", slug_en="cross-country-skiing")
    for number in range(3):
        make_published_article(
            by=editor,
            section=section,
            tags=(fish,),
            slug_nb=f"sak-{number}",
            slug_en=f"story-{number}",
        )
    _norwegian_alone(section, editor)
    withdrawn = make_published_article(
        by=editor, section=section, tags=(gone,), slug_nb="borte", slug_en="gone"
    )
    actions.withdraw(
        list(withdrawn.versions.all()), reasons={"nb": "Feil.", "en": "Wrong."}, by=editor
    )


def make_keys() -> dict[str, str]:
    """What is shown as `Authorization`, by what each key is for."""
    return {name: f"Bearer {_key(scopes)}" for name, scopes in _SCOPES.items()} | {
        "wrong": "Bearer tvk_wrong"
    }


_SCOPES = {"all": tuple(Scope.values), "search": (Scope.SEARCH,), "changes": (Scope.CHANGES,)}


def _key(scopes: tuple[str, ...]) -> str:
    key = ClientKey(name="App", contact="app@example.com", scopes=list(scopes), rate="")
    return clients.create_key(key, by=make_editor())


def rename(thing, **columns: str) -> None:
    for column, text in columns.items():
        setattr(thing, column, text)
    thing.save()
    showing.tell_of_change(thing, by=None)


def _whole_story(section, tags, author, editor) -> Article:
    """Everything that a document can have; corrected, and renamed from `the-old-cod`."""
    box = make_fact_box()
    more = f'<aside data-id="a1" data-fact-box="{box.pk}"></aside>'
    article = make_article(
        written_in=("nb", "en"),
        section=section,
        tags=tags,
        authors=(author,),
        lead_photo=make_photo(creator="Torgeir Haugaard", copyright="© Nordbrisen"),
        kicker_nb="Fiske",
        kicker_en="Fisheries",
        slug_nb="skreien",
        slug_en="the-old-cod",
        body_nb=paragraphs("Torsken kom.") + more,
        body_en=paragraphs("The cod came.") + more,
    )
    other = make_published_article(slug_nb="den-andre", slug_en="the-other", by=editor)
    AlsoRead.objects.create(article=article, other=other)
    for language in ("nb", "en"):
        make_version(article, language, state=State.READY)
    confirm_all(article, "en", by=editor)
    actions.publish(list(article.versions.all()), by=editor, at=FIRST)
    corrections.add(article, "en", "It was 21 boats, not 12.", by=editor)
    article.refresh_from_db()
    article.slug_en = "the-cod"
    article.save()
    actions.publish([article.versions.get(language="en")], by=editor)
    return article


def _norwegian_alone(section, editor) -> Article:
    article = make_article(slug_nb="bare-norsk", section=section, by=editor)
    make_version(article, "nb", state=State.READY)
    actions.publish([article.versions.get(language="nb")], by=editor)
    return article

"""Things as tests need them: every argument has a default, and only what matters is named."""

import itertools
import uuid
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from accounts import languages
from accounts.models import User
from accounts.roles import Role
from articles.models import (
    Article,
    Author,
    Byline,
    FactBox,
    LanguageVersion,
    LogEntry,
    Section,
    State,
    Tag,
)
from media.models import Credit, Photo, Rendition

_numbers = itertools.count(1)


def make_user(
    *roles: str, name: str = "", translates_into: list[str] | None = None, **fields
) -> User:
    number = next(_numbers)
    name = name or f"Person {number}"
    user = User.objects.create_user(
        fields.pop("email", f"person{number}@example.org"),
        name=name,
        is_staff=fields.pop("is_staff", True),
        translates_into=translates_into or [],
        **fields,
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_journalist(name: str = "", **fields) -> User:
    return make_user(Role.JOURNALIST, name=name, **fields)


def make_translator(name: str = "", into: tuple[str, ...] = ("nb", "en"), **fields) -> User:
    return make_user(Role.TRANSLATOR, name=name, translates_into=list(into), **fields)


def make_editor(name: str = "", **fields) -> User:
    return make_user(Role.EDITOR, name=name, **fields)


def make_photo_editor(name: str = "", **fields) -> User:
    return make_user(Role.PHOTO_EDITOR, name=name, **fields)


def make_section(name: str = "Nord", **fields) -> Section:
    number = next(_numbers)
    names = {
        languages.column("name", code): f"{name} {number} {code}" for code in languages.codes()
    }
    return Section.objects.create(**(names | fields))


def make_tag(name: str = "Fiske", **fields) -> Tag:
    number = next(_numbers)
    names = {
        languages.column("name", code): f"{name} {number} {code}" for code in languages.codes()
    }
    return Tag.objects.create(**(names | fields))


def make_author(name: str = "", user: User | None = None) -> Author:
    number = next(_numbers)
    return Author.objects.create(
        name=name or f"Author {number}", slug=f"author-{number}", user=user
    )


GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def make_photo(
    *,
    creator: str = "Ola Nordmann",
    organisation: dict[str, str] | None = None,
    with_file: bool = True,
    texts: tuple[str, ...] = ("nb", "en"),
    **fields: Any,
) -> Photo:
    """A photo with everything that the gate asks for, in the languages of `texts`."""
    filled = {languages.column("caption", code): f"Bildetekst {code}" for code in texts}
    filled |= {languages.column("alt_text", code): f"Alternativ tekst {code}" for code in texts}
    photo = Photo(**(filled | fields))
    if with_file:
        photo.file.save("photo.gif", ContentFile(GIF, name="photo.gif"), save=False)
    photo.save()
    if creator or organisation:
        organisation = organisation or {"nb": "NTB", "en": "NTB"}
        Credit.objects.create(
            photo=photo,
            creator=creator,
            **{languages.column("organisation", code): text for code, text in organisation.items()},
        )
    return photo


def make_rendition(photo: Photo, **fields: Any) -> Rendition:
    values = {"ratio": "16:9", "width": 480, "height": 270, "format": "webp"} | fields
    return Rendition.objects.create(photo=photo, file=f"renditions/{photo.pk}.webp", **values)


def make_fact_box(title: str = "Bakgrunn", *, languages_of_text=("nb", "en"), **fields) -> FactBox:
    filled: dict[str, str] = {}
    for code in languages_of_text:
        filled[languages.column("title", code)] = f"{title} {code}"
        filled[languages.column("body", code)] = (
            f'<ul><li data-id="punkt1">Punkt ett {code}.</li><li data-id="punkt2">Punkt to {code}.</li></ul>'
        )
    return FactBox.objects.create(**(filled | fields))


def paragraphs(*texts: str) -> str:
    """A body whose blocks have the ids b1, b2, …"""
    return "".join(f'<p data-id="b{number}">{text}</p>' for number, text in enumerate(texts, 1))


TEXTS = {
    "nb": {
        "headline": "Skreien er kommet til Lofoten",
        "lead": "Fiskerne melder om store fangster på yttersiden.",
        "body": paragraphs("Torsken kom tidlig i år.", "Prisen er høy."),
    },
    "en": {
        "headline": "The cod has come to Lofoten",
        "lead": "Fishermen report large catches on the outer side.",
        "body": paragraphs("The cod came early this year.", "The price is high."),
    },
}


def make_article(
    *,
    source: str = "nb",
    written_in: tuple[str, ...] | None = None,
    by: User | None = None,
    state: str | None = State.DRAFT,
    tags: tuple[Tag, ...] = (),
    authors: tuple[Author, ...] = (),
    **fields: Any,
) -> Article:
    """A story with text in the languages of `written_in` (the source alone unless told) and its
    source version in `state` (none at all where `state` is None)."""
    filled = {
        languages.column(field, code): text
        for code in (written_in or (source,))
        for field, text in TEXTS[code].items()
    }
    article = Article.objects.create(source_language=source, created_by=by, **(filled | fields))
    article.tags.set(tags)
    for position, author in enumerate(authors):
        Byline.objects.create(article=article, author=author, position=position)
    if state:
        make_version(article, source, state=state)
    return article


def make_version(
    article: Article | None = None, language: str = "en", *, state: str, **fields: Any
) -> LanguageVersion:
    """A version put straight into a state, without the moves that lead there."""
    article = article or make_article()
    version, _made = LanguageVersion.objects.update_or_create(
        article=article, language=language, defaults={"state": state, **fields}
    )
    return version


def confirm_all(article: Article, language: str, *, by: User | None = None) -> None:
    """Have every text that stands in `language` confirmed by an editor."""
    from translation import actions

    version = article.versions.get(language=language)
    actions.confirm_all(version, by=by or make_editor())


def make_published_article(*, source: str = "nb", by: User | None = None, **fields: Any) -> Article:
    """A story live in both languages, through the real moves of the workflow's last step."""
    from publishing import actions

    editor = by or make_editor()
    other = languages.others(source)[0]
    article = make_article(source=source, written_in=(source, other), by=editor, **fields)
    make_version(article, source, state=State.READY)
    make_version(article, other, state=State.READY)
    confirm_all(article, other, by=editor)
    ticked = ["section_missing@section"]  # asked where some other story has made a section
    actions.publish(list(article.versions.all()), by=editor, accepted=ticked)
    return Article.objects.get(pk=article.pk)


def log_of(article: Article | uuid.UUID) -> list[tuple[str, str, str]]:
    """(language, move, to) of each row, oldest first."""
    pk = getattr(article, "pk", article)
    rows = LogEntry.objects.filter(article_id=pk).order_by("pk")
    return [(row.language, row.move, row.to_state) for row in rows]


def make_term(*, by: User | None = None, part_of_speech: str = "noun", **fields: Any):
    """`make_term(nb="sild", en="herring")`; several renderings with commas between, those that are
    forbidden after "not": `en="herring, not silver"`."""
    from translation.glossary import actions
    from translation.glossary.entry import Entry, Rendered

    renderings = tuple(
        Rendered(
            language=code,
            text=text.strip().removeprefix("not "),
            forbidden=text.strip().startswith("not "),
        )
        for code in languages.codes()
        for text in fields.pop(code, "").split(",")
        if text.strip()
    )
    entry = Entry(renderings=renderings, part_of_speech=part_of_speech, **fields)
    return actions.write(entry, by=by)

"""Writes over several models of a story."""

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import blocks, workflow
from articles.blocks import Block
from articles.fitting import Fitting
from articles.manuscript import Background, Manuscript, Paragraph, Picture
from articles.models import AlsoRead, Article, Author, Byline, FactBox, Section, Tag
from articles.slugs import unique_slug
from media.models import Credit, Photo

_BLOCK_TYPES = {
    "paragraph": "paragraph",
    "subhead": "subhead",
    "quote": "quote",
    "bullet": "bullet",
    "numbered": "numbered",
}


@dataclass(frozen=True, kw_only=True)
class Imported:
    """`unmatched` are also-read titles that name no story here, and `told` says what did not fit
    its column; both stand in the body."""

    article: Article
    manuscript: Manuscript
    unmatched: tuple[str, ...]
    told: tuple[str, ...] = ()

    def summary(self) -> list[str]:
        lines = [*self.manuscript.report.summary(), *self.told]
        if self.unmatched:
            titles = ", ".join(_t("“%(title)s”") % {"title": title} for title in self.unmatched)
            lines.append(
                _t("Also read: no story here is called %(titles)s; kept at the end of the body.")
                % {"titles": titles}
            )
        return lines


class AlreadyImported(Exception):
    """The import that this key was given to has been made; `article` is its story."""

    def __init__(self, article: Article) -> None:
        self.article = article
        super().__init__()


def import_manuscript(
    manuscript: Manuscript,
    *,
    by: User | None,
    section: Section | None = None,
    pk: uuid.UUID | None = None,
) -> Imported:
    """Make a story of a manuscript that was read: a draft in the manuscript's language, with its
    photos as placeholders that wait for their files.

    `pk` becomes the story's key: of two imports with the same, the second raises AlreadyImported.
    """
    try:
        return _import(manuscript, by=by, section=section, pk=pk)
    except IntegrityError:
        if pk and (made := Article.objects.filter(pk=pk).first()):
            raise AlreadyImported(made) from None
        # Somebody made the same author or tag between our look and our write: look again.
        return _import(manuscript, by=by, section=section, pk=pk)


@transaction.atomic
def _import(
    manuscript: Manuscript, *, by: User | None, section: Section | None, pk: uuid.UUID | None
) -> Imported:
    language, fitting = manuscript.language, Fitting()
    article = Article(
        pk=pk or uuid.uuid4(), source_language=language, section=section, created_by=by
    )
    article.updated_by = by
    texts = {"kicker": manuscript.kicker, "headline": manuscript.headline, "lead": manuscript.lead}
    for field, text in texts.items():
        fitted = fitting.into(Article, field, text, first=True)
        setattr(article, languages.column(field, language), fitted)
    article.dateline = fitting.into(Article, "dateline", manuscript.dateline, first=True)

    photos = [_photo(picture, by, fitting) for picture in manuscript.pictures]
    fact_boxes = [_fact_box(one, language, fitting) for one in manuscript.backgrounds]
    lead = next((i for i, picture in enumerate(manuscript.pictures) if picture.lead), None)
    if lead is not None:
        article.lead_photo = photos[lead]
    tags = [tag for name in manuscript.tags if (tag := _tag(name, language, fitting))]
    authors = _authors(manuscript.bylines, by, fitting)
    known, unmatched = _stories(manuscript.also_read, language)
    body = [
        _block(paragraph, photos, fact_boxes)
        for paragraph in manuscript.body
        if paragraph.kind != "picture" or paragraph.picture != lead
    ]
    body = [*map(_plain, fitting.first), *body, *map(_plain, [*fitting.last, *unmatched])]
    setattr(article, languages.column("body", language), blocks.write(body))
    article.save(force_insert=True)
    article.tags.set(tags)
    for position, author in enumerate(authors):
        Byline.objects.create(article=article, author=author, position=position)
    for position, other in enumerate(known):
        AlsoRead.objects.create(article=article, other=other, position=position)
    workflow.start(article, by=by)
    return Imported(
        article=article,
        manuscript=manuscript,
        unmatched=tuple(unmatched),
        told=tuple(fitting.told),
    )


def _photo(picture: Picture, by: User | None, fitting: Fitting) -> Photo:
    captions = {
        languages.column("caption", code): caption for code, caption in picture.captions.items()
    }
    photo = Photo.objects.create(kind=picture.kind, created_by=by, **captions)
    for position, credit in enumerate(picture.credits):
        organisations = {
            languages.column("organisation", code): fitting.into(Credit, "organisation", name)
            for code, name in credit.organisation.items()
        }
        creator = fitting.into(Credit, "creator", credit.creator)
        Credit.objects.create(photo=photo, position=position, creator=creator, **organisations)
    return photo


def _fact_box(background: Background, language: str, fitting: Fitting) -> FactBox:
    body = [_block(item, [], []) for item in background.items]
    return FactBox.objects.create(
        **{
            languages.column("title", language): fitting.into(FactBox, "title", background.title),
            languages.column("body", language): blocks.write(body),
        }
    )


def _block(paragraph: Paragraph, photos: list[Photo], fact_boxes: list[FactBox]) -> Block:
    """Without an id: it gets one when the body is saved."""
    if paragraph.kind == "picture" and paragraph.picture is not None:
        return Block(id="", type="photo", ref=str(photos[paragraph.picture].pk))
    if paragraph.kind == "background" and paragraph.background is not None:
        return Block(id="", type="fact_box", ref=str(fact_boxes[paragraph.background].pk))
    return Block(id="", type=_BLOCK_TYPES[paragraph.kind], html=paragraph.html)


def _plain(text: str) -> Block:
    return Block(id="", type="paragraph", html=blocks.plain_to_inline(text))


def _named(column: str, name: str) -> Q:
    """Whatever the case; SQLite folds the case of a to z alone, so the usual ones are named."""
    usual = {name, name.lower(), name.upper(), name.capitalize(), name.title()}
    return Q(**{f"{column}__iexact": name}) | Q(**{f"{column}__in": usual})


def _tag(name: str, language: str, fitting: Fitting) -> Tag | None:
    if not fitting.fits(Tag, "name", name):
        fitting.leave(Tag, "name", name)
        return None
    column = languages.column("name", language)
    found = Tag.objects.filter(_named(column, name)).first()
    return found or Tag.objects.create(**{column: name})


def _authors(names: tuple[str, ...], by: User | None, fitting: Fitting) -> list[Author]:
    """By name; a new name becomes an author. Without names, the person who imports."""
    if not names:
        author = getattr(by, "author", None)
        return [author] if author else []
    found: list[Author] = []
    for name in names:
        if not fitting.fits(Author, "name", name):
            fitting.leave(Author, "name", name)
            continue
        author = Author.objects.filter(_named("name", name)).first() or _new_author(name)
        if author not in found:
            found.append(author)
    return found


def _new_author(name: str) -> Author:
    def taken(slug: str) -> bool:
        return Author.objects.filter(slug=slug).exists()

    return Author.objects.create(name=name, slug=unique_slug(name, taken, "author"))


def _stories(titles: tuple[str, ...], language: str) -> tuple[list[Article], list[str]]:
    known: list[Article] = []
    unmatched: list[str] = []
    for title in titles:
        article = Article.objects.filter(_wanted(title, language)).first()
        if article is None:
            unmatched.append(title)
        elif article not in known:
            known.append(article)
    return known, unmatched


def _wanted(title: str, language: str) -> Q:
    """A story by its headline, or by the slug at the end of its web address."""
    if "://" not in title:
        return _named(languages.column("headline", language), title)
    slug = unquote(_path(title)).rstrip("/").rpartition("/")[2]
    wanted: dict[str, Any] = {languages.column("slug", language): slug}
    return Q(**wanted) if slug else Q(pk=None)


def _path(url: str) -> str:
    try:
        return urlsplit(url.strip()).path
    except ValueError:
        return ""

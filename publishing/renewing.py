"""Frozen content with what it shares with others as it is now: names, credits, files. What is
written in the story stays as it was frozen. Whatever is gone by now stays, too."""

from collections.abc import Iterable
from typing import Any

from articles.models import Author, Section, Tag
from media.models import Photo
from publishing.content import Content, author_named, photo_facts, section_named, tag_named
from publishing.freeze import Renew
from publishing.models import Publication


def renewer(reason: str, ref: str) -> Renew:
    """For the thing that a republication is about; what it shows is looked up now."""
    if reason == Publication.Reason.PHOTO:
        photos = _photos([ref])
        return lambda content: _with_photos(content, photos)
    if reason == Publication.Reason.TAG:
        tags = list(Tag.objects.filter(pk=ref))
        return lambda content: _with_tags(content, tags)
    if reason == Publication.Reason.SECTION:
        section = Section.objects.filter(pk=ref).first()
        return lambda content: _with_section(content, section)
    if reason == Publication.Reason.AUTHOR:
        authors = list(Author.objects.filter(pk=ref))
        return lambda content: _with_authors(content, authors)
    if reason == Publication.Reason.ADDRESSES:
        return _with_everything
    return lambda content: content


def _with_everything(content: Content) -> Content:
    shared = content["shared"]
    content = _with_photos(content, _photos(shared["photos"]))
    content = _with_tags(content, Tag.objects.filter(pk__in=[tag["id"] for tag in shared["tags"]]))
    if shared["section"]:
        content = _with_section(content, Section.objects.filter(pk=shared["section"]["id"]).first())
    keys = [byline["id"] for byline in shared["bylines"]]
    return _with_authors(content, Author.objects.filter(pk__in=keys))


def _photos(refs: Iterable[str]) -> list[Photo]:
    photos = Photo.objects.prefetch_related("credits", "renditions")
    return list(photos.filter(pk__in=list(refs)))


def _with_photos(content: Content, photos: Iterable[Photo]) -> Content:
    known, language = content["shared"]["photos"], _language(content)
    now = {str(one.pk): photo_facts(one, language) for one in photos if str(one.pk) in known}
    return _sharing(content, photos={**known, **now})


def _with_tags(content: Content, tags: Iterable[Tag]) -> Content:
    now = {tag.pk: tag_named(tag, _language(content)) for tag in tags}
    rows = [now.get(row["id"], row) for row in content["shared"]["tags"]]
    return _sharing(content, tags=sorted(rows, key=lambda row: row["name"]))


def _with_section(content: Content, section: Section | None) -> Content:
    known = content["shared"]["section"]
    if section is None or known is None or known["id"] != section.pk:
        return content
    return _sharing(content, section=section_named(section, _language(content)))


def _with_authors(content: Content, authors: Iterable[Author]) -> Content:
    now = {author.pk: author_named(author) for author in authors}
    rows = [{**row, **now.get(row["id"], {})} for row in content["shared"]["bylines"]]
    return _sharing(content, bylines=rows)


def _language(content: Content) -> str:
    return content["story"]["language"]


def _sharing(content: Content, **parts: Any) -> Content:
    return {**content, "shared": {**content["shared"], **parts}}

"""The story as readers of the language would meet it, were it published as it stands: composed of the
working copy's fields, blocks and pictures. Beside each text stands the key of its segment."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from accounts import languages
from articles import blocks
from articles.blocks import Block
from articles.models import Article, FactBox
from articles.shown import Shown, shown
from media import credit
from media.models import Photo
from translation.rows import thumbnail_url
from translation.segments import NAMES, Thing

_HEAD = ("kicker", "headline", "lead")


@dataclass(frozen=True, kw_only=True)
class Part:
    """`kind` is a field's name or a block's type. `html` is inline HTML where `marked`, else plain;
    "" where it is not translated. `parts` are those of a fact box."""

    kind: str
    key: str = ""
    html: str = ""
    marked: bool = False
    only: bool = False
    picture: str = ""
    alt: str = ""
    credit: str = ""
    parts: list["Part"] = field(default_factory=list)


def preview_of(article: Article, language: str) -> list[Part]:
    """Without a source there is no part, and without a translation an empty one."""
    found = shown(article)
    return list(_Composer(found, language).story())


class _Composer:
    def __init__(self, found: Shown, language: str):
        self.found, self.language = found, language
        self.source_language = found.article.source_language
        self.stories = _stories(found)

    def story(self) -> Iterator[Part]:
        article = self.found.article
        for name in _HEAD:
            yield from self.plain(article, name)
        if lead := self.found.photos.get(str(article.lead_photo_id)):
            own = languages.text(article, "lead_photo_caption", self.language).strip()
            key = _key(article, "lead_photo_caption")
            asked = own or languages.text(article, "lead_photo_caption", self.source_language)
            yield self.photo(lead, key if asked else "", own)
        yield from self.body(article)

    def plain(self, thing: Thing, name: str) -> Iterator[Part]:
        text = languages.text(thing, name, self.language).strip()
        if text or languages.text(thing, name, self.source_language).strip():
            yield Part(kind=name, key=_key(thing, name), html=text)

    def body(self, thing: Article | FactBox) -> Iterator[Part]:
        source, target = (
            blocks.parse(languages.text(thing, "body", code))
            for code in (self.source_language, self.language)
        )
        for row in blocks.align(source, target):
            block = row.source or row.target
            assert block
            text = row.target.html if row.target else ""
            if block.ref:
                if row.source:
                    yield from self.reference(thing, block, text)
            elif text or not block.only:
                yield Part(
                    kind=block.type,
                    key=_key(thing, "body", block.id),
                    html=text,
                    marked=True,
                    only=row.source is None,
                )

    def reference(self, thing: Article | FactBox, block: Block, caption: str) -> Iterator[Part]:
        if block.type == "photo" and (photo := self.found.photos.get(block.ref)):
            key = _key(thing, "body", block.id) if block.html or caption else ""
            yield self.photo(photo, key, caption, marked=bool(caption))
        elif block.type == "fact_box" and (box := self.found.fact_boxes.get(block.ref)):
            yield Part(kind="fact_box", parts=[*self.plain(box, "title"), *self.body(box)])
        elif block.type == "also_read" and (story := self.stories.get(block.ref)):
            yield Part(kind="also_read", html=languages.first(story, "headline", self.language)[0])

    def photo(self, photo: Photo, key: str, caption: str, *, marked: bool = False) -> Part:
        """The story's own caption (whose key is given where it has one), or the photo's."""
        own = caption if key else languages.text(photo, "caption", self.language).strip()
        return Part(
            kind="photo",
            key=key or _key(photo, "caption"),
            html=own,
            marked=marked,
            picture=thumbnail_url(photo),
            alt=languages.text(photo, "alt_text", self.language).strip(),
            credit=credit.line_of(photo, self.language),
        )


def _key(thing: Thing, name: str, block: str = "") -> str:
    return ":".join([NAMES[type(thing)], str(thing.pk), name, block])


def _stories(found: Shown) -> dict[str, Article]:
    wanted = {
        uuid.UUID(ref) for body in found.bodies.values() for ref in blocks.refs(body, "also_read")
    }
    stories = Article.objects.in_bulk(wanted) if wanted else {}
    return {str(pk): story for pk, story in stories.items()}

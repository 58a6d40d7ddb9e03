"""What is frozen of a working copy: one language of a story as plain values, ready for JSON.

Two parts: `story` is written in the story itself (its text, its photos' captions, its fact boxes),
and a change in it is an unpublished change. `shared` belongs to things that many stories show
(names of tags and authors, credit lines, renditions).
"""

import hashlib
import json
from typing import Any

from django.conf import settings

from accounts import languages
from articles import blocks
from articles.blocks import Block
from articles.models import Article, FactBox
from articles.shown import Shown
from media.credit import line_of
from media.models import Photo

Content = dict[str, Any]


def dumps(value: Any) -> str:
    """The one form in which JSON is stored: the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def digest(content: Content) -> str:
    """Of what is written in the story: equal as long as there are no unpublished changes."""
    return sha256(dumps(content["story"]))


def compose(shown: Shown, language: str) -> Content:
    """Freeze one language. Give an article with section, tags, bylines and also-read list
    prefetched, or each costs a query."""
    return {"story": _story(shown, language), "shared": _shared(shown, language)}


def _story(shown: Shown, language: str) -> dict[str, Any]:
    article = shown.article

    def text(field: str) -> str:
        return languages.text(article, field, language).strip()

    body = shown.blocks(language)
    return {
        "id": str(article.pk),
        "language": language,
        "source_language": article.source_language,
        "slug": text("slug"),
        "dateline": article.dateline,
        "kicker": text("kicker"),
        "headline": text("headline"),
        "lead": text("lead"),
        "seo": {"title": text("seo_title"), "description": text("seo_description")},
        "section": article.section_id,
        "tags": sorted(tag.pk for tag in article.tags.all()),
        "bylines": [[byline.author_id, byline.role] for byline in article.bylines.all()],
        "blocks": [_block(block) for block in body],
        "photos": _photos(shown, body, language),
        "fact_boxes": _fact_boxes(shown, body, language),
        "also_read": [str(row.other_id) for row in article.also_read_list.all()],
    }


def _block(block: Block) -> dict[str, str]:
    row = {"id": block.id, "type": block.type}
    if block.html:
        row["html"] = block.html
    if block.ref:
        row[block.type] = block.ref
    return row


def _photos(shown: Shown, body: list[Block], language: str) -> list[dict[str, str]]:
    """The lead photo and those in the body, each once, with the caption that stands there: the
    story's own where it has one, else the photo's."""
    places = []
    if lead := str(shown.article.lead_photo_id or ""):
        own = languages.text(shown.article, "lead_photo_caption", language)
        places.append((lead, "lead", own))
    places += [(block.ref, "body", block.text) for block in body if block.type == "photo"]
    found: dict[str, dict[str, str]] = {}
    for ref, role, own_caption in places:
        if ref in found or ref not in shown.photos:
            continue
        photo = shown.photos[ref]
        found[ref] = {
            "id": ref,
            "role": role,
            "caption": own_caption.strip() or languages.text(photo, "caption", language).strip(),
            "alt": languages.text(photo, "alt_text", language).strip(),
        }
    return list(found.values())


def fact_box_blocks(fact_box: FactBox, source_language: str, language: str) -> list[Block]:
    """A fact box in one language as readers are to meet it."""
    own = blocks.parse(languages.text(fact_box, "body", language))
    if language == source_language:
        return own
    return blocks.compose(blocks.parse(languages.text(fact_box, "body", source_language)), own)


def _fact_boxes(shown: Shown, body: list[Block], language: str) -> list[dict[str, str]]:
    refs = dict.fromkeys(blocks.refs(body, "fact_box"))
    return [
        {
            "id": ref,
            "title": languages.text(box, "title", language).strip(),
            "html": blocks.write(fact_box_blocks(box, shown.article.source_language, language)),
        }
        for ref in refs
        if (box := shown.fact_boxes.get(ref))
    ]


def _shared(shown: Shown, language: str) -> dict[str, Any]:
    article = shown.article
    section = article.section

    def named(thing: Any) -> dict[str, Any]:
        """In this language; a name that is the same in both need be written only once."""
        return {
            "id": thing.pk,
            "slug": _in_any(thing, "slug", language),
            "name": _in_any(thing, "name", language),
        }

    return {
        "section": {**named(section), "position": section.position} if section else None,
        "tags": sorted((named(tag) for tag in article.tags.all()), key=lambda tag: tag["name"]),
        "bylines": [
            {
                "id": byline.author_id,
                "name": byline.author.name,
                "slug": byline.author.slug,
                "role": byline.role,
            }
            for byline in article.bylines.all()
        ],
        "photos": {ref: _photo(photo, language) for ref, photo in shown.photos.items()},
    }


def with_photos_of_now(content: Content, photos: dict[str, Photo]) -> Content:
    """The frozen content with these photos' credits, rights and files as they are now; what is
    written in the story stays as it was frozen."""
    language = content["story"]["language"]
    known = content["shared"]["photos"]
    now = {ref: _photo(photo, language) for ref, photo in photos.items() if ref in known}
    return {**content, "shared": {**content["shared"], "photos": {**known, **now}}}


def _in_any(thing: Any, field: str, language: str) -> str:
    return languages.first(thing, field, language)[0]


def _photo(photo: Photo, language: str) -> dict[str, Any]:
    credits = list(photo.credits.all())
    creators = [credit.creator for credit in credits if credit.creator]
    organisations = [_in_any(credit, "organisation", language) for credit in credits]
    return {
        "credit": {
            "line": line_of(photo, language),
            "creator": ", ".join(creators),
            "organisation": ", ".join(filter(None, dict.fromkeys(organisations))),
        },
        "copyright": photo.copyright,
        "digital_source_type": photo.digital_source_type,
        "renditions": [
            {
                "url": absolute(rendition.file.url),
                "width": rendition.width,
                "height": rendition.height,
                "format": rendition.format,
                "ratio": rendition.ratio,
            }
            for rendition in photo.renditions.all()
        ],
    }


def absolute(url: str) -> str:
    """Clients are elsewhere: a path of ours becomes a whole address."""
    return url if "://" in url else settings.PUBLIC_URL + url


def article_url(language: str, slug: str) -> str:
    return settings.ARTICLE_URL.format(language=language, slug=slug)


WITH_EVERYTHING = ("tags", "bylines__author", "also_read_list", "versions")


def load(pk: Any) -> Article:
    return Article.objects.select_related("section").prefetch_related(*WITH_EVERYTHING).get(pk=pk)

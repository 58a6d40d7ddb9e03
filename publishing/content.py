"""What is frozen of a working copy: one language of a story as plain values, ready for JSON.

Two parts: `story` is written in the story itself (its text, its photos' captions, its fact boxes),
and a change in it is an unpublished change. `shared` belongs to things that many stories show
(names of tags and authors, credit lines, renditions).
"""

import hashlib
import json
from typing import Any

from django.db.models import Prefetch

from accounts import languages, statements
from accounts.statements import Query
from articles import blocks
from articles.blocks import Block
from articles.models import AlsoRead, Article, Author, Byline, Correction, FactBox, Section, Tag
from articles.shown import Shown
from media.credit import line_of
from media.models import Photo
from publishing.addresses import absolute
from publishing.times import utc

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
        **_corrections(shown, language),
    }


def _corrections(shown: Shown, language: str) -> dict[str, Any]:
    """Oldest first. No key where there are none: what was frozen before anybody wrote a correction
    is not changed by that."""
    rows = [
        {"id": str(one.pk), "text": text, "published_at": _told_at(one, language)}
        for one in shown.corrections
        if (text := languages.text(one, "text", language))
    ]
    return {"corrections": rows} if rows else {}


def _told_at(correction: Correction, language: str) -> str | None:
    at = getattr(correction, languages.column("published_at", language))
    return utc(at) if at else None


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
    tags = [tag_named(tag, language) for tag in article.tags.all()]
    return {
        "section": section_named(section, language) if section else None,
        "tags": sorted(tags, key=lambda tag: tag["name"]),
        "bylines": [
            {**author_named(byline.author), "role": byline.role} for byline in article.bylines.all()
        ],
        "photos": {ref: photo_facts(photo, language) for ref, photo in shown.photos.items()},
    }


def named(thing: Section | Tag, language: str) -> dict[str, Any]:
    """In this language; a name that is the same in both need be written only once."""
    return {
        "id": thing.pk,
        "slug": _in_any(thing, "slug", language),
        "name": _in_any(thing, "name", language),
    }


def tag_named(tag: Tag, language: str) -> dict[str, Any]:
    return {**named(tag, language), "media_topic": tag.media_topic, "wikidata": tag.wikidata}


def section_named(section: Section, language: str) -> dict[str, Any]:
    return {**named(section, language), "position": section.position}


def author_named(author: Author) -> dict[str, Any]:
    return {"id": author.pk, "name": author.name, "slug": author.slug}


def _in_any(thing: Any, field: str, language: str) -> str:
    return languages.first(thing, field, language)[0]


def photo_facts(photo: Photo, language: str) -> dict[str, Any]:
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
        "usage_terms": photo.usage_terms,
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


_BYLINES = Prefetch("bylines", Byline.objects.select_related("author"))
WITH_EVERYTHING = ("tags", _BYLINES, "also_read_list", "versions", "corrections")


_KEY = Article._meta.pk
_HELD: Query[Article] = Query(
    lambda pk: (
        Article.objects.select_related("section").select_for_update(of=("self",)).filter(pk=pk)
    ),
    _KEY,
)
_OF_STORY: dict[str, Query[Any]] = {
    "tags": Query(lambda pk: Tag.objects.filter(articles=pk), _KEY),
    "bylines": Query(lambda pk: Byline.objects.select_related("author").filter(article=pk), _KEY),
    "also_read_list": Query(lambda pk: AlsoRead.objects.filter(article=pk), _KEY),
    "corrections": Query(lambda pk: Correction.objects.filter(article=pk), _KEY),
}


def held(pk: Any) -> Article:
    """The story with everything, as it is now and stays until the transaction ends."""
    found = _HELD(pk)
    if not found:
        raise Article.DoesNotExist
    article = found[0]
    for name, query in _OF_STORY.items():
        statements.keep(article, name, query(article.pk))
    return article

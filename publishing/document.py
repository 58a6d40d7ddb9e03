"""The public document and card, made of frozen content and of what stands round it: the twin and
the stories it points to, as they are live now. The keys are the API's contract."""

import datetime
from dataclasses import dataclass, field
from html import escape
from typing import Any

from accounts import languages
from publishing.addresses import article_url
from publishing.content import Content, dumps, sha256
from publishing.figures import figure
from publishing.json_ld import in_script, news_article
from publishing.times import utc

Value = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """`alternates` are (language, slug) of the live twins; `pointed_to` the cards of live stories
    by id, in this language or else another."""

    alternates: list[tuple[str, str]] = field(default_factory=list)
    pointed_to: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    document: str
    card: str
    digest: str


def render(
    content: Content,
    surroundings: Surroundings,
    *,
    version: int,
    published_at: datetime.datetime,
    updated_at: datetime.datetime,
) -> Rendered:
    card = _card(content, surroundings, published_at, updated_at)
    story, shared = content["story"], content["shared"]
    photos = [_photo(one, shared) for one in story["photos"]]
    also_read = [
        pointer(surroundings.pointed_to[ref])
        for ref in story["also_read"]
        if ref in surroundings.pointed_to
    ]
    document = {
        **card,
        "tags": [_tag(tag) for tag in shared["tags"]],
        "dateline": story["dateline"],
        "source_language": story["source_language"],
        "body": {
            "html": _body_html(story, photos, surroundings),
            "blocks": _public_blocks(story, surroundings),
        },
        "photos": photos,
        "fact_boxes": story["fact_boxes"],
        "also_read": also_read,
        "corrections": [
            {"text": one["text"], "published_at": one["published_at"]}
            for one in story.get("corrections", [])
        ],
        "seo": {
            "title": story["seo"]["title"] or story["headline"],
            "description": story["seo"]["description"] or story["lead"],
        },
        "version": version,
    }
    json_ld = in_script(dumps(news_article(document)))
    text = f'{dumps(document)[:-1]},"json_ld":{json_ld}'
    digest = sha256(f"{text}}}")
    return Rendered(document=f'{text},"digest":"{digest}"}}', card=dumps(card), digest=digest)


def _card(
    content: Content,
    surroundings: Surroundings,
    published_at: datetime.datetime,
    updated_at: datetime.datetime,
) -> Value:
    story, shared = content["story"], content["shared"]
    lead = next((one for one in story["photos"] if one["role"] == "lead"), None)
    section = shared["section"]
    return {
        "id": story["id"],
        "language": story["language"],
        "slug": story["slug"],
        "url": article_url(story["language"], story["slug"]),
        "kicker": story["kicker"],
        "headline": story["headline"],
        "lead": story["lead"],
        "section": section and {"slug": section["slug"], "name": section["name"]},
        "tags": [{"slug": tag["slug"], "name": tag["name"]} for tag in shared["tags"]],
        "bylines": [
            {"name": byline["name"], "slug": byline["slug"], "role": byline["role"]}
            for byline in shared["bylines"]
        ],
        "photo": lead and _photo(lead, shared),
        "published_at": utc(published_at),
        "updated_at": utc(updated_at),
        "alternates": [
            {
                "language": language,
                "slug": slug,
                "url": article_url(language, slug),
                "label": languages.switch_label(language),
            }
            for language, slug in surroundings.alternates
        ],
    }


def _tag(tag: Value) -> Value:
    """The codes by which others know the subject; what was frozen before they were has none."""
    codes = {name: tag.get(name, "") for name in ("media_topic", "wikidata")}
    return {"slug": tag["slug"], "name": tag["name"], **codes}


def _photo(one: Value, shared: Value) -> Value:
    facts = shared["photos"][one["id"]]
    return {
        **one,
        "credit": facts["credit"],
        "copyright": facts["copyright"],
        "usage_terms": facts.get("usage_terms", ""),
        "digital_source_type": facts["digital_source_type"],
        "renditions": facts["renditions"],
    }


def pointer(card: Value) -> Value:
    """What other stories show of this one."""
    return {key: card[key] for key in ("id", "headline", "slug", "url", "language", "photo")}


def _stands(block: Value, surroundings: Surroundings) -> bool:
    """A pointer to a story that no reader can open does not stand."""
    return block["type"] != "also_read" or block["also_read"] in surroundings.pointed_to


def _public_blocks(story: Value, surroundings: Surroundings) -> list[Value]:
    return [block for block in story["blocks"] if _stands(block, surroundings)]


_TAGS = {"paragraph": "p", "subhead": "h2", "minor_subhead": "h3", "quote": "blockquote"}
_LISTS = {"bullet": "ul", "numbered": "ol"}


def _body_html(story: Value, photos: list[Value], surroundings: Surroundings) -> str:
    """The body as a web page can show it: photos, fact boxes and pointers filled in."""
    photo_by_id = {photo["id"]: photo for photo in photos}
    box_by_id = {box["id"]: box for box in story["fact_boxes"]}
    parts: list[str] = []
    open_list = ""
    for block in _public_blocks(story, surroundings):
        wanted = _LISTS.get(block["type"], "")
        if wanted != open_list:
            parts += [f"</{open_list}>"] if open_list else []
            parts += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        mark = f'data-id="{block["id"]}"'
        if wanted:
            parts.append(f"<li {mark}>{block.get('html', '')}</li>")
        elif block["type"] == "photo":
            if photo := photo_by_id.get(block["photo"]):
                parts.append(figure(photo, caption=block.get("html", ""), mark=mark))
        elif block["type"] == "fact_box":
            if box := box_by_id.get(block["fact_box"]):
                parts.append(
                    f'<aside {mark} data-fact-box="{box["id"]}">'
                    f"<h2>{escape(box['title'])}</h2>{box['html']}</aside>"
                )
        elif block["type"] == "also_read":
            card = surroundings.pointed_to[block["also_read"]]
            parts.append(
                f'<p {mark} data-also-read="{card["id"]}"><a href="{escape(card["url"])}" '
                f'hreflang="{card["language"]}">{escape(card["headline"])}</a></p>'
            )
        else:
            tag = _TAGS[block["type"]]
            parts.append(f"<{tag} {mark}>{block.get('html', '')}</{tag}>")
    parts += [f"</{open_list}>"] if open_list else []
    return "".join(parts)

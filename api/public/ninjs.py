"""A stored document as IPTC ninjs 3.1: <https://iptc.org/standards/ninjs/>.

Each language version is a news object of its own; photos, fact boxes, the other languages and
what to read next are its associations.
"""

import datetime
import json
from typing import Any

from api.public.feed import writers
from publishing import addresses
from publishing.figures import creators
from publishing.json_ld import licence, wikidata, word_count
from publishing.times import utc

Value = dict[str, Any]
# Behind the document's digest, this is the ETag. Count up when what is written here changes.
REVISION = ".ninjs-3.1-3"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_CODES = "http://cv.iptc.org/newscodes/"


def write(stored: str, made_at: datetime.datetime) -> bytes:
    """`stored` is a document's JSON text, of the version made at that time."""
    made = news_object(json.loads(stored), made_at=utc(made_at))
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def news_object(document: Value, *, made_at: str) -> Value:
    newsroom = document["json_ld"]["publisher"]["name"]
    photos = document["photos"]
    return _without_empty(
        {
            "uri": addresses.urn(document["id"], document["language"]),
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
            "type": "text",
            "representationType": "full",
            "profile": "text-photo" if photos else "text",
            "version": str(document["version"]),
            "firstCreated": document["published_at"],
            "versionCreated": made_at,
            "pubStatus": "usable",
            "language": document["language"],
            "title": document["seo"]["title"],
            "slugline": document["slug"],
            "by": ", ".join(writers(document)),
            "located": document["dateline"],
            "copyrightHolder": newsroom,
            "copyrightNotice": f"© {document['published_at'][:4]} {newsroom}",
            "headlines": _texts(main=document["headline"], kicker=document["kicker"]),
            "descriptions": [
                *_texts(lead=document["lead"], seo=document["seo"]["description"]),
                *(
                    _text("correction", f"{one['published_at']}: {one['text']}")
                    for one in document["corrections"]
                ),
            ],
            "bodies": [
                {
                    "role": "main",
                    "contentType": "text/html",
                    "wordCount": word_count(document),
                    "value": document["body"]["html"],
                }
            ],
            "infoSources": [
                *(
                    {"name": byline["name"], "role": byline["role"], "literal": byline["slug"]}
                    for byline in document["bylines"]
                ),
                {"name": newsroom, "role": "publisher"},
            ],
            "subjects": _subjects(document),
            "renditions": _page(document["url"]),
            "altIds": [
                {"role": "article", "value": document["id"]},
                {"role": "digest", "value": document["digest"]},
            ],
            "associations": [
                *(_photo(photo) for photo in photos),
                *(_fact_box(box, document["language"]) for box in document["fact_boxes"]),
                *(_translation(twin, document) for twin in document["alternates"]),
                *(_also_read(pointer) for pointer in document["also_read"]),
            ],
        }
    )


def _without_empty(made: Value) -> Value:
    return {name: value for name, value in made.items() if value not in ("", [], None)}


def _text(role: str, value: str) -> Value:
    return {"role": role, "contentType": "text/plain", "value": value}


def _texts(**texts: str) -> list[Value]:
    return [_text(role, value) for role, value in texts.items() if value]


def _subjects(document: Value) -> list[Value]:
    """A tag stands once for each vocabulary that has a code for it, or else by its name alone."""
    found = []
    for tag in document["tags"]:
        uris = []
        if topic := tag.get("media_topic"):
            uris.append(f"{_CODES}mediatopic/{topic}")
        if entity := tag.get("wikidata"):
            uris.append(wikidata(entity))
        named = {"name": tag["name"], "rel": "about", "literal": tag["slug"]}
        found += [{**named, "uri": uri} for uri in uris] or [named]
    if section := document["section"]:
        found.append({"name": section["name"], "rel": "section", "literal": section["slug"]})
    return found


def _page(url: str) -> list[Value]:
    return [{"name": "web", "href": url, "contentType": "text/html"}]


def _photo(photo: Value) -> Value:
    credit, terms = photo["credit"], photo.get("usage_terms", "")
    source_type, linked = photo["digital_source_type"], licence(terms)
    uri = f"urn:uuid:{photo['id']}"
    return _without_empty(
        {
            "name": photo["caption"] or credit["line"] or photo["id"],
            "rel": photo["role"],
            "uri": uri,
            "type": "picture",
            "pubStatus": "usable",
            "by": credit["line"],
            "copyrightNotice": photo["copyright"],
            "usageTerms": terms,
            "rightsInfo": {"linkedRights": linked} if linked else None,
            "descriptions": _texts(caption=photo["caption"], altText=photo["alt"]),
            "infoSources": [
                {"name": name, "role": role}
                for role, names in (
                    ("creator", creators(photo)),
                    ("organisation", [credit["organisation"]]),
                )
                for name in names
                if name
            ],
            "digitalSourceType": {
                "name": source_type,
                "uri": f"{_CODES}digitalsourcetype/{source_type}",
            }
            if source_type
            else None,
            "renditions": [
                {
                    "name": f"{one['ratio']} {one['width']} {one['format']}",
                    "href": one["url"],
                    "contentType": f"image/{one['format']}",
                    "width": one["width"],
                    "height": one["height"],
                    **({"aspectRatio": one["ratio"]} if one["ratio"] != "original" else {}),
                }
                for one in photo["renditions"]
            ],
        }
    )


def _fact_box(box: Value, language: str) -> Value:
    return {
        "name": box["title"],
        "rel": "factBox",
        "uri": addresses.urn(box["id"], language),
        "type": "text",
        "language": language,
        "headlines": _texts(main=box["title"]),
        "bodies": [{"role": "main", "contentType": "text/html", "value": box["html"]}],
    }


def _translation(twin: Value, document: Value) -> Value:
    is_source = twin["language"] == document["source_language"]
    return {
        "name": twin["label"],
        "rel": "translationOf" if is_source else "translation",
        "uri": addresses.urn(document["id"], twin["language"]),
        "type": "text",
        "representationType": "partial",
        "language": twin["language"],
        "slugline": twin["slug"],
        "renditions": _page(twin["url"]),
    }


def _also_read(pointer: Value) -> Value:
    return {
        "name": pointer["headline"],
        "rel": "alsoRead",
        "uri": addresses.urn(pointer["id"], pointer["language"]),
        "type": "text",
        "representationType": "partial",
        "language": pointer["language"],
        "slugline": pointer["slug"],
        "headlines": _texts(main=pointer["headline"]),
        "renditions": _page(pointer["url"]),
    }

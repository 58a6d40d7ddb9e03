"""A document as schema.org's NewsArticle, for search engines: <https://schema.org/NewsArticle>."""

import re
from html import unescape
from typing import Any

from django.conf import settings

from accounts import languages
from publishing import addresses
from publishing.figures import creators, widest

Value = dict[str, Any]
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
_MARKUP = re.compile(r"<[^>]*>")
# What stands in the text without being the text of the story.
_NOT_COUNTED = ("photo", "also_read")
# Wide, as it was taken, and square: they ask for several and choose.
_RATIOS = ("16:9", "original", "1:1")


def in_script(text: str) -> str:
    """The same JSON in text that cannot end a page's script element, which is no place for HTML's
    escapes. What is escaped stands in JSON's strings alone."""
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def news_article(document: Value) -> Value:
    publisher = {
        "@type": "NewsMediaOrganization",
        "name": settings.NEWSROOM_NAME,
        "url": addresses.front_page(),
    }
    data: Value = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": document["url"],
        "url": document["url"],
        "mainEntityOfPage": document["url"],
        "identifier": addresses.urn(document["id"], document["language"]),
        "inLanguage": _tag(document["language"]),
        "headline": document["headline"],
        "description": document["seo"]["description"],
        "datePublished": document["published_at"],
        "dateModified": document["updated_at"],
        # A story without a name above it is the newsroom's.
        "author": _people(document, "writer") or [publisher],
        "publisher": publisher,
        "copyrightHolder": publisher,
        "isAccessibleForFree": True,
        "wordCount": word_count(document),
        "keywords": [tag["name"] for tag in document["tags"]],
    }
    optional = {
        "translator": _people(document, "translator"),
        "contributor": _people(document, "photographer", "illustrator"),
        "articleSection": (document["section"] or {}).get("name"),
        "dateline": document["dateline"],
        "about": [_thing(tag) for tag in document["tags"] if tag.get("wikidata")],
        "image": [image for photo in document["photos"] for image in _images(photo)],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction["text"],
                "datePublished": correction["published_at"],
            }
            for correction in document["corrections"]
        ],
    }
    return data | {name: value for name, value in optional.items() if value} | _twins(document)


def word_count(document: Value) -> int:
    """Of the story's own text: captions, fact boxes and pointers to other stories left out."""
    texts = [
        _MARKUP.sub(" ", block.get("html", ""))
        for block in document["body"]["blocks"]
        if block["type"] not in _NOT_COUNTED
    ]
    return sum(len(unescape(text).split()) for text in [document["lead"], *texts])


def licence(usage_terms: str) -> str:
    """The address of a licence where the terms name one, else ""."""
    found = _LINK.search(usage_terms)
    return found[0] if found else ""


def _twins(document: Value) -> Value:
    """The other languages as far as schema.org has words for them: what this text translates, or
    what it is translated into. Two translations of a third text are neither."""
    source, works = document["source_language"], document["alternates"]
    if document["language"] == source:
        translations = [_work(one) for one in works]
        return {"workTranslation": translations} if translations else {}
    originals = [_work(one) for one in works if one["language"] == source]
    return {"translationOfWork": originals[0]} if originals else {}


def _work(alternate: Value) -> Value:
    return {
        "@type": "NewsArticle",
        "@id": alternate["url"],
        "url": alternate["url"],
        "inLanguage": _tag(alternate["language"]),
    }


def _tag(language: str) -> str:
    """BCP 47: "en-GB"."""
    return languages.locale(language).replace("_", "-")


def _people(document: Value, *roles: str) -> list[Value]:
    return [
        _person(byline, document["language"])
        for byline in document["bylines"]
        if byline["role"] in roles
    ]


def _person(byline: Value, language: str) -> Value:
    person = {"@type": "Person", "name": byline["name"]}
    address = addresses.author_url(language, byline["slug"])
    return person | ({"url": address} if address else {})


def _thing(tag: Value) -> Value:
    return {"@type": "Thing", "name": tag["name"], "sameAs": wikidata(tag["wikidata"])}


def wikidata(code: str) -> str:
    return f"http://www.wikidata.org/entity/{code}"


def _images(photo: Value) -> list[Value]:
    """The widest file of each ratio that search engines ask for; of a photo that has none of these,
    the widest that it has."""
    ratios = [widest(photo, ratio) for ratio in _RATIOS]
    files = [file for file in ratios if file] or [file for file in [widest(photo)] if file]
    return [_image_object(photo, file) for file in files]


def _image_object(photo: Value, best: Value) -> Value:
    credit = photo["credit"]
    people = [{"@type": "Person", "name": name} for name in creators(photo)]
    house = [{"@type": "Organization", "name": credit["organisation"]}]
    named = people or (house if credit["organisation"] else [])
    image = {
        "@type": "ImageObject",
        "contentUrl": best["url"],
        "url": best["url"],
        "width": best["width"],
        "height": best["height"],
        "caption": photo["caption"],
    }
    optional = {
        "creditText": credit["line"],
        "creator": named[0] if len(named) == 1 else named,
        "copyrightNotice": photo["copyright"],
        "license": licence(photo.get("usage_terms", "")),
    }
    return image | {name: value for name, value in optional.items() if value}

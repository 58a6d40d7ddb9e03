"""A made-up story, as the OpenAPI document shows it. A test holds it to the described shapes."""

from typing import Any

from django.conf import settings

from api.public import ninjs

_CODES = [code for code, _name in settings.LANGUAGES]
_OTHER, _THIS = _CODES[0], _CODES[-1]
SITE = "https://news.example"
_STORY = "6f1c6f0e-6a0f-4c53-9d0e-0d7c2f6b8f11"
_PHOTO_ID = "b3b1a0f4-2d0c-4a43-8c1e-6a5f0c3c9e21"

_PHOTO: dict[str, Any] = {
    "id": _PHOTO_ID,
    "role": "lead",
    "caption": "The ferry goes from Bodø twice a day.",
    "alt": "A white ferry leaves a quay beneath snowy mountains.",
    "credit": {
        "line": "Photo: Kari Nordmann / NTB",
        "creator": "Kari Nordmann",
        "organisation": "NTB",
    },
    "copyright": "© Kari Nordmann",
    "usage_terms": "For use with this story.",
    "digital_source_type": "",
    "renditions": [
        {
            "url": f"{SITE}/media/renditions/ferry-1280.webp",
            "width": 1280,
            "height": 720,
            "format": "webp",
            "ratio": "16:9",
        }
    ],
}

CARD: dict[str, Any] = {
    "id": _STORY,
    "language": _THIS,
    "slug": "ferry-to-run-all-winter",
    "url": f"{SITE}/{_THIS}/ferry-to-run-all-winter",
    "kicker": "Transport",
    "headline": "Ferry to run all winter",
    "lead": "For the first time the islands keep their ferry from November to March.",
    "section": {"slug": "society", "name": "Society"},
    "tags": [{"slug": "transport", "name": "Transport"}],
    "bylines": [{"name": "Ola Nordmann", "slug": "ola-nordmann", "role": "writer"}],
    "photo": _PHOTO,
    "published_at": "2025-01-31T11:00:00Z",
    "updated_at": "2025-01-31T14:30:00Z",
    "alternates": [
        {
            "language": _OTHER,
            "slug": "ferja-gar-hele-vinteren",
            "url": f"{SITE}/{_OTHER}/ferja-gar-hele-vinteren",
            "label": settings.LANGUAGE_TRAITS[_OTHER]["switch"],
        }
    ],
}

CARD_PAGE: dict[str, Any] = {
    "next": f"{SITE}/api/v1/articles/?language={_THIS}&cursor=c0ffee",
    "previous": None,
    "results": [CARD],
}

DOCUMENT: dict[str, Any] = {
    **CARD,
    "tags": [
        {
            "slug": "transport",
            "name": "Transport",
            "media_topic": "20000337",
            "wikidata": "Q7590",
        }
    ],
    "dateline": "Bodø",
    "source_language": _OTHER,
    "body": {
        "html": '<p data-id="k3x9a2">The county council said yes on Friday.</p>',
        "blocks": [
            {
                "id": "k3x9a2",
                "type": "paragraph",
                "html": "The county council said yes on Friday.",
            }
        ],
    },
    "photos": [_PHOTO],
    "fact_boxes": [
        {
            "id": "0d0d5a3c-7f0e-4a70-9a3a-64b8b5d6f0c2",
            "title": "The ferry",
            "html": '<ul><li data-id="p7d1q0">Carries 120 passengers.</li></ul>',
        }
    ],
    "also_read": [],
    "corrections": [
        {
            "text": "An earlier version said that the ferry carries 210 passengers.",
            "published_at": "2025-01-31T14:30:00Z",
        }
    ],
    "seo": {"title": "Ferry to run all winter", "description": "The islands keep their ferry."},
    "json_ld": {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry to run all winter",
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.NEWSROOM_NAME},
    },
    "version": 2,
    "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}

NINJS: dict[str, Any] = ninjs.news_object(DOCUMENT, made_at=DOCUMENT["updated_at"])

CHANGE_PAGE: dict[str, Any] = {
    "next": None,
    "previous": None,
    "cursor": "q3Jx8wAAAAAAAAfj",
    "results": [
        {
            "id": 2018,
            "type": "article.updated",
            "article": _STORY,
            "language": _THIS,
            "slug": CARD["slug"],
            "url": CARD["url"],
            "document": f"{SITE}/api/v1/articles/{_STORY}/?language={_THIS}",
            "version": DOCUMENT["version"],
            "digest": DOCUMENT["digest"],
            "reason": "updated",
            "occurred_at": "2025-01-31T14:30:00Z",
        },
        {
            "id": 2019,
            "type": "article.withdrawn",
            "article": "f4a0f0c4-6f2e-4f0e-8f4c-0b8f3f0f7d7e",
            "language": _THIS,
            "slug": "mayor-steps-down",
            "url": f"{SITE}/{_THIS}/mayor-steps-down",
            "document": f"{SITE}/api/v1/articles/f4a0f0c4-6f2e-4f0e-8f4c-0b8f3f0f7d7e/"
            f"?language={_THIS}",
            "version": None,
            "digest": None,
            "reason": "The story rested on a document that has proved false.",
            "occurred_at": "2025-02-01T08:15:00Z",
        },
    ],
}

_RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{settings.NEWSROOM_NAME}</title><link>{SITE}/</link>
<item><title>{CARD["headline"]}</title><link>{CARD["url"]}</link></item></channel></rss>"""
_ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_THIS}"><title>{settings.NEWSROOM_NAME}</title>
<entry><title>{CARD["headline"]}</title><link rel="alternate" href="{CARD["url"]}"/></entry></feed>"""
FEEDS: dict[str, Any] = {
    "rss.xml": _RSS,
    "atom.xml": _ATOM,
    "feed.json": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.NEWSROOM_NAME,
        "items": [{"id": NINJS["uri"], "url": CARD["url"], "title": CARD["headline"]}],
    },
}
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>{CARD["url"]}</loc><lastmod>2025-01-31T14:30:00Z</lastmod></url>
</urlset>"""
NEWS_SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{CARD["url"]}</loc><news:news>
<news:publication><news:name>{settings.NEWSROOM_NAME}</news:name>
<news:language>{_THIS}</news:language></news:publication>
<news:publication_date>{CARD["published_at"]}</news:publication_date>
<news:title>{CARD["headline"]}</news:title></news:news></url>
</urlset>"""
ROBOTS = f"User-agent: *\nDisallow: /admin/\nDisallow: /api/\n\nSitemap: {SITE}/sitemap.xml\n"

DIRECTORY: dict[str, Any] = {
    "results": [
        {
            "id": 4,
            "slug": "society",
            "name": "Society",
            "count": 128,
            "alternates": [
                {
                    "language": _OTHER,
                    "slug": "samfunn",
                    "name": "Samfunn",
                    "label": settings.LANGUAGE_TRAITS[_OTHER]["switch"],
                }
            ],
        }
    ]
}

INVALID_PARAMETERS: dict[str, Any] = {
    "errors": [
        {
            "parameter": "language",
            "detail": "This parameter is required.",
            "allowed": _CODES,
        }
    ]
}

NOT_FOUND: dict[str, Any] = {"alternates": CARD["alternates"]}

WITHDRAWN: dict[str, Any] = {
    "reason": "The story rested on a document that has proved false.",
    "withdrawn_at": "2025-02-01T08:15:00Z",
    "alternates": [],
}

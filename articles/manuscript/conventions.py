"""The words by which newsrooms mark the parts of a manuscript, by language.

A manuscript in one language carries captions, and often headings, in another, so the reader knows
the words of all of them at once; only a caption's language is told by its words. A language more
is an entry more here. All words are in lower case, and none ends in a colon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from articles.manuscript.lines import Style


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """What stands before the colon of a credit: `photo` and `illustration` (with one in `archival`
    too, the word is kept in the organisation). `credit_phrases` need no colon but brackets:
    "(photo by …)". A `box_about` word opens a fact box together with the subject that follows it.
    `styles` are names of paragraph styles in Word files, with the part that each stands for; a
    name in `heading_styles` has the heading's level after it.
    """

    photo: tuple[str, ...]
    illustration: tuple[str, ...]
    archival: tuple[str, ...]
    photo_phrases: tuple[str, ...]
    illustration_phrases: tuple[str, ...]
    conjunctions: tuple[str, ...]
    articles: tuple[str, ...] = ()
    name_particles: tuple[str, ...]
    byline: tuple[str, ...]
    byline_labels: tuple[str, ...]
    twin_link: tuple[str, ...]
    box: tuple[str, ...]
    box_about: tuple[str, ...]
    also_read: tuple[str, ...]
    tags: tuple[str, ...]
    kicker_labels: tuple[str, ...]
    headline_labels: tuple[str, ...]
    lead_labels: tuple[str, ...]
    caption_labels: tuple[str, ...]
    speech_verbs: tuple[str, ...]
    heading_styles: tuple[str, ...]
    styles: Mapping[str, Style]


CONVENTIONS: Mapping[str, Conventions] = {
    "nb": Conventions(
        photo=(
            "foto",
            "fotos",
            "fotograf",
            "bilde",
            "arkivfoto",
            "arkivbilde",
            "pressefoto",
            "skjermdump",
            "skjermbilde",
        ),
        illustration=(
            "illustrasjon",
            "illustrasjoner",
            "ill",
            "ill.",
            "illustrasjonsbilde",
            "tegning",
            "grafikk",
            "kart",
        ),
        archival=("arkiv", "arkivfoto", "arkivbilde"),
        photo_phrases=("foto av",),
        illustration_phrases=("illustrasjon av", "tegning av", "grafikk av", "kart av"),
        conjunctions=("og",),
        name_particles=("av", "for", "i", "og", "på", "til", "fra", "ved"),
        byline=("av",),
        byline_labels=(
            "tekst",
            "tekst og foto",
            "tekst/foto",
            "tekst & foto",
            "journalist",
            "av",
            "skrevet av",
        ),
        twin_link=(
            "les på norsk",
            "les saken på norsk",
            "les denne saken på norsk",
            "les artikkelen på norsk",
            "les denne artikkelen på norsk",
            "les på engelsk",
            "les saken på engelsk",
            "les denne saken på engelsk",
            "les artikkelen på engelsk",
            "les denne artikkelen på engelsk",
        ),
        box=(
            "bakgrunn",
            "fakta",
            "faktaboks",
            "dette er saken",
            "saken kort",
            "saken kort fortalt",
            "kort om saken",
            "kort fortalt",
            "dette vet vi",
        ),
        box_about=("fakta om", "bakgrunn om", "kort om"),
        also_read=(
            "les også",
            "les mer",
            "les også disse sakene",
            "relaterte saker",
            "relaterte artikler",
        ),
        tags=("stikkord", "emneord", "emneknagger", "nøkkelord"),
        kicker_labels=("stikktittel", "vignett"),
        headline_labels=("tittel", "overskrift"),
        lead_labels=("ingress",),
        caption_labels=("bildetekst", "bildetekster"),
        speech_verbs=tuple(
            (
                "sier sa forteller fortalte mener mente forklarer forklarte svarer svarte "
                "spør spurte skriver skrev understreker understreket legger påpeker "
                "opplyser opplyste uttaler uttalte utdyper fortsetter konstaterer advarer "
                "håper tror ifølge"
            ).split()
        ),
        heading_styles=("overskrift",),
        styles={
            "tittel": "title",
            "stikktittel": "kicker",
            "ingress": "lead",
            "undertittel": "lead",
            "byline": "byline",
            "bildetekst": "caption",
            "mellomtittel": "heading",
            "sitat": "quote",
            "sterkt sitat": "quote",
            "punktliste": "bullet",
            "nummerert liste": "numbered",
        },
    ),
    "en": Conventions(
        photo=(
            "photo",
            "photos",
            "photograph",
            "photographer",
            "picture",
            "image",
            "file photo",
            "archive photo",
            "archival photo",
            "stock photo",
            "handout photo",
            "screenshot",
        ),
        illustration=(
            "illustration",
            "illustrations",
            "illustration photo",
            "drawing",
            "graphic",
            "graphics",
            "map",
        ),
        archival=("archive", "archives", "file", "file photo", "archive photo", "archival photo"),
        photo_phrases=("photo by", "photo courtesy of", "image courtesy of", "picture by"),
        illustration_phrases=("illustration by", "drawing by", "graphic by", "map by"),
        conjunctions=("and",),
        articles=("the",),
        name_particles=("of", "for", "in", "and", "the", "at", "on", "via", "from"),
        byline=("by",),
        byline_labels=(
            "text",
            "text and photo",
            "text and photos",
            "text/photo",
            "words",
            "words and photos",
            "reporter",
            "by",
            "written by",
        ),
        twin_link=(
            "read in english",
            "read this in english",
            "read the article in english",
            "read this article in english",
            "read the story in english",
            "read this story in english",
            "read in norwegian",
            "read this in norwegian",
            "read the article in norwegian",
            "read this article in norwegian",
            "read the story in norwegian",
            "read this story in norwegian",
        ),
        box=(
            "background",
            "facts",
            "fact box",
            "factbox",
            "key facts",
            "the facts",
            "in brief",
            "what we know",
        ),
        box_about=("facts about", "background on"),
        also_read=(
            "also read",
            "read also",
            "read more",
            "related articles",
            "related stories",
            "related reading",
        ),
        tags=("tags", "keywords", "key words", "topics"),
        kicker_labels=("kicker",),
        headline_labels=("headline", "title"),
        lead_labels=("lead", "lede", "standfirst"),
        caption_labels=("caption", "captions", "photo caption"),
        speech_verbs=tuple(
            (
                "says said states stated tells told explains explained adds added answers "
                "answered asks asked writes wrote notes noted emphasizes emphasises "
                "stresses stressed warns warned believes thinks hopes continues according"
            ).split()
        ),
        heading_styles=("heading",),
        styles={
            "title": "title",
            "headline": "title",
            "kicker": "kicker",
            "subtitle": "lead",
            "lead": "lead",
            "standfirst": "lead",
            "author": "byline",
            "caption": "caption",
            "subhead": "heading",
            "quote": "quote",
            "intense quote": "quote",
            "block text": "quote",
            "list bullet": "bullet",
            "list number": "numbered",
        },
    ),
}


@cache
def languages_by_word(*kinds: str) -> dict[str, tuple[str, ...]]:
    """Each word of these kinds, with the languages that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, conventions in CONVENTIONS.items():
        for kind in kinds:
            for word in getattr(conventions, kind):
                if language not in found.get(word, ()):
                    found[word] = (*found.get(word, ()), language)
    return found


@cache
def words(*kinds: str) -> frozenset[str]:
    return frozenset(languages_by_word(*kinds))


@cache
def style(name: str) -> Style:
    """The part that a paragraph style of this name stands for; "" when it is just text."""
    for conventions in CONVENTIONS.values():
        if name in conventions.styles:
            return conventions.styles[name]
    return ""

"""Stories in bulk, for load work: cheap, deterministic, in both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from random import Random
from typing import TypeVar

from articles.slugs import slugify
from cms.demo.model import Text
from cms.demo.newsroom import AUTHORS
from cms.demo.wordbank import (
    BODIES,
    FIRST_NAMES,
    HEADLINES,
    KICKERS,
    LEADS,
    NAME_HEADS,
    NAME_TAILS,
    PLACES,
    RARITIES,
    SENTENCES,
    TOPICS,
    Pair,
)

LANGUAGES = ("nb", "en")
STRIDES = tuple(step for step in range(1, len(SENTENCES)) if gcd(step, len(SENTENCES)) == 1)
THREE_YEARS = 3 * 365 * 24 * 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GeneratedTag:
    name: Text
    slug: Text


@dataclass(frozen=True, slots=True)
class GeneratedStory:
    """`section` and `author` are keys of `newsroom.SECTIONS` and `AUTHORS`; the texts are plain."""

    kicker: Text
    headline: Text
    lead: Text
    paragraphs: tuple[Text, ...]
    section: str
    tags: tuple[GeneratedTag, ...]
    author: str
    minutes_ago: int


def _tag(names: Pair) -> GeneratedTag:
    names = (names[0][:1].upper() + names[0][1:], names[1][:1].upper() + names[1][1:])
    slugs = (slugify(name) for name in names)
    return GeneratedTag(
        dict(zip(LANGUAGES, names, strict=True)), dict(zip(LANGUAGES, slugs, strict=True))
    )


TOPIC_TAGS = tuple(_tag(tag) for _section, _name, tag in TOPICS)
PLACE_TAGS = tuple(_tag((place, place)) for place in PLACES)
RARE_TAGS = tuple(_tag(names) for names in RARITIES)
BODY_TAGS = tuple(_tag((nb, en.removeprefix("the "))) for nb, en in BODIES)
TAGS = TOPIC_TAGS + PLACE_TAGS + RARE_TAGS + BODY_TAGS


def stories(n: int, seed: int = 1) -> Iterator[GeneratedStory]:
    """n stories, newest first, spread over three years; no two share a headline."""
    rng = Random(seed)
    taken: set[str] = set()
    for index in range(n):
        yield _story(rng, taken, int((index + rng.random()) * THREE_YEARS / n))


def _story(rng: Random, taken: set[str], minutes_ago: int) -> GeneratedStory:
    topic, place = _index(rng, TOPICS), _index(rng, PLACES)
    # Squared, so that the first rarities are common and the last ones really rare.
    rare = int(rng.random() ** 2 * len(RARITIES))
    section, topic_names, _tag_names = TOPICS[topic]
    facts = _facts(rng, topic_names, PLACES[place], RARITIES[rare])
    headline = _filled(_pick(rng, HEADLINES), facts)
    while headline["nb"] in taken or headline["en"] in taken:
        facts = _facts(rng, topic_names, PLACES[place], RARITIES[rare])
        headline = _filled(_pick(rng, HEADLINES), facts)
    taken.update(headline.values())
    lead = _filled(_pick(rng, LEADS), facts)
    paragraphs = []
    # A stride without a common divisor with their number visits every sentence once.
    at, stride = _index(rng, SENTENCES), _pick(rng, STRIDES)
    for _ in range(6 + _index(rng, range(7))):
        _change_numbers(rng, facts)
        chosen = []
        for _ in range(1 + _index(rng, range(3))):
            at = (at + stride) % len(SENTENCES)
            chosen.append(SENTENCES[at])
        # Norwegian dialogue opens its paragraph with a dash.
        chosen.sort(key=lambda pair: not pair[0].startswith("–"))
        nb, en = (" ".join(side) for side in zip(*chosen, strict=True))
        paragraphs.append(_filled((nb, en), facts))
    tags = [TOPIC_TAGS[topic], PLACE_TAGS[place], RARE_TAGS[rare], _pick(rng, BODY_TAGS)]
    return GeneratedStory(
        kicker=dict(zip(LANGUAGES, _pick(rng, KICKERS), strict=True)),
        headline=headline,
        lead=lead,
        paragraphs=tuple(paragraphs),
        section=section,
        tags=tuple(tags[: 1 + _index(rng, tags)]),
        author=_pick(rng, AUTHORS).key,
        minutes_ago=minutes_ago,
    )


def _facts(
    rng: Random, topic: Pair, place: str, rare: Pair
) -> tuple[dict[str, str], dict[str, str]]:
    """What fills the sentences of one story, for each language."""
    facts: tuple[dict[str, str], dict[str, str]] = ({}, {})
    body = _pick(rng, BODIES)
    for side in (0, 1):
        facts[side].update(place=place, topic=topic[side], rare=rare[side], body=body[side])
    _change_numbers(rng, facts)
    return facts


def _change_numbers(rng: Random, facts: tuple[dict[str, str], dict[str, str]]) -> None:
    """New numbers, another person and another place, the same for both languages."""
    chance = rng.random
    nb, en = facts
    big, decimal = 1000 + int(chance() * 39000), 11 + int(chance() * 900)
    nb["big"], en["big"] = f"{big:,}".replace(",", "\N{NO-BREAK SPACE}"), f"{big:,}"
    nb["decimal"], en["decimal"] = f"{decimal // 10},{decimal % 10}", f"{decimal / 10:.1f}"
    nb["n"] = en["n"] = str(13 + int(chance() * 80))
    nb["share"] = en["share"] = str(2 + int(chance() * 60))
    nb["other"] = en["other"] = _pick(rng, PLACES)
    surname = _pick(rng, NAME_HEADS) + _pick(rng, NAME_TAILS)
    nb["person"] = en["person"] = f"{_pick(rng, FIRST_NAMES)} {surname}"


def _filled(pair: Pair, facts: tuple[dict[str, str], dict[str, str]]) -> Text:
    return {
        language: _capital(wording % known)
        for language, wording, known in zip(LANGUAGES, pair, facts, strict=True)
    }


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _index(rng: Random, choices: Sequence[object]) -> int:
    return int(rng.random() * len(choices))


def _pick(rng: Random, choices: Sequence[T]) -> T:
    return choices[int(rng.random() * len(choices))]

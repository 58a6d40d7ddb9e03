"""The forms that a term may have in a text, by the rules of its language (`cms.term_traits`).

Rather a form too many than one too few: most that do not exist stand in no text either. Measured in
`docs/glossary.md`.
"""

import re
from collections.abc import Iterator

from django.conf import settings

from translation.glossary.words import written
from translation.models import PartOfSpeech

Rules = tuple[tuple[str, str, str], ...]
# Shorter words than these have too many namesakes among what their endings could make.
_SHORTEST = 2


def forms_of(text: str, language: str, part_of_speech: str = "", irregular: str = "") -> list[str]:
    """As written first. `irregular` has commas between; those, too, have a genitive."""
    text = written(text)
    found = {text: None}
    by_part = _traits(language).get("inflection", {})
    rules = by_part.get(part_of_speech, ())
    if part_of_speech == PartOfSpeech.NAME:
        found.update(dict.fromkeys(_of_word(text, rules)))
    else:
        agreeing = _traits(language).get("agreeing", ())
        found.update(dict.fromkeys(_of_phrase(text, rules, agreeing)))
    for given in split(irregular):
        found[given] = None
        found.update(dict.fromkeys(_of_word(given, by_part.get(PartOfSpeech.NAME, ()))))
    return list(found)


def split(irregular: str) -> list[str]:
    return [form for one in irregular.split(",") if (form := written(one))]


def joints(language: str) -> tuple[str, ...]:
    return _traits(language).get("joints", ())


def _traits(language: str) -> dict:
    return settings.LANGUAGE_TRAITS.get(language, {}).get("terms", {})


def _of_phrase(text: str, rules: Rules, agreeing: Rules) -> Iterator[str]:
    *before, last = text.split(" ")
    lasts = [last, *_of_word(last, rules)]
    if not before:
        yield from lasts
        return
    for front in _fronts(before, agreeing):
        for one in lasts:
            yield f"{front} {one}"
    # "member of parliament", «vern av hav»: what is inflected stands first.
    first, *rest = text.split(" ")
    for one in _of_word(first, rules):
        yield " ".join([one, *rest])


def _fronts(before: list[str], agreeing: Rules) -> list[str]:
    """The words before the last as they stand, and as each ending has them; names do not agree."""
    found = {" ".join(before): None}
    for ending, instead, suffixes in agreeing:
        for suffix in suffixes.split():
            rule = ((ending, instead, suffix),)
            agreed = [next(_of_word(one, rule), one) if one.islower() else one for one in before]
            found[" ".join(agreed)] = None
    return list(found)


def _of_word(word: str, rules: Rules) -> Iterator[str]:
    if len(word) < _SHORTEST:
        return
    for ending, instead, suffixes in rules:
        if not re.search(ending, word):
            continue
        stem = re.sub(ending, instead, word, count=1)
        for suffix in suffixes.split() or [""]:
            # NATO-en, PC-er: an ending is set off from capitals; a genitive is not.
            hyphen = "-" if word.isupper() and len(suffix) > 1 and suffix.isalpha() else ""
            yield f"{stem}{hyphen}{suffix}"

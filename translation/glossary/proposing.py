"""Terms that translators' own changes propose: for the same word of the source, the same words of the
translation were replaced with the same others, in several stories.

Nothing of it is stored but the decisions; it is worked out from the newest rewordings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache

import snowballstemmer
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles.problems import NotAllowed
from translation.checks.pair import plain_text
from translation.glossary import actions, permissions
from translation.glossary.entry import Entry, Rendered, entry_of
from translation.glossary.lookup import Glossary
from translation.glossary.words import folded, words
from translation.models import Rewording, Term, TermDecision

# In so many stories (or fact boxes, or photos) the same has to be changed.
ENOUGH = 3
# The newest of a pair of languages that are looked through.
_LOOKED_AT = 1_000
_LONGEST = 4  # words of what is replaced
EVIDENCE_SHOWN = 6


@dataclass(frozen=True)
class Key:
    """A proposal, by stems."""

    source_language: str
    language: str
    word: str
    before: str
    after: str


@dataclass(kw_only=True)
class Proposal:
    """`word`, `before` and `after` are as they were mostly written; `term` is the one of the glossary
    that has the word, if any."""

    key: Key
    word: str
    before: str
    after: str
    evidence: list[Rewording] = field(default_factory=list)
    stories: int = 0
    term: Term | None = None

    @property
    def direction(self) -> str:
        names = (languages.name(self.key.source_language), languages.name(self.key.language))
        return " → ".join(str(name) for name in names)


class NoSuchProposal(LookupError):
    """It has been decided, or its texts are gone."""

    def __init__(self) -> None:
        super().__init__(_t("This is not proposed any more."))


def proposals() -> list[Proposal]:
    """Those that nobody has decided, of the most stories first."""
    decided = {_key_of(one) for one in TermDecision.objects.all()}
    found = [
        one
        for source_language in languages.codes()
        for language in languages.others(source_language)
        for one in _of_pair(source_language, language)
        if one.key not in decided
    ]
    return sorted(found, key=lambda one: (-one.stories, one.word))


@transaction.atomic
def accept(key: Key, *, by: User, forbid: bool = False) -> Term:
    """Make the new words the rendering to use; `forbid` the old ones. Raises NotAllowed or
    NoSuchProposal."""
    one = _proposed(key, by)
    entry = _entry(one, forbid)
    _decide(key, by, accepted=True)
    return actions.write(entry, by=by, term=one.term)


@transaction.atomic
def dismiss(key: Key, *, by: User) -> None:
    """For good. Raises NotAllowed or NoSuchProposal."""
    _proposed(key, by)
    _decide(key, by, accepted=False)


def _proposed(key: Key, by: User) -> Proposal:
    if not permissions.may_decide(by):
        raise NotAllowed(_t("Only editors decide on proposed terms."))
    decided = TermDecision.objects.filter(**vars(key)).exists()
    found = [] if decided else _of_pair(key.source_language, key.language)
    for one in found:
        if one.key == key:
            return one
    raise NoSuchProposal


def _decide(key: Key, by: User, *, accepted: bool) -> None:
    said = {"accepted": accepted, "by": by}
    _decision, is_new = TermDecision.objects.get_or_create(**vars(key), defaults=said)
    if not is_new:
        raise NoSuchProposal  # another was quicker


def _key_of(decision: TermDecision) -> Key:
    return Key(
        decision.source_language,
        decision.language,
        decision.word,
        decision.before,
        decision.after,
    )


def _entry(one: Proposal, forbid: bool) -> Entry:
    new = Rendered(language=one.key.language, text=one.after)
    old = Rendered(language=one.key.language, text=one.before, forbidden=True)
    if one.term is None:
        word = Rendered(language=one.key.source_language, text=one.word)
        return Entry(renderings=(word, new, old) if forbid else (word, new))
    before = entry_of(one.term)
    gone = {folded(one.after)} | ({folded(one.before)} if forbid else set())
    kept = tuple(
        each
        for each in before.renderings
        if each.language != one.key.language or folded(each.text) not in gone
    )
    return replace(before, renderings=(new, *kept, old) if forbid else (new, *kept))


def _of_pair(source_language: str, language: str) -> list[Proposal]:
    rewordings = list(
        Rewording.objects.filter(source_language=source_language, language=language)
        .select_related("by")
        .order_by("-at")[:_LOOKED_AT]
    )
    changes: dict[tuple[str, str], list[tuple[Rewording, str, str]]] = defaultdict(list)
    for one in rewordings:
        for before, after in replacements(plain_text(one.before), plain_text(one.after)):
            stems = (_stems(before, language), _stems(after, language))
            if all(stems) and stems[0] != stems[1]:
                changes[stems].append((one, before, after))
    enough = {
        stems: found
        for stems, found in changes.items()
        if len({one.place for one, *_texts in found}) >= ENOUGH
    }
    if not enough:
        return []
    everywhere = Counter(
        stem for one in rewordings for stem in _content(one.source, source_language)
    )
    proposed = [
        found
        for stems, evidence in enough.items()
        if (found := _proposal(source_language, language, stems, evidence, everywhere))
    ]
    return _with_terms(proposed)


def _proposal(
    source_language: str,
    language: str,
    stems: tuple[str, str],
    evidence: list[tuple[Rewording, str, str]],
    everywhere: Counter[str],
) -> Proposal | None:
    """Of the words that stand in the most sources of the evidence, the rarest in all others."""
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    texts = {one.pk: one for one, *_texts in evidence}
    for one in texts.values():
        for stem, surface in _content(one.source, source_language).items():
            surfaces[stem][surface] += 1
            counts[stem] += 1
    if not counts:
        return None
    word = max(counts, key=lambda stem: (counts[stem], -everywhere[stem], len(stem)))
    with_word = [row for row in evidence if word in _content(row[0].source, source_language)]
    stories = len({one.place for one, *_texts in with_word})
    # As often where nothing was changed: it is a common word, and not the cause.
    if stories < ENOUGH or everywhere[word] > 2 * counts[word]:
        return None
    shown = {one.pk: one for one, *_texts in with_word}
    return Proposal(
        key=Key(source_language, language, word, *stems),
        word=_plainest(surfaces[word]),
        before=_plainest(Counter(before for _one, before, _after in with_word)),
        after=_plainest(Counter(after for _one, _before, after in with_word)),
        evidence=list(shown.values())[:EVIDENCE_SHOWN],
        stories=stories,
    )


def _with_terms(proposed: list[Proposal]) -> list[Proposal]:
    """With the terms of the glossary that have the word; what the glossary says already is left
    out."""
    glossary = Glossary.of_texts([(one.key.source_language, one.word) for one in proposed])
    left = []
    for one in proposed:
        hits = glossary.hits(one.key.source_language, one.word)
        known = [glossary[term] for hit in hits if not hit.is_compound for term in hit.terms]
        said = [
            each.accepted(one.key.language, source_language=one.key.source_language)[:1]
            for each in known
        ]
        if any(folded(text) == folded(one.after) for first in said for text in first):
            continue
        one.term = known[0].term if known else None
        left.append(one)
    return left


def replacements(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The runs of up to four words that were exchanged for others, cut down to what differs."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(
        None, [one.casefold() for one in old], [one.casefold() for one in new], autojunk=False
    )
    if matcher.ratio() < 0.4:
        return  # another text altogether
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what != "replace" or max(end - start, new_end - new_start) > _LONGEST:
            continue
        yield " ".join(old[start:end]), " ".join(new[new_start:new_end])


def _words(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words(text)]


def _content(source: str, language: str) -> dict[str, str]:
    """The stems of a source's words that say something, each with how it is written there."""
    common = settings.LANGUAGE_TRAITS.get(language, {}).get("common_words", frozenset())
    return {
        _stem(word.casefold(), language): word
        for word in _words(plain_text(source))
        if len(word) > 2 and not word.isdigit() and word.casefold() not in common
    }


def _stems(text: str, language: str) -> str:
    return " ".join(_stem(word.casefold(), language) for word in _words(text))[:200]


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    algorithm = settings.LANGUAGE_TRAITS.get(language, {}).get("search", "")
    if algorithm not in snowballstemmer.algorithms():
        return word
    return snowballstemmer.stemmer(algorithm).stemWord(word)


def _plainest(surfaces: Counter[str]) -> str:
    """The shortest way it is written, in small letters where it ever is: a word at the start of a
    sentence is no name."""
    small = {one.casefold() for one in surfaces if one == one.casefold()}
    texts: Iterable[str] = {one.casefold() if one.casefold() in small else one for one in surfaces}
    return min(texts, key=lambda one: (len(one), one))

"""Captions: how a line with a credit reads, and which of them are of one picture."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from articles.manuscript.conventions import languages_by_word, words
from articles.manuscript.credits import credits
from articles.manuscript.lines import SourceLine
from articles.manuscript.model import Credit, Picture
from articles.manuscript.shapes import after_label, is_name, key

_LONGEST_CREDIT = 300
_LONGEST_BARE_CREDIT = 150
_BRACKETS = {")": "(", "]": "["}
_LABEL = re.compile(
    r"(?:^|(?<=[\s.,(]))("
    + "|".join(
        re.escape(word) for word in sorted(words("photo", "illustration"), key=len, reverse=True)
    )
    + r") ?:",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class Caption:
    text: str
    language: str
    kind: Literal["photo", "illustration"]
    credits: tuple[Credit, ...]

    @property
    def creators(self) -> tuple[str, ...]:
        """Who made the picture, as compared between captions in two languages."""
        return tuple(
            _NOT_WORDS.sub(
                "", (credit.creator or " ".join(credit.organisation.values())).casefold()
            )
            for credit in self.credits
        )

    @property
    def words(self) -> str:
        return _NOT_WORDS.sub("", self.text.casefold())


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where a caption belongs: the index of its picture. `first`: no caption of it came before;
    `repeated`: this same caption came before.
    """

    picture: int
    first: bool
    repeated: bool


def caption(line: SourceLine, *, language: str) -> Caption | None:
    """The line read as a caption; None where it has no credit and nothing says that it is one."""
    text = line.text
    labelled = after_label(text, "caption_labels")
    label_languages: tuple[str, ...] = ()
    if labelled:
        label_languages = languages_by_word("caption_labels")[key(text.partition(":")[0])]
        text = labelled
    found = _credit(text)
    if found is None:
        if not labelled and line.style not in ("caption", "image"):
            return None
        spoken = _one(label_languages, language)
        return Caption(text=text, language=spoken, kind="photo", credits=())
    shown, label, names = found
    kinds = "illustration", "illustration_phrases"
    spoken = _one(_languages(label), language)
    return Caption(
        text=shown,
        language=spoken,
        kind="illustration" if any(part in words(*kinds) for part in _parts(label)) else "photo",
        credits=tuple(credits(names, language=spoken, archival=_archival(label))),
    )


def ends_in_credit(text: str) -> bool:
    return _credit(text) is not None


def is_credit_alone(text: str) -> bool:
    found = _credit(text)
    return found is not None and not found[0]


def _credit(text: str) -> tuple[str, str, str] | None:
    """(caption, label, names) of a line that ends in a credit, with or without brackets."""
    end = text[-_LONGEST_CREDIT:]
    before = len(text) - len(end)
    closed = end.rstrip(". ")
    if closed[-1:] in _BRACKETS:
        opening = _opening(closed)
        if opening >= 0 and (found := _label(closed[opening + 1 : -1])):
            return text[: before + opening].strip(), *found
    if ":" not in end:
        return None
    labels = [found for found in _LABEL.finditer(end) if found[1][0].isupper()]
    if not labels:
        return None
    bare = labels[-1]
    names = end[bare.end() :].strip(" .)")
    if not names or len(names) > _LONGEST_BARE_CREDIT or not _reads_as_names(names):
        return None
    return text[: before + bare.start()].strip(" ("), key(bare[1]), names


def _opening(text: str) -> int:
    """Where the bracket that the last character closes was opened; -1 for nowhere."""
    closing, depth = text[-1], 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == closing) - (text[index] == _BRACKETS[closing])
        if not depth:
            return index
    return -1


def _label(inner: str) -> tuple[str, str] | None:
    """(label, names) of what stands between the brackets."""
    label, colon, names = inner.partition(":")
    if colon and names.strip() and all(part in _credit_words() for part in _parts(key(label))):
        return key(label), names.strip()
    for phrase in words("photo_phrases", "illustration_phrases"):
        if inner.casefold().startswith(phrase + " "):
            return phrase, inner[len(phrase) :].strip(" :")
    return None


def _credit_words() -> frozenset[str]:
    return words("photo", "illustration")


def _parts(label: str) -> list[str]:
    """A label may be in both languages: "Foto/Photo"."""
    return [part.strip() for part in label.split("/")]


def _languages(label: str) -> tuple[str, ...]:
    kinds = "photo", "illustration", "photo_phrases", "illustration_phrases"
    known = languages_by_word(*kinds)
    return tuple({code: None for part in _parts(label) for code in known.get(part, ())})


def _one(languages: Sequence[str], language: str) -> str:
    """The only language that a word is of; the manuscript's own where it is of several."""
    return languages[0] if len(languages) == 1 else language


def _archival(label: str) -> str:
    return label if label in words("archival") else ""


def _reads_as_names(text: str) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[/;,]", text)]
    known = words("archival")
    return is_name(pieces[0]) and all(
        is_name(piece) or piece.casefold() in known or piece[:4].casefold() == "the "
        for piece in pieces[1:]
        if piece
    )


def fold(captions: Mapping[int, Caption]) -> tuple[list[Picture], dict[int, Placed]]:
    """The pictures of a manuscript, given its captions by the number of the line.

    The same caption again, wherever it stands, is of the same picture. Neighbouring captions in
    different languages with the same creators are of one picture.
    """
    pictures: list[Picture] = []
    placed: dict[int, Placed] = {}
    seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for run in _runs(captions):
        lacking = _Lacking([captions[index] for index in run])
        for index in run:
            found = captions[index]
            known = (found.language, found.words, found.creators)
            picture = seen.get(known) if found.text else None
            repeated = picture is not None
            if picture is None:
                picture = lacking.take(found, pictures)
            first = picture is None
            if picture is None:
                picture = len(pictures)
                pictures.append(
                    Picture(captions={}, credits=found.credits, kind=found.kind, lead=False)
                )
            if not repeated:
                pictures[picture] = _with(pictures[picture], found)
            lacking.offer(picture, pictures[picture], found.creators)
            seen.setdefault(known, picture)
            placed[index] = Placed(picture=picture, first=first, repeated=repeated)
    return pictures, placed


def _runs(captions: Mapping[int, Caption]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in sorted(captions):
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


class _Lacking:
    """The pictures of one run of captions that may still get one in another language.

    Where each language has as many captions, the first picture without one gets it, so that
    "a1 b1 a2 b2" and "a1 a2 b1 b2" both come out in pairs; else the nearest one.
    """

    def __init__(self, run: Sequence[Caption]) -> None:
        counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for caption in {(one.language, one.words, one.creators): one for one in run}.values():
            counts[caption.creators][caption.language] += 1
        self.even = {who for who, by in counts.items() if len(set(by.values())) == 1}
        self.languages = {caption.language for caption in run}
        self.waiting: dict[tuple[tuple[str, ...], str], deque[int]] = defaultdict(deque)
        self.offered: set[int] = set()

    def offer(self, number: int, picture: Picture, creators: tuple[str, ...]) -> None:
        if creators and number not in self.offered:
            self.offered.add(number)
            for language in self.languages - picture.captions.keys():
                self.waiting[creators, language].append(number)

    def take(self, caption: Caption, pictures: Sequence[Picture]) -> int | None:
        waiting = self.waiting[caption.creators, caption.language]
        while waiting:
            number = waiting.popleft() if caption.creators in self.even else waiting.pop()
            if caption.language not in pictures[number].captions:
                return number
        return None


def _with(picture: Picture, caption: Caption) -> Picture:
    """The picture with a caption more, and its organisations by their names in that language."""
    captions = dict(picture.captions)
    if caption.text:
        captions[caption.language] = caption.text
    merged = tuple(
        replace(old, organisation={**old.organisation, **new.organisation})
        for old, new in zip(picture.credits, caption.credits, strict=True)
    )
    return replace(picture, captions=captions, credits=merged)

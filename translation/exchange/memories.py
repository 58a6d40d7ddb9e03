"""Pairs of texts for the translation memory, in as TMX and out."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.batches import batched
from accounts.models import User
from articles import blocks
from articles.problems import NotAllowed
from translation.formats import archive, tmx
from translation.formats.parsing import local, read_xml
from translation.formats.tmx import Bitext
from translation.memory.entering import BATCH, enter
from translation.memory.pair import Pair
from translation.models import Delivery, MemoryEntry, SegmentRecord

SAMPLE = 8


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a file would bring: pairs by direction, and by tag those in other languages, apart from
    them in languages near ours (Nynorsk). `incomplete` are those that lack one of their texts."""

    ways: dict[tuple[str, str], int] = field(default_factory=dict)
    foreign: dict[str, int] = field(default_factory=dict)
    near: list[tuple[str, int, str]] = field(default_factory=list)
    incomplete: int = 0
    sample: list[Pair] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.ways.values())

    @property
    def counted(self) -> list[tuple[str, int]]:
        return [
            (" → ".join(str(languages.name(code)) for code in way), number)
            for way, number in self.ways.items()
        ]


def may_fill(user: User) -> bool:
    """Those who translate, and editors."""
    return user.is_editor or any(map(user.is_translator_into, languages.codes()))


def refuse_unless_may_fill(user: User) -> None:
    if not may_fill(user):
        raise NotAllowed(_t("Only translators and editors add to the translation memory."))


def is_tmx(content: bytes) -> bool:
    """Raises FormatError where it is neither a zip nor XML."""
    return not archive.is_zip(content) and local(read_xml(content)) == "tmx"


def is_memory(delivery: Delivery) -> bool:
    """Of one that is not written yet."""
    return bool(delivery.content) and is_tmx(bytes(delivery.content))


def summary_of(delivery: Delivery) -> Summary:
    ways: Counter[tuple[str, str]] = Counter()
    foreign: Counter[tuple[str, str]] = Counter()
    sample: list[Pair] = []
    root = read_xml(bytes(delivery.content))
    for bitext in tmx.read(root):
        if pair := _pair(bitext, delivery.name):
            ways[pair.source_language, pair.language] += 1
            sample += [pair] if len(sample) < SAMPLE else []
        else:
            foreign[bitext.source_language[:30], bitext.language[:30]] += 1
    return Summary(
        ways=dict(ways),
        foreign={" → ".join(tags): n for tags, n in foreign.items() if not _near(tags)},
        incomplete=tmx.incomplete(root),
        near=[(" → ".join(tags), n, own) for tags, n in foreign.items() if (own := _near(tags))],
        sample=sample,
    )


def _near(tags: tuple[str, str]) -> str:
    """The name of the language of ours that one of these is near to; "" where none is."""
    found = next(filter(None, map(languages.near, tags)), None)
    return str(languages.name(found)) if found else ""


def _pair(bitext: Bitext, name: str, by: int | None = None) -> Pair | None:
    """None where it is not from one of our languages into another."""
    source, target = languages.of_tag(bitext.source_language), languages.of_tag(bitext.language)
    if not source or not target or source == target:
        return None
    return Pair(
        source_language=source,
        language=target,
        source=bitext.source,
        target=bitext.target,
        marked=True,
        collection=name,
        origin=SegmentRecord.Origin.IMPORT,
        by=by,
    )


def remember(pk: uuid.UUID, *, by: User) -> None:
    """Enter what a delivered TMX file has, batch by batch: what is there already is not entered again,
    so one that broke off goes on. Raises NotAllowed."""
    delivery = Delivery.objects.get(pk=pk, by=by)
    if delivery.done_at:
        return
    refuse_unless_may_fill(by)
    found = tmx.read(read_xml(bytes(delivery.content)))
    pairs = (pair for bitext in found if (pair := _pair(bitext, delivery.name, by.pk)))
    number = sum(enter(batch) for batch in batched(pairs, BATCH))
    Delivery.objects.filter(pk=pk, done_at=None).update(
        outcome={"remembered": number}, done_at=timezone.now(), content=b""
    )


def written(source_language: str, language: str, *, for_omegat: bool) -> Iterator[bytes]:
    """The memory of one direction as TMX, piece by piece. What was translated the other way round
    is in it as well."""
    pairs = chain(_entries(source_language, language), _turned(language, source_language))
    return tmx.write(pairs, source_language, for_omegat=for_omegat)


def _entries(source_language: str, language: str) -> Iterator[Bitext]:
    way = Q(source_language=source_language, language=language)
    for entry in MemoryEntry.objects.filter(way).order_by("pk").iterator(chunk_size=2000):
        marked = bool(entry.source_marked or entry.target_marked)
        yield Bitext(
            source_language=entry.source_language,
            language=entry.language,
            source=_text(entry.source_marked, entry.source, marked=marked),
            target=_text(entry.target_marked, entry.target, marked=marked),
            marked=marked,
            changed=f"{entry.at:%Y%m%dT%H%M%SZ}",
        )


def _turned(source_language: str, language: str) -> Iterator[Bitext]:
    for pair in _entries(source_language, language):
        yield Bitext(
            source_language=pair.language,
            language=pair.source_language,
            source=pair.target,
            target=pair.source,
            marked=pair.marked,
            changed=pair.changed,
        )


def _text(marked_text: str, text: str, *, marked: bool) -> str:
    """Inline HTML, also of the side that is no more than its words."""
    if not marked:
        return text
    return marked_text or blocks.plain_to_inline(text)

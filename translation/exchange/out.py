"""Stories and their segments as files for other translation tools."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks
from articles.models import LanguageVersion
from articles.shown import shown_by
from articles.slugs import slugify
from translation.formats import archive, codes, tmx, xliff12, xliff20
from translation.formats.document import State, Story, Unit
from translation.formats.tmx import Bitext
from translation.problems import where
from translation.segments import Segment, Status, records_of, segments

MOST_STORIES = 100


class Format(TextChoices):
    XLIFF12 = "xliff12", _("XLIFF 1.2")
    XLIFF20 = "xliff20", _("XLIFF 2.0")
    TMX = "tmx", _("TMX 1.4")
    TMX_OMEGAT = "tmx-omegat", _("TMX for OmegaT")

    @property
    def ending(self) -> str:
        """Of a file's name: no two formats of a story are saved over each other."""
        return _ENDINGS[self]

    @property
    def is_memory(self) -> bool:
        return self in (Format.TMX, Format.TMX_OMEGAT)


_ENDINGS = {
    Format.XLIFF12: "xliff-1.2.xlf",
    Format.XLIFF20: "xliff-2.0.xlf",
    Format.TMX: "tmx",
    Format.TMX_OMEGAT: "omegat.tmx",
}
_STATES = {
    Status.OPEN: State.OPEN,
    Status.PRETRANSLATED: State.PROPOSED,
    Status.UNCONFIRMED: State.PROPOSED,
    Status.STALE: State.PROPOSED,
    Status.TRANSLATED: State.TRANSLATED,
    Status.REVIEWED: State.REVIEWED,
}


class File(NamedTuple):
    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Work:
    """A translation with its segments as they are now."""

    version: LanguageVersion
    segments: Sequence[Segment]

    @property
    def source_language(self) -> str:
        """Of the work: for a source version, that of the corrections."""
        if self.version.is_source and self.segments:
            return self.segments[0].source_language
        return self.version.article.source_language

    @property
    def headline(self) -> str:
        return languages.text(self.version.article, "headline", self.source_language)

    @property
    def direction(self) -> str:
        names = (languages.name(self.source_language), languages.name(self.version.language))
        return " → ".join(str(name) for name in names)

    @property
    def name(self) -> str:
        """Of its file, without the ending. The id keeps apart what has the same headline."""
        stem = slugify(self.headline)[:60].strip("-") or "story"
        way = f"{self.source_language}-{self.version.language}"
        return f"{stem}.{str(self.version.article_id)[:8]}.{way}"


def works_of(versions: Sequence[LanguageVersion]) -> list[Work]:
    """In the same few queries however many there are."""
    all_shown = shown_by({one.article_id: one.article for one in versions}.values())
    records = records_of(all_shown.values())
    return [
        Work(
            version=version,
            segments=segments(all_shown[version.article_id], version.language, records),
        )
        for version in versions
    ]


def file_of(works: Sequence[Work], format: Format) -> File:
    """One file, or a zip of them where there are several stories. A memory is one file for all of
    a direction."""
    files = list(_memories(works, format) if format.is_memory else _stories(works, format))
    if len(files) == 1:
        return files[0]
    packed = archive.write_zip([archive.Packed(*file) for file in files])
    kind = format.ending.rpartition(".")[0] or format.ending
    return File(f"{_t('translations')}-{len(works)}.{kind}.zip", packed)


def _stories(works: Sequence[Work], format: Format) -> Iterator[File]:
    write = xliff12.write if format == Format.XLIFF12 else xliff20.write
    for work in works:
        yield File(f"{work.name}.{format.ending}", write([story_of(work)]))


def story_of(work: Work) -> Story:
    return Story(
        id=str(work.version.article_id),
        title=codes.fit(work.headline),
        source_language=work.source_language,
        language=work.version.language,
        units=[_unit(one) for one in work.segments if _is_sent(one, work.source_language)],
    )


def _is_sent(segment: Segment, source_language: str) -> bool:
    """What has a source in the file's language, and was not left out on purpose."""
    return segment.status in _STATES and segment.source_language == source_language


def _unit(segment: Segment) -> Unit:
    source, known = _apart(segment, segment.source)
    target: codes.Content | None = None
    own: codes.Codes = {}
    if segment.target and segment.marked:
        target, own = codes.take_apart_like(segment.target, known)
    elif segment.target:
        target = codes.plain(segment.target)
    return Unit(
        id=segment.key,
        name=codes.fit(str(where(segment))),
        source=source,
        codes=known,
        source_digest=blocks.digest(segment.source),
        target=target,
        target_codes=own,
        target_digest=blocks.digest(segment.target),
        state=State.OPEN if segment.was_left_out else _STATES[segment.status],
        limit=_limit(segment),
        notes=[codes.fit(note) for note in _notes(segment)],
    )


def _apart(segment: Segment, text: str) -> tuple[codes.Content, codes.Codes]:
    return codes.take_apart(text) if segment.marked else (codes.plain(text), {})


def _limit(segment: Segment) -> int | None:
    if segment.block:
        return None
    return type(segment.thing)._meta.get_field(segment.field).max_length  # type: ignore[union-attr]


def _notes(segment: Segment) -> Iterator[str]:
    """What a translator elsewhere should know of it."""
    if segment.was_left_out:
        yield _t("The source has changed since this was left out. It was: %(text)s") % {
            "text": blocks.text_of(segment.source_then)
        }
    elif segment.status == Status.STALE and segment.source_then:
        yield _t("The source has changed since this was translated. It was: %(text)s") % {
            "text": blocks.text_of(segment.source_then)
        }
    elif segment.status == Status.PRETRANSLATED:
        yield _t("Pretranslated; nobody has confirmed it yet.")


def _memories(works: Sequence[Work], format: Format) -> Iterator[File]:
    by_way: dict[tuple[str, str], list[Work]] = {}
    for work in works:
        by_way.setdefault((work.source_language, work.version.language), []).append(work)
    for way, members in by_way.items():
        pairs = (pair for work in members for pair in pairs_of(work.segments))
        name = members[0].name if len(works) == 1 else f"{_t('translations')}.{'-'.join(way)}"
        content = tmx.write(pairs, way[0], for_omegat=format == Format.TMX_OMEGAT)
        yield File(f"{name}.{format.ending}", b"".join(content))


def pairs_of(found: Iterable[Segment]) -> Iterator[Bitext]:
    """The texts that somebody stands for."""
    for segment in found:
        if segment.status.is_confirmed:
            yield Bitext(
                source_language=segment.source_language,
                language=segment.language,
                source=segment.source,
                target=segment.target,
                marked=segment.marked,
                changed=f"{segment.record.at:%Y%m%dT%H%M%SZ}" if segment.record else "",
            )

"""What a delivery would change, story by story: asked anew each time, in the same few queries however
many stories it has."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from articles.problems import NotAllowed
from articles.shown import shown_by
from translation.exchange.comparing import Change, Fate, compare
from translation.formats import archive, parsing, reading
from translation.formats.document import DeliveredStory
from translation.formats.errors import FormatError
from translation.segments import Segment, records_of, segments
from translation.staleness import to_translate
from translation.writing import refuse_unless_open

# More than these have their texts shown only where somebody has to decide something.
MOST_SHOWN = 1500
_MEMORY_ALONE = _("A file of translation memory (TMX) is imported by itself, not in a zip.")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A story in one of the files of a delivery, or a file that could not be read."""

    file: str
    story: DeliveredStory | None = None
    problem: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to become of one story. `problem` says why nothing of it can be taken in."""

    file: str
    version: LanguageVersion | None = None
    problem: str | Promise = ""
    changes: Sequence[Change] = ()
    counts: Counter = field(default_factory=Counter)
    shows_all: bool = True
    is_checked: bool = True

    @property
    def key(self) -> str:
        return f"{self.version.article_id}:{self.version.language}" if self.version else ""

    @property
    def headline(self) -> str:
        if self.version is None:
            return ""
        article = self.version.article
        return languages.text(article, "headline", article.source_language) or str(article)

    @property
    def direction(self) -> str:
        assert self.version
        codes = (self.version.article.source_language, self.version.language)
        return " → ".join(str(languages.name(code)) for code in codes)

    @property
    def shown(self) -> list[Change]:
        """What somebody has to decide on first, and the others as they stand in the story."""
        wanted = [one for one in self.changes if one.is_shown]
        first = (Fate.CONFLICT, Fate.REFUSED)
        if not self.shows_all:
            return [one for one in wanted if one.fate in first]
        return sorted(wanted, key=lambda one: one.fate not in first)

    @property
    def writing(self) -> list[Change]:
        return [one for one in self.changes if one.writes]

    @property
    def conflicts(self) -> list[Change]:
        return [one for one in self.changes if one.is_conflict]

    @property
    def stale(self) -> int:
        return sum(one.is_stale for one in self.changes)

    @property
    def blocked(self) -> int:
        return sum(one.is_blocked for one in self.changes)

    @property
    def warned(self) -> int:
        """Those with warnings alone."""
        return sum(bool(one.findings) and not one.is_blocked for one in self.changes)

    @property
    def counted(self) -> list[tuple[Fate, int]]:
        return [(fate, self.counts[fate]) for fate in Fate if self.counts[fate]]


def sent_in(content: bytes, name: str) -> list[Sent]:
    """The stories in a file or a zip of files. One file of a zip that cannot be read keeps no other
    from being. Raises FormatError where nothing can."""
    if not archive.is_zip(content):
        return [Sent(file=name, story=story) for story in reading.read_xliff(content)]
    sent: list[Sent] = []
    for packed in archive.read_zip(content):
        try:
            root = parsing.read_xml(packed.content)
            if parsing.local(root) == "tmx":
                sent.append(Sent(file=packed.name, problem=_MEMORY_ALONE))
                continue
            stories = reading.stories_of(root)
        except FormatError as error:
            sent.append(Sent(file=packed.name, problem=error.sentence))
        else:
            sent += [Sent(file=packed.name, story=story) for story in stories]
    return sent


def places_of(sent: Iterable[Sent]) -> list[tuple[uuid.UUID, str]]:
    """The article and the language of each story that names both so that we know them."""
    return [
        (pk, language)
        for one in sent
        if one.story
        and (pk := _article_id(one.story))
        and (language := languages.of_tag(one.story.language))
    ]


def versions_at(places: Iterable[tuple[uuid.UUID, str]]) -> list[LanguageVersion]:
    """Those that have something to translate."""
    wanted = set(places)
    found = to_translate(
        LanguageVersion.objects.filter(article_id__in={pk for pk, _language in wanted})
    ).select_related("article", "article__section", "translator")
    found = found.prefetch_related("article__bylines__author").order_by("pk")
    return [one for one in found if (one.article_id, one.language) in wanted]


def plans_of(sent: Sequence[Sent], by: User) -> list[Plan]:
    versions = {(one.article_id, one.language): one for one in versions_at(places_of(sent))}
    all_shown = shown_by({one.article_id: one.article for one in versions.values()}.values())
    records = records_of(all_shown.values())
    found = {
        place: segments(all_shown[version.article_id], version.language, records)
        for place, version in versions.items()
    }
    taken: dict[tuple[str, str], str] = {}
    plans = [_plan(one, versions, found, taken, by) for one in sent]
    if sum(len(plan.changes) for plan in plans) > MOST_SHOWN:
        plans = [replace(plan, shows_all=False) for plan in plans]
    return plans


def _plan(
    sent: Sent,
    versions: dict[tuple[uuid.UUID, str], LanguageVersion],
    found: dict[tuple[uuid.UUID, str], list[Segment]],
    taken: dict[tuple[str, str], str],
    by: User,
) -> Plan:
    if sent.story is None:
        return Plan(file=sent.file, problem=sent.problem)
    pk, language = _article_id(sent.story), languages.of_tag(sent.story.language)
    if language is None:
        unknown = _("It is translated into “{tag}”, and this newsroom does not publish in that.")
        problem = format_lazy(unknown, tag=sent.story.language[:20])
        return Plan(file=sent.file, problem=problem)
    version = versions.get((pk, language)) if pk else None
    if version is None:
        missing = _("There is no such story here, or nobody has asked for it in {language}.")
        return Plan(file=sent.file, problem=format_lazy(missing, language=languages.name(language)))
    there = found[version.article_id, version.language]
    if refusal := _refusal(sent.story, version, there, by):
        return Plan(file=sent.file, version=version, problem=refusal)
    by_key = {one.key: one for one in there}
    changes = [
        _once(compare(unit, by_key.get(unit.id)), language, taken) for unit in sent.story.units
    ]
    counts = Counter(one.fate for one in changes)
    return Plan(file=sent.file, version=version, changes=changes, counts=counts)


def _refusal(
    story: DeliveredStory, version: LanguageVersion, there: list[Segment], by: User
) -> str | Promise:
    """Why nothing of the story can be taken in; "" where it can."""
    origins = {one.source_language for one in there} or {version.article.source_language}
    if languages.of_tag(story.source_language) not in origins:
        return format_lazy(
            _("It is translated from “{tag}”, and the story is written in {language}."),
            tag=story.source_language[:20],
            language=languages.name(version.article.source_language),
        )
    try:
        refuse_unless_open(version, by)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _once(change: Change, language: str, taken: dict[tuple[str, str], str]) -> Change:
    """What several stories show, a fact box or a photo, comes with each of them, and is written
    once."""
    if change.segment is None or not (change.writes or change.fate == Fate.CONFLICT):
        return change
    place, text = (change.key, language), blocks.digest(change.text)
    if place not in taken:
        taken[place] = text
        return change
    if taken[place] == text:
        return replace(change, fate=Fate.UNCHANGED)
    reason = _("The delivery has two translations of it, and the other one stands before it.")
    return replace(change, fate=Fate.REFUSED, reason=reason)


def _article_id(story: DeliveredStory) -> uuid.UUID | None:
    """Where a tool has put its own name in the place of the story's, its texts still tell."""
    keys = [one.id for one in story.units if one.id.startswith("article:")]
    for text in [story.id, *(key.removeprefix("article:")[:36] for key in keys)]:
        try:
            return uuid.UUID(text)
        except ValueError:
            continue
    return None

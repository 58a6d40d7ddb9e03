"""Notes on segments: what translators, writers and editors ask and tell each other about one piece of
a version. A thread is open until somebody resolves it. Open notes are told of at the gate, where an
editor ticks them; they keep nobody from translating.

Each action is one transaction, and checks who may.
"""

import re
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from accounts.statements import Query
from articles import blocks
from articles.models import Article, LanguageVersion
from articles.problems import NotAllowed, Problem
from articles.workflow import Act
from translation import mentions, permissions, telling
from translation.models import Note, NoteThread, Notice, SegmentRecord
from translation.segments import NAMES
from translation.single import segment_at

LONGEST = 2000
# So many threads are shown to somebody whom they name.
MOST_NAMING = 50
_LINE_BREAKS = re.compile(r"\r\n?")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNWANTED = re.compile(r"[^\S\n\u00a0]+|[\x00-\x08\x0b-\x1f\x7f]+")


class BadNote(ValueError):
    """There is nothing in it, or too much."""


@transaction.atomic
def write(
    version: LanguageVersion, key: str, text: str, *, by: User, thread: int | None = None
) -> Note:
    """Begin a thread on the segment, or answer in one of the version's, which is then open again.
    Whoever is named is told. Raises NotAllowed, BadNote or UnknownSegment."""
    text = _clean(text)
    if thread is None:
        _refuse_unless(permissions.may_note(by, version))
        segment = segment_at(version, key)
        about = blocks.text_of(segment.source or segment.target)
        found = NoteThread.objects.create(version=version, segment=segment.key, about=about)
    else:
        found = _held(version, thread)
        _refuse_unless(may_answer(by, found))
        if not found.is_open:
            _set_resolved(found, None)
    note = Note.objects.create(thread=found, by=by, text=text)
    people = mentions.named(text, mentions.people())
    note.mentions.set(people)
    for person in people:
        telling.tell(
            person,
            Notice.Kind.MENTIONED,
            version,
            by=by,
            about=str(found.pk),
            text=text,
            place=found.segment,
        )
    return note


@transaction.atomic
def resolve(version: LanguageVersion, thread: int, *, by: User) -> NoteThread:
    """It asks for nothing any more, of those either who were named and have not read it."""
    found = _held(version, thread)
    _refuse_unless(may_answer(by, found))
    if found.is_open:
        _set_resolved(found, by)
        telling.take_back(Notice.Kind.MENTIONED, version, about=str(found.pk))
    return found


@transaction.atomic
def reopen(version: LanguageVersion, thread: int, *, by: User) -> NoteThread:
    found = _held(version, thread)
    _refuse_unless(may_answer(by, found))
    _set_resolved(found, None)
    return found


def may_answer(user: User, thread: NoteThread) -> bool:
    """Those who may write notes on the version, and whoever is named in this one."""
    named = Note.objects.filter(thread=thread, mentions=user)
    return permissions.may_note(user, thread.version) or named.exists()


def _refuse_unless(may: bool) -> None:
    if not may:
        raise NotAllowed(
            _t(
                "Notes are written by the story's writers, its translator, editors and who is named."
            )
        )


def _clean(text: str) -> str:
    text = _UNWANTED.sub(" ", _LINE_BREAKS.sub("\n", text))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    if not text:
        raise BadNote(_t("Write something first."))
    if len(text) > LONGEST:
        raise BadNote(
            _t("The note has %(length)s characters; there is room for %(limit)s.")
            % {"length": len(text), "limit": LONGEST}
        )
    return text


def _held(version: LanguageVersion, pk: int) -> NoteThread:
    threads = NoteThread.objects.select_for_update(of=("self",)).select_related("version__article")
    found = threads.filter(version=version, pk=pk).first()
    if found is None:
        raise NotAllowed(_t("This note is not there any more; reload the page."))
    return found


def _set_resolved(thread: NoteThread, by: User | None) -> None:
    thread.resolved_by, thread.resolved_at = by, timezone.now() if by else None
    thread.save(update_fields=["resolved_by", "resolved_at"])


def threads(version: LanguageVersion, key: str) -> list[NoteThread]:
    """On one segment, the open ones first."""
    found = _whole(NoteThread.objects.filter(version=version, segment=key))
    return sorted(found, key=lambda one: (not one.is_open, one.pk))


def without_row(
    version: LanguageVersion, keys: Iterable[str], open_notes: Iterable[str]
) -> list[NoteThread]:
    """Open ones whose segment the version no longer has. `open_notes` are the segments that have
    any: hardly ever is there one to be looked up."""
    lost = set(open_notes) - set(keys)
    if not lost:
        return []
    found = NoteThread.objects.filter(version=version, segment__in=lost, resolved_at=None)
    return list(_whole(found))


def naming(user: User) -> list[NoteThread]:
    """Open ones that name this person, where somebody else has had the last word, newest first."""
    found = NoteThread.objects.filter(
        pk__in=Note.mentions.through.objects.filter(user=user).values("note__thread"),
        resolved_at=None,
    )
    found = _whole(found.select_related("version__article")).order_by("-pk")[:MOST_NAMING]
    return [one for one in found if one.last.by_id != user.pk]


def _whole(found: QuerySet[NoteThread]) -> QuerySet[NoteThread]:
    notes = Note.objects.select_related("by").prefetch_related("mentions")
    return found.select_related("resolved_by").prefetch_related(Prefetch("notes", notes))


def open_by_segment(version: LanguageVersion) -> dict[str, int]:
    """How many are open on each segment that has any."""
    found = NoteThread.objects.filter(version=version, resolved_at=None)
    return dict(found.order_by().values_list("segment").annotate(Count("pk")))


def open_by_version(versions: Iterable[LanguageVersion]) -> dict[int, int]:
    found = NoteThread.objects.filter(version__in=list(versions), resolved_at=None)
    return dict(found.order_by().values_list("version").annotate(Count("pk")))


_OPEN_OF_ARTICLE: Query[NoteThread] = Query(
    lambda article: (
        NoteThread.objects.filter(version__article=article, resolved_at=None)
        .order_by()
        .values_list("version")
        .annotate(Count("pk"))
    ),
    Article._meta.pk,
)


def problems(version: LanguageVersion, act: Act) -> list[Problem]:
    """Something somebody asked about the text may be wrong in it: the one who publishes looks. Asked
    once for all the languages of an act."""
    if "open_notes" not in act.found:
        act.found["open_notes"] = dict(_OPEN_OF_ARTICLE.rows(version.article_id))
    number = act.found["open_notes"].get(version.pk, 0)
    if not number:
        return []
    return [
        Problem(
            code="open_notes",
            place=version.language,
            sentence=format_lazy(
                _("Notes on the {language} text that nobody has resolved: {number}"),
                language=languages.name(version.language),
                number=number,
            ),
            blocking=False,
            url_name="translation:side-by-side",
            url_args=(str(version.article_id), version.language),
        )
    ]


def follow(record: SegmentRecord, block: str) -> None:
    """A segment's text has gone to another block, and what is said of it goes along."""
    thing = ContentType.objects.get_for_id(record.content_type_id).model_class()
    start = f"{NAMES[thing]}:{record.object_id}:{record.field}:"  # type: ignore[index]
    NoteThread.objects.filter(
        segment=start + record.block, version__language=record.language
    ).update(segment=start + block)

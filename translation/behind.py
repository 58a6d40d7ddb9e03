"""What a save of a source leaves behind, known with the save and told to whoever translates.

Each version's segments are compared with the source as it is now, whatever was written and in
whichever way: an article, a correction, or a fact box or photo that many stories show. What was told
already is not told again, and what is up to date again is taken back.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts import languages
from accounts.batches import batched
from accounts.models import User
from articles import blocks
from articles.models import Article, FactBox, LanguageVersion, State
from articles.shown import shown_by
from media.models import Photo
from translation import staleness
from translation.models import Notice, NoticedChange
from translation.segments import Segment, records_of, segments

# So many stories are read at a time.
BATCH = 100


def _published(versions: Sequence[LanguageVersion]) -> set[int]:
    return {version.pk for version in versions if version.state == State.PUBLISHED}


# The keys of those of the versions that readers see, unless an app above knows better.
before_readers: Callable[[Sequence[LanguageVersion]], set[int]] = _published


def _any_published(thing: FactBox | Photo) -> QuerySet[Article]:
    published = LanguageVersion.objects.filter(state=State.PUBLISHED)
    return Article.objects.filter(pk__in=published.values("article"))


# Stories before readers that may show a thing: all, unless an app above knows where it stands.
shown_to_readers: Callable[[FactBox | Photo], QuerySet[Article]] = _any_published


class Since(NamedTuple):
    """When a source left the first of a version's segments behind, and from when its readers have
    had a newer text than the version was made from (None: they have none)."""

    left: datetime.datetime
    seen: datetime.datetime | None


def since(versions: Iterable[LanguageVersion]) -> dict[int, Since]:
    """By version, where anything is behind."""
    changes = NoticedChange.objects.filter(notice__version__in=[one.pk for one in versions])
    by_version = changes.order_by().values("notice__version")
    times = by_version.annotate(left=Min("since"), seen=Min("seen_since"))
    return {one["notice__version"]: Since(one["left"], one["seen"]) for one in times}


def since_when(segment: Segment) -> dict[str, str]:
    """By the key of each version that shows it, as text: when its source left this one behind."""
    changes = NoticedChange.objects.filter(
        segment=segment.key, notice__version__language=segment.language
    )
    times = changes.order_by().values_list("notice__version", "since")
    return {str(version): since.isoformat() for version, since in times}


def put_back_since(key: str, times: Mapping[str, str]) -> None:
    """What is behind again has been since the hour that `since_when` told of it; where it is not, that
    is forgotten."""
    for version, since in times.items():
        changes = NoticedChange.objects.filter(segment=key, notice__version=int(version))
        changes.update(since=datetime.datetime.fromisoformat(since))


def follow(article: Article, *, by: User | None) -> None:
    """After its source, or what its translations are held against, was written by somebody. Call it
    in the transaction that wrote."""
    follow_all([article.pk], by=by)


def follow_corrections(article: Article, by: User) -> None:
    follow(article, by=by)


def follow_fact_box(fact_box: FactBox) -> None:
    follow_shown(fact_box, by=_last_writer(fact_box))


def follow_photo(photo: Photo) -> None:
    follow_shown(photo, by=_last_writer(photo))


def follow_shown(thing: FactBox | Photo, *, by: User | None) -> None:
    """After something that many stories show was written."""
    follow_all(_stories_with(thing), by=by)


def follow_all(pks: Iterable[uuid.UUID], *, by: User | None, quietly: bool = False) -> None:
    """`quietly` tells nobody anew: what is behind is written down as read."""
    for some in batched(pks, BATCH):
        stories = Article.objects.filter(pk__in=some).prefetch_related("versions__translator")
        all_shown = shown_by(stories).values()
        records = records_of(all_shown)
        left = [
            _Left(version=version, segments=staleness.left_behind(version, found))
            for one in all_shown
            for version in one.article.versions.all()
            if (found := segments(one, version.language, records)) or not version.is_source
        ]
        _write(left, by=by, quietly=quietly)


def settle(*settled: Segment) -> None:
    """They are up to date with their sources, for every story that shows them."""
    told = NoticedChange.objects.none()
    for language in {one.language for one in settled}:
        keys = [one.key for one in settled if one.language == language]
        told |= NoticedChange.objects.filter(segment__in=keys, notice__version__language=language)
    notices = set(told.values_list("notice", flat=True))
    if not notices:
        return
    list(Notice.objects.select_for_update().filter(pk__in=notices).order_by("pk"))
    told.delete()
    left = NoticedChange.objects.filter(notice=OuterRef("pk"))
    Notice.objects.of_changes().filter(~Exists(left), pk__in=notices).delete()
    calm = Notice.objects.of_changes().filter(~Exists(left.pressing()), pk__in=notices)
    calm.filter(is_urgent=True).update(is_urgent=False)


@dataclass(frozen=True, kw_only=True)
class _Left:
    version: LanguageVersion
    segments: list[Segment] = field(repr=False)


@transaction.atomic
def _write(left: Sequence[_Left], *, by: User | None, quietly: bool) -> None:
    now = timezone.now()
    Notice.objects.of_changes().filter(
        version__in=[one.version for one in left if not one.segments]
    ).delete()
    left = [one for one in left if one.segments]
    if not left:
        return
    live = before_readers([one.version for one in left])
    notices = _held([one.version for one in left], by, now)
    told: dict[int, dict[str, NoticedChange]] = {notice.pk: {} for notice in notices.values()}
    for change in NoticedChange.objects.filter(notice__in=notices.values()):
        told[change.notice_id][change.segment] = change
    made: list[NoticedChange] = []
    moved: list[NoticedChange] = []
    gone: list[int] = []
    for one in left:
        notice = notices[one.version.pk]
        there = told[notice.pk]
        is_news = is_pressing = False
        for position, segment in enumerate(one.segments):
            is_new = segment.key not in there
            change = (
                NoticedChange(notice=notice, segment=segment.key, since=now)
                if is_new
                else there.pop(segment.key)
            )
            is_news |= is_new or blocks.digest(change.after) != blocks.digest(segment.source)
            change.position, change.kind, change.marked = position, segment.kind, segment.marked
            change.status = segment.status
            change.before, change.after = segment.source_then, segment.source
            is_pressing |= change.is_pressing
            (made if is_new else moved).append(change)
        gone += [change.pk for change in there.values()]
        _tell(notice, one.version, by, now, is_news=is_news, quietly=quietly)
        notice.is_urgent = is_pressing and one.version.pk in live
    NoticedChange.objects.filter(pk__in=gone).delete()
    NoticedChange.objects.bulk_create(made)
    NoticedChange.objects.bulk_update(
        moved, ["position", "kind", "status", "marked", "before", "after"]
    )
    Notice.objects.bulk_update(
        notices.values(), ["person", "by", "is_urgent", "changed_at", "read_at", "waiting_since"]
    )


def _held(
    versions: Sequence[LanguageVersion], by: User | None, now: datetime.datetime
) -> dict[int, Notice]:
    """The notice of each version, locked; made where there was none. What another takes away in
    between is made again."""
    while True:
        Notice.objects.bulk_create(
            [
                Notice(version=version, kind=Notice.Kind.CHANGED, by=by, since=now, read_at=now)
                for version in versions
            ],
            ignore_conflicts=True,
        )
        rows = Notice.objects.of_changes().filter(version__in=versions).order_by("pk")
        found = {notice.version_id: notice for notice in rows.select_for_update()}
        if len(found) == len(versions):
            return found


def _tell(
    notice: Notice,
    version: LanguageVersion,
    by: User | None,
    now: datetime.datetime,
    *,
    is_news: bool,
    quietly: bool,
) -> None:
    translator = version.translator
    person = translator if translator and translator.is_active else None
    if (person.pk if person else None) != notice.person_id:
        is_news, notice.person = True, person
    if not is_news:
        return
    notice.by, notice.changed_at = by, now
    if person is None or person == by or quietly:
        # Whoever changed the source knows, and the desk has its board.
        notice.read_at, notice.waiting_since = notice.read_at or now, None
    else:
        notice.read_at, notice.waiting_since = None, notice.waiting_since or now


def _stories_with(thing: FactBox | Photo) -> list[uuid.UUID]:
    """Stories that show it, of those that are worked on, and of those that readers may see it in."""
    worked_on = LanguageVersion.objects.exclude(state__in=[State.PUBLISHED, State.WITHDRAWN])
    wanted = set(staleness.to_translate(worked_on).values_list("article", flat=True))
    wanted |= set(shown_to_readers(thing).order_by().values_list("pk", flat=True))
    shows = Q()
    for column in languages.columns("body"):
        shows |= Q(**{f"{column}__contains": str(thing.pk)})
    if isinstance(thing, Photo):
        shows |= Q(lead_photo=thing)
    # Looked up first: only their bodies have to be read through.
    found: list[uuid.UUID] = []
    for some in batched(wanted, 500):
        stories = Article.objects.filter(shows, pk__in=some).order_by("pk")
        found += stories.values_list("pk", flat=True)
    return found


def _last_writer(thing: FactBox | Photo) -> User | None:
    row = thing.history.first()  # type: ignore[union-attr]
    return row.history_user if row else None

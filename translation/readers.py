"""From when readers of a source have had a newer text than its translations were made from. Until a
change of it is published, readers of all languages see the same, and nothing is old.

A change is published with the language it was written in: the story's source, or for a correction
whichever that was. What is to be done about it is told by `behind`. Call these in the transaction
that publishes, withdraws or undoes.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.utils import timezone

from accounts.models import User
from articles.models import Article, Correction, LogEntry
from translation import behind
from translation.models import Notice, NoticedChange


def follow_publication(article: Article, published: frozenset[str], *, by: User) -> None:
    """What is behind these languages is so before readers from now on. Who was told of it when it
    was written is told again where that makes it urgent."""
    notices = _held(article)
    if not notices:
        return
    now = timezone.now()
    changes = _changes_of(notices)
    seen = _written_in(article, changes, published)
    for change in changes:
        if change.pk in seen:
            change.seen_since = change.seen_since or now
    _write(notices, changes, now=now, by=by)


def follow_withdrawal(article: Article, withdrawn: frozenset[str]) -> None:
    """Of these languages readers have no text any more, older or newer."""
    notices = _held(article)
    if not notices:
        return
    changes = _changes_of(notices)
    gone = _written_in(article, changes, withdrawn)
    for change in changes:
        if change.pk in gone:
            change.seen_since = None
    _write(notices, changes, now=timezone.now())


def put_back_since(key: str, versions: Iterable[int]) -> None:
    """What is behind again in these versions, since the hour that it was, has been before readers as
    the log tells."""
    again = NoticedChange.objects.filter(segment=key, notice__version__in=list(versions))
    for one in again.select_related("notice__version__article"):
        article = one.notice.version.article
        one.seen_since = _by_log(article, _language_of(article, [one])[one.pk], one.since)
        _write([one.notice], _changes_of([one.notice], instead=one), now=timezone.now())


def _held(article: Article) -> list[Notice]:
    notices = Notice.objects.of_changes().filter(version__article=article)
    return list(
        notices.select_related("version", "person").select_for_update(of=("self",)).order_by("pk")
    )


def _changes_of(
    notices: Iterable[Notice], *, instead: NoticedChange | None = None
) -> list[NoticedChange]:
    found = NoticedChange.objects.filter(notice__in=list(notices))
    return [instead if instead and one.pk == instead.pk else one for one in found]


def _written_in(
    article: Article, changes: Iterable[NoticedChange], wanted: frozenset[str]
) -> set[int]:
    """The keys of those of the changes that were written in one of these languages."""
    found = _language_of(article, changes)
    return {pk for pk, language in found.items() if language in wanted}


def _language_of(article: Article, changes: Iterable[NoticedChange]) -> dict[int, str]:
    """By the key of each change: the language it was written in."""
    found = {one.pk: article.source_language for one in changes}
    corrections = {
        one.pk: uuid.UUID(one.segment.split(":")[1]) for one in changes if one.is_of_correction
    }
    if corrections:
        rows = Correction.objects.filter(pk__in=corrections.values())
        written_in = dict(rows.values_list("pk", "written_in"))
        found |= {pk: written_in[of] for pk, of in corrections.items() if of in written_in}
    return found


def _by_log(article: Article, language: str, since: datetime.datetime) -> datetime.datetime | None:
    rows = LogEntry.objects.filter(
        article=article, language=language, move__in=["publish", "withdraw"], at__gte=since
    )
    seen = None
    for move, at in rows.order_by("pk").values_list("move", "at"):
        seen = (seen or at) if move == "publish" else None
    return seen


def _write(
    notices: Sequence[Notice],
    changes: Iterable[NoticedChange],
    *,
    now: datetime.datetime,
    by: User | None = None,
) -> None:
    """`by` is who made it urgent, and need not be told; None tells nobody."""
    changes = list(changes)
    pressing = {one.notice_id for one in changes if one.is_pressing}
    live = behind.before_readers([one.version for one in notices])
    for notice in notices:
        was_urgent = notice.is_urgent
        notice.is_urgent = notice.pk in pressing and notice.version_id in live
        is_news = by is not None and notice.is_urgent and not was_urgent
        if is_news and notice.person and notice.person.is_active and notice.person != by:
            notice.changed_at, notice.read_at = now, None
            notice.waiting_since = notice.waiting_since or now
    NoticedChange.objects.bulk_update(changes, ["seen_since"])
    Notice.objects.bulk_update(notices, ["is_urgent", "changed_at", "read_at", "waiting_since"])

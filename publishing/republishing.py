"""Publishing anew, in the background, what shows a thing that has changed.

One transaction a document, which also notes how far it has come: whoever is killed is followed by
one who goes on from there, and running anything twice changes nothing. Two who run the same one
come one after the other.
"""

import json
import logging
from collections.abc import Callable
from urllib.parse import parse_qs

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from articles.models import Article, Section
from publishing import freeze
from publishing.addresses import article_url
from publishing.content import Content
from publishing.document import pointer
from publishing.happened import Happening, merged, to_pointer
from publishing.models import Live, LiveAuthor, LiveTag, LiveUse, Publication, Republication
from publishing.renewing import renewer

logger = logging.getLogger(__name__)

Reason, State = Publication.Reason, Republication.State
# So many documents are one task: what others wait for comes in between.
AT_ONCE = 100


class Failed(Exception):
    """Some documents could not be published anew; the task is tried again by the sweep."""


def lives(reason: str, ref: str) -> QuerySet[Live]:
    """The documents before readers that show the thing. Of ADDRESSES `ref` is a query such as
    "tag=fisheries&language=en"; POINTED_TO without one is whatever points to another story."""
    rows = Live.objects.all()
    if reason == Reason.PHOTO:
        return rows.filter(_uses(LiveUse.Kind.PHOTO, ref=ref))
    if reason == Reason.POINTED_TO:
        return rows.filter(_uses(LiveUse.Kind.ALSO_READ, **({"ref": ref} if ref else {})))
    if reason == Reason.TAG:
        return rows.filter(Exists(LiveTag.objects.filter(live=OuterRef("pk"), tag_id=ref)))
    if reason == Reason.SECTION:
        return rows.filter(section_id=ref)
    if reason == Reason.AUTHOR:
        return rows.filter(Exists(LiveAuthor.objects.filter(live=OuterRef("pk"), author_id=ref)))
    if reason == Reason.ADDRESSES:
        return _narrowed(rows, {name: values[0] for name, values in parse_qs(ref).items()})
    raise ValueError(f"Nothing is republished for the reason {reason!r}.")


def _uses(kind: str, **which: str) -> Exists:
    return Exists(LiveUse.objects.filter(live=OuterRef("pk"), kind=kind, **which))


def _narrowed(rows: QuerySet[Live], to: dict[str, str]) -> QuerySet[Live]:
    """By the slugs that readers know a section or tag by, in any language."""
    if language := to.get("language"):
        rows = rows.filter(language=language)
    if slug := to.get("section"):
        sections = Live.objects.filter(section_slug=slug).values("section_id")
        rows = rows.filter(section_id__in=sections)
    if slug := to.get("tag"):
        tags = LiveTag.objects.filter(slug=slug).values("tag_id")
        rows = rows.filter(Exists(LiveTag.objects.filter(live=OuterRef("pk"), tag_id__in=tags)))
    return rows


@transaction.atomic
def request(
    reason: str,
    ref: object = "",
    *,
    name: str,
    by: User | None = None,
    happened: Callable[[], list[Happening]] = list,
) -> Republication | None:
    """Ask for it in the transaction of the change. One that waits already will see this change,
    too, and is returned; None where no document shows the thing. `happened` says what the change
    was, and is only asked where one does."""
    ref = str(ref)
    if not lives(reason, ref).exists():
        return None
    # The lock keeps a worker from starting it before the change can be seen.
    waiting = Republication.objects.select_for_update()
    row, is_new = waiting.get_or_create(reason=reason, ref=ref, state=State.WAITING)
    told = happened()
    # Of a story each move tells what it did; of all else, what readers have yet to see is told whole.
    row.happened = merged(row.happened, told) if reason == Reason.POINTED_TO else told
    row.name, row.by = name[:255], by
    row.save(update_fields=["name", "by", "happened"])
    if is_new:
        republish.enqueue(row.pk)
    return row


def is_addressed_otherwise() -> bool:
    """Whether what is live was frozen for other addresses than those of now. Told by the last
    document, and the last with a photo: who publishes all anew comes to them at the end."""
    rows = Live.objects.select_related("publication").order_by("-pk")
    looked_at = (rows.first(), rows.filter(_uses(LiveUse.Kind.PHOTO)).first())
    return any(_was_addressed_otherwise(live) for live in looked_at if live)


def _was_addressed_otherwise(live: Live) -> bool:
    if json.loads(live.card)["url"] != article_url(live.language, live.slug):
        return True
    content = json.loads(live.publication.content)
    return _files(renewer(Reason.ADDRESSES, "")(content)) != _files(content)


def _files(content: Content) -> list[tuple[str, list[str]]]:
    photos = content["shared"]["photos"]
    return [(pk, [one["url"] for one in photos[pk]["renditions"]]) for pk in sorted(photos)]


def run_again(row: Republication) -> None:
    """Take up one that failed, or that nobody seems to be running."""
    republish.enqueue(row.pk)


@task()
def republish(pk: int) -> int:
    """Returns how many documents were looked at. The rest of a long list is a task of its own."""
    looked_at = run(pk, AT_ONCE)
    if looked_at == AT_ONCE:
        republish.enqueue(pk)
    return looked_at


def run(pk: int, at_most: int) -> int:
    """Raises Failed when it has come to the end, and not all went well."""
    try:
        row = _start(pk)
        if row is None:
            return 0
        ahead = lives(row.reason, row.ref).filter(pk__gt=row.position).order_by("pk")
        keys = list(ahead.values_list("pk", flat=True)[:at_most])
        for live_pk in keys:
            _step(pk, live_pk)
        if len(keys) < at_most and (row := _finish(pk)).failed:
            raise Failed(f"{row.failed} of {row.total} documents: {row.error}")
        return len(keys)
    except Failed:
        raise
    except Exception as trouble:
        Republication.objects.filter(pk=pk).update(state=State.FAILED, error=str(trouble)[:2000])
        raise


@transaction.atomic
def _start(pk: int) -> Republication | None:
    """The row as it now runs; None where there is nothing left to do."""
    row = Republication.objects.select_for_update().filter(pk=pk).first()
    if row is None or row.state == State.DONE:
        return None
    if row.state == State.WAITING or (row.state == State.FAILED and row.failed):
        row.total = lives(row.reason, row.ref).count()
        row.done = row.changed = row.failed = row.position = 0
        row.started_at = timezone.now()
    if row.state != State.RUNNING:
        row.state, row.error, row.finished_at = State.RUNNING, "", None
        row.save()
    return row


@transaction.atomic
def _step(pk: int, live_pk: int) -> None:
    row = Republication.objects.select_for_update().get(pk=pk)
    if row.state != State.RUNNING or row.position >= live_pk:
        return  # Another has been here meanwhile.
    try:
        with transaction.atomic():
            row.changed += _renew(row, live_pk)
    except OperationalError:
        raise  # The database's trouble, not this document's.
    except Exception as trouble:
        logger.exception("Live version %s could not be published anew", live_pk)
        row.failed += 1
        row.error = f"{live_pk}: {trouble}"[:2000]
    row.done, row.position = row.done + 1, live_pk
    row.total = max(row.total, row.done)
    row.save(update_fields=["changed", "failed", "error", "done", "position", "total"])


def _renew(row: Republication, live_pk: int) -> int:
    live = Live.objects.filter(pk=live_pk).first()
    if live is None:
        return 0
    # As publishing does, the story before its live version: the other order would lock both up.
    Article.objects.select_for_update().only("pk").get(pk=live.article_id)
    live = Live.objects.select_for_update().filter(pk=live_pk).first()
    if live is None:
        return 0
    language, before = live.language, pointer(json.loads(live.card))
    renew = renewer(row.reason, row.ref)
    changed = freeze.refresh([live], reason=row.reason, by=row.by, renew=renew)
    if row.reason == Reason.SECTION:
        _put_in_place(live)
    alone = row.reason not in (Reason.POINTED_TO, Reason.ADDRESSES)
    after = pointer(json.loads(live.card))
    if changed and alone and after != before:
        request(
            Reason.POINTED_TO,
            live.article_id,
            name=live.headline,
            by=row.by,
            happened=lambda: to_pointer(before, after, language),
        )
    return changed


def _put_in_place(live: Live) -> None:
    """A section's place among the others stands beside the documents, in none of them."""
    section = live.section_id and Section.objects.filter(pk=live.section_id).first()
    if section and section.position != live.section_position:
        Live.objects.filter(pk=live.pk).update(section_position=section.position)


@transaction.atomic
def _finish(pk: int) -> Republication:
    row = Republication.objects.select_for_update().get(pk=pk)
    if row.state != State.RUNNING:
        return row
    row.state = State.FAILED if row.failed else State.DONE
    row.finished_at = timezone.now()
    row.save(update_fields=["state", "finished_at"])
    if row.reason == Reason.ADDRESSES and row.changed:
        # Cards hold addresses, and stories show each other's cards: once more, when all are new.
        request(Reason.POINTED_TO, name=row.name, by=row.by)
    return row

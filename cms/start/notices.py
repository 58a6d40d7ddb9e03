"""What a person has been told and has not read."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.state_mark import state_mark
from cms.notices.entries import Entry, entries, with_all
from cms.start.pile import SHOWN, Pile, Row
from translation.models import Notice


def piles(user: User) -> Iterable[Pile]:
    """None for whom nothing is new: it would be one more way of saying that nothing waits."""
    unread = Notice.objects.of(user).unread().order_by("-is_urgent", "-changed_at", "-pk")
    found = entries(with_all(unread)[: SHOWN + 1])
    if not found:
        return
    yield Pile(
        key="notices",
        title=_("New for you"),
        empty="",
        rows=[_row(entry) for entry in found[:SHOWN]],
        count=len(found) if len(found) <= SHOWN else unread.count(),
        all_url=reverse("desk:notices"),
        is_urgent=True,
    )


def _row(entry: Entry) -> Row:
    version = entry.notice.version
    return Row(
        title=entry.headline,
        url=entry.url,
        marks=[
            state_mark(
                version.language,
                version.state,
                stale=entry.is_of_changes,
                words=False,
            )
        ],
        done=entry.sentence,
        at=entry.notice.changed_at,
        note=entry.notice.text,
        missing=[_("readers see the old text")] if entry.is_of_old_text else [],
    )

"""The mail of what a person has been told, as plain text in the language they work in."""

from collections.abc import Iterator, Sequence

from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext, override

from accounts.models import User
from articles import blocks
from cms.notices.entries import Change, Entry
from publishing.addresses import absolute
from translation import diff

# More stories than these are behind a link.
MOST = 30
# Words left standing on either side of a change.
ROUND = 5


def letter(person: User, entries: Sequence[Entry], *, number: int) -> EmailMessage:
    """`number` tells this mail from the person's others."""
    with override(person.interface_language):
        return EmailMessage(
            subject=" ".join(_subject(entries).split()),
            body="\n\n".join(_parts(person, entries)) + "\n",
            to=[person.email],
            headers={"Message-ID": f"<notices.{person.pk}.{number}@{DNS_NAME}>"},
        )


def _subject(entries: Sequence[Entry]) -> str:
    first = entries[0]
    if len(entries) == 1:
        subject = _t("%(article)s (%(language)s): %(sentence)s") % {
            "article": first.headline,
            "language": first.language,
            "sentence": first.sentence,
        }
    else:
        subject = ngettext(
            "%(article)s and %(number)d other text for you",
            "%(article)s and %(number)d other texts for you",
            len(entries) - 1,
        ) % {"article": first.headline, "number": len(entries) - 1}
    return _t("Urgent: %(subject)s") % {"subject": subject} if first.is_urgent else subject


def _parts(person: User, entries: Sequence[Entry]) -> Iterator[str]:
    yield _t("Hello %(name)s,") % {"name": person.get_short_name()}
    for entry in entries[:MOST]:
        yield "\n".join(_lines(entry))
    page = absolute(reverse("desk:notices"))
    more = len(entries) - MOST
    if more > 0:
        told = ngettext("And %(number)d more:", "And %(number)d more:", more) % {"number": more}
        yield f"{told}\n{page}"
    told = _t("Everything you are told, and the switch for these mails:")
    yield f"-- \n{told}\n{page}"


def _lines(entry: Entry) -> Iterator[str]:
    if entry.is_urgent:
        old = _t("URGENT: readers see the old text")
        yield old if entry.is_of_old_text else entry.urgency
    yield _t("“%(article)s” (%(language)s)") % {
        "article": entry.headline,
        "language": entry.language,
    }
    since = date_format(timezone.localtime(entry.since), "SHORT_DATETIME_FORMAT")
    yield _t("%(sentence)s. Since %(time)s.") % {"sentence": entry.sentence, "time": since}
    if entry.notice.text:
        yield from (f"> {line}" for line in entry.notice.text.splitlines())
    for change in entry.shown:
        what = f" ({change.what})" if change.what else ""
        yield f"* {change.label}{what}: {_in_words(change)}"
    if entry.more:
        yield ngettext("* and %(number)d more", "* and %(number)d more", entry.more) % {
            "number": entry.more
        }
    yield absolute(entry.url)


def _in_words(change: Change) -> str:
    """ "The cod came [early → late] this year": what changed, and a few words round it."""
    pieces, text = change.pieces, ""
    for index, piece in enumerate(pieces):
        space = " " if piece.space and text else ""
        words = blocks.text_of(piece.html)
        before = pieces[index - 1].kind if index else None
        after = pieces[index + 1].kind if index + 1 < len(pieces) else None
        if piece.kind == diff.Kind.SAME:
            text += space + _shortened(words, after=before is not None, before=after is not None)
        elif piece.kind == diff.Kind.REMOVED and after == diff.Kind.ADDED:
            text += f"{space}[{words} → "
        elif piece.kind == diff.Kind.REMOVED:
            text += f"{space}[– {words}]"
        elif before == diff.Kind.REMOVED:
            text += f"{words}]"
        else:
            text += f"{space}[+ {words}]"
    return text


def _shortened(text: str, *, after: bool, before: bool) -> str:
    """Text that stands after a change, before one, between two, or alone."""
    words = text.split(" ")
    head = words[:ROUND] if after else [] if before else words[: 4 * ROUND]
    tail = words[-ROUND:] if before else []
    if len(head) + len(tail) >= len(words):
        return text
    return " ".join([*head, "…", *tail])

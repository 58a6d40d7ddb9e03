"""Notices as the page and the mail say them: whose doing, what was changed, and the way to it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from accounts import languages
from translation import diff
from translation.models import Notice, NoticedChange
from translation.segments import BLOCK_LABELS, THINGS, Status

# Changes shown of one notice; the workbench has the rest.
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Change:
    told: NoticedChange

    @property
    def label(self) -> str | Promise:
        """What the segment is: "Paragraph", "Caption"."""
        if label := BLOCK_LABELS.get(self.told.kind):
            return label
        thing, _pk, name, _block = self.told.segment.split(":")
        field = THINGS[thing]._meta.get_field(name)
        return capfirst(field.verbose_name)  # type: ignore[union-attr]

    @property
    def what(self) -> str:
        """What has become of it, where the words alone do not tell."""
        if self.told.status == Status.ORPHAN:
            return _t("taken out of the source")
        if self.told.status == Status.OPEN:
            return _t("new in the source")
        return ""

    @property
    def pieces(self) -> list[diff.Piece]:
        told = self.told
        if told.status == Status.STALE and not told.before:
            # Translated the other way round: nobody knows from which words.
            return diff.words(told.after, told.after, marked=told.marked)
        return diff.words(told.before, told.after, marked=told.marked)


@dataclass(frozen=True, kw_only=True)
class Entry:
    notice: Notice
    changes: list[Change] = field(repr=False)

    @property
    def is_unread(self) -> bool:
        return self.notice.read_at is None

    @property
    def is_urgent(self) -> bool:
        return self.notice.is_urgent

    @property
    def is_of_old_text(self) -> bool:
        """Readers of the language see what those of the source see a newer text of."""
        return self.is_urgent and any(one.told.seen_since for one in self.changes)

    @property
    def urgency(self) -> str:
        """What is at stake, in a few words; "" where nothing is."""
        if not self.is_urgent:
            return ""
        return _t("Readers see the old text") if self.is_of_old_text else _t("Urgent: correction")

    @property
    def since(self) -> datetime.datetime:
        """Where readers see old text, since they do; else since the version has been behind."""
        if self.is_of_old_text:
            return min(one.told.seen_since for one in self.changes if one.told.seen_since)
        return self.notice.since

    @property
    def headline(self) -> str:
        return str(self.notice.version.article)

    @property
    def language(self) -> str | Promise:
        return languages.name(self.notice.version.language)

    @property
    def source_language(self) -> str:
        return self.notice.version.article.source_language

    @property
    def is_of_changes(self) -> bool:
        return self.notice.kind == Notice.Kind.CHANGED

    @property
    def shown(self) -> list[Change]:
        return self.changes[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.changes) - len(self.shown)

    @cached_property
    def url(self) -> str:
        """The first row that is behind, or the one that is spoken of."""
        version = self.notice.version
        if version.is_source and not self.changes:
            return reverse("admin:articles_article_change", args=[version.article_id])
        place = self.notice.place or (self.changes[0].told.segment if self.changes else "")
        url = reverse("translation:side-by-side", args=[version.article_id, version.language])
        return f"{url}#{place}" if place else url

    @property
    def sentence(self) -> str:
        by = self.notice.by
        return _sentence(self.notice.kind, len(self.changes), named=by is not None) % {
            "by": by,
            "number": len(self.changes),
        }


def _sentence(kind: str, number: int, *, named: bool) -> str:
    if kind == Notice.Kind.CHANGED and named:
        return ngettext(
            "%(by)s changed the source: %(number)d text to look at",
            "%(by)s changed the source: %(number)d texts to look at",
            number,
        )
    if kind == Notice.Kind.CHANGED:
        return ngettext(
            "The source has changed: %(number)d text to look at",
            "The source has changed: %(number)d texts to look at",
            number,
        )
    with_name = {
        Notice.Kind.ASSIGNED: _t("%(by)s gave you this translation"),
        Notice.Kind.RETURNED: _t("%(by)s returned this to you"),
        Notice.Kind.MENTIONED: _t("%(by)s mentioned you in a note"),
    }
    one = Notice.Kind(kind)
    return with_name[one] if named else str(one.label)


def entries(notices: Iterable[Notice]) -> list[Entry]:
    """Give notices as `with_all` looks them up."""
    return [
        Entry(notice=notice, changes=[Change(told=one) for one in notice.changes.all()])
        for notice in notices
    ]


def with_all(notices):
    """What an entry reads, in two queries whatever their number."""
    return notices.select_related("version__article", "by").prefetch_related("changes")

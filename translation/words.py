"""Whose words were counted in a month, for a page and as a file for a spreadsheet."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import languages
from accounts.models import User
from translation import spreadsheets
from translation.models import WordCount

Kind = WordCount.Kind
# In a table's head the kinds are shorter than in a sentence.
HEADS = {
    Kind.NEW: pgettext_lazy("words", "New"),
    Kind.LIKE: _("Like (75–99 %)"),
    Kind.SAME: _("Translated before"),
    Kind.MACHINE: _("By machine"),
    Kind.REVISED: _("Gone over"),
}
_MONTH = re.compile("([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person's words from one language into another; `words` has the kinds that there are."""

    person: User
    source_language: str
    language: str
    words: dict[str, int] = field(default_factory=dict)
    segments: int = 0

    @property
    def direction(self) -> str:
        pair = (self.source_language, self.language)
        return " → ".join(str(languages.name(code)) for code in pair)

    @property
    def by_kind(self) -> list[int]:
        return [self.words.get(kind, 0) for kind in Kind]

    @property
    def by_head(self) -> list[tuple[str | Promise, int]]:
        return list(zip(HEADS.values(), self.by_kind, strict=True))

    @property
    def total(self) -> int:
        return sum(self.words.values())


def month_of(text: str | None) -> datetime.date:
    """Of "2026-11"; the month that is now of anything else."""
    found = _MONTH.fullmatch(text or "")
    if found and int(found[1]):
        return datetime.date(int(found[1]), int(found[2]), 1)
    return timezone.localdate().replace(day=1)


def lines(month: datetime.date, *, of: User | None = None) -> list[Line]:
    """Everybody's, by name, or one person's."""
    found = (
        _within(month, of)
        .values("by", "source_language", "language", "kind")
        .annotate(words=Sum("words"), segments=Count("pk"))
    )
    rows = list(found.order_by("source_language", "language"))
    people = User.objects.in_bulk({row["by"] for row in rows})
    by_person: dict[tuple[int, str, str], list[dict]] = {}
    for row in rows:
        way = (row["by"], row["source_language"], row["language"])
        by_person.setdefault(way, []).append(row)
    told = [
        Line(
            person=people[pk],
            source_language=source_language,
            language=language,
            words={row["kind"]: row["words"] for row in members},
            segments=sum(row["segments"] for row in members),
        )
        for (pk, source_language, language), members in by_person.items()
    ]
    return sorted(told, key=lambda line: (line.person.name.casefold(), line.person.pk))


def months(*, of: User | None = None) -> list[datetime.date]:
    """Those in which anything was counted and this one, the newest first."""
    counted = WordCount.objects.filter(by=of) if of else WordCount.objects.all()
    found = counted.annotate(month=TruncMonth("at")).order_by().values_list("month", flat=True)
    first_days = {timezone.localtime(one).date() for one in found.distinct()}
    return sorted(first_days | {month_of(None)}, reverse=True)


def _within(month: datetime.date, of: User | None) -> QuerySet[WordCount]:
    following = (month + datetime.timedelta(days=32)).replace(day=1)
    start, end = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
        for day in (month, following)
    )
    found = WordCount.objects.filter(at__gte=start, at__lt=end)
    return found.filter(by=of) if of else found


def as_csv(found: Iterable[Line], month: datetime.date, language: str) -> bytes:
    """For spreadsheets in this language, in UTF-8 that says so."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=spreadsheets.delimiter(language))
    writer.writerow(
        [
            _t("Month"),
            _t("Translator"),
            _t("From"),
            _t("Into"),
            *HEADS.values(),
            _t("Words"),
            _t("Segments"),
        ]
    )
    writer.writerows(_row(line, month) for line in found)
    return file.getvalue().encode("utf-8-sig")


def _row(line: Line, month: datetime.date) -> Iterator[object]:
    yield f"{month:%Y-%m}"
    yield spreadsheets.guarded(line.person.name)
    yield line.source_language
    yield line.language
    yield from line.by_kind
    yield line.total
    yield line.segments

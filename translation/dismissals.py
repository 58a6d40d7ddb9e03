"""What a person has said of a finding: that it is none, and why. It holds as long as the same is
found; entries stand in `SegmentRecord.dismissed_checks`, those taken back as well."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from translation.checks import Finding
from translation.models import SegmentRecord


@dataclass(frozen=True, kw_only=True)
class Dismissal:
    """`by` and `taken_back_by` are keys of people, None where not known; times are ISO 8601.
    Without a `digest` it holds for whatever its check finds: it was made before findings had one."""

    code: str
    digest: str = ""
    why: str = ""
    by: int | None = None
    at: str = ""
    taken_back_by: int | None = None
    taken_back_at: str = ""

    @property
    def is_taken_back(self) -> bool:
        return bool(self.taken_back_at)

    @property
    def when(self) -> datetime.datetime | None:
        return datetime.datetime.fromisoformat(self.at) if self.at else None

    def holds_for(self, finding: Finding) -> bool:
        same = not self.digest or self.digest == finding.digest
        return self.code == finding.code and same and not self.is_taken_back

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}


def of_record(record: SegmentRecord | None) -> list[Dismissal]:
    entries = record.dismissed_checks if record else []
    return [Dismissal(**entry) for entry in entries]


def of_finding(record: SegmentRecord | None, finding: Finding) -> Dismissal | None:
    return next((one for one in of_record(record) if one.holds_for(finding)), None)


def write(record: SegmentRecord, entries: Iterable[Dismissal]) -> None:
    """Through a query: the record's own `at` and `by` say who confirmed the pair, and when."""
    record.dismissed_checks = [one.as_json() for one in entries]
    SegmentRecord.objects.filter(pk=record.pk).update(dismissed_checks=record.dismissed_checks)


def now() -> str:
    return timezone.now().isoformat(timespec="seconds")

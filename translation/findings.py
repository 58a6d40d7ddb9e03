"""What the checks find in segments, each with whether somebody has dismissed it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings

from accounts.models import User
from translation import checks, dismissals
from translation.checks import Finding, Pair
from translation.dismissals import Dismissal
from translation.segments import Segment


@dataclass(frozen=True, kw_only=True)
class Told:
    finding: Finding
    dismissal: Dismissal | None

    @property
    def is_open(self) -> bool:
        return self.dismissal is None


def pair_of(segment: Segment) -> Pair:
    return Pair(
        source=segment.source,
        target=segment.target,
        source_language=segment.source_language,
        language=segment.language,
        field=segment.field,
        limit=settings.SEARCH_LENGTHS.get(segment.field, 0),
    )


def of_segments(segments: Iterable[Segment]) -> list[tuple[Segment, list[Told]]]:
    """In the segments' order, those without a finding as well. What checks look up is looked up
    once for all of them."""
    segments = list(segments)
    found = checks.check_all([pair_of(segment) for segment in segments])
    return [
        (
            segment,
            [
                Told(finding=one, dismissal=dismissals.of_finding(segment.record, one))
                for one in findings
            ],
        )
        for segment, findings in zip(segments, found, strict=True)
    ]


def blocked(segments: Iterable[Segment]) -> set[str]:
    """The keys of those that something open blocks."""
    segments = list(segments)
    found = checks.check_blocking([pair_of(segment) for segment in segments])
    return {
        segment.key
        for segment, findings in zip(segments, found, strict=True)
        if any(dismissals.of_finding(segment.record, one) is None for one in findings)
    }


def of_text(segment: Segment, text: str) -> list[Told]:
    """As if this text, which may not be saved yet, stood as the segment's translation."""
    ((_segment, told),) = of_segments([replace(segment, target=text)])
    return told


def names_of(told: Iterable[Told]) -> dict[int, str]:
    """Who dismissed them, by key: one query, and none where nobody has."""
    keys = {one.dismissal.by for one in told if one.dismissal and one.dismissal.by}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)} if keys else {}

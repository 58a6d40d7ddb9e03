from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`sentence` is lazy and says what differs; a finding that is not `blocking` is a warning."""

    code: str
    sentence: str | Promise
    blocking: bool = False

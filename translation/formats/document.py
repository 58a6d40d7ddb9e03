"""What a file of translations says, whatever its format."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from translation.formats.codes import Codes, Content


class State(StrEnum):
    """How far a text has come. A format has more words for it, or fewer; see docs/exchange.md."""

    OPEN = "open"
    PROPOSED = "proposed"  # somebody has to look at it
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


STATES_BY_NAME: dict[str, State] = {state.value: state for state in State}


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One segment on its way out. `target` is None while there is no translation. `codes` are the
    source's, `target_codes` those of the target, with numbers of the source's where it has them.
    The digests are of the texts as they are stored.
    """

    id: str
    name: str
    source: Content
    codes: Codes
    source_digest: str
    target: Content | None = None
    target_codes: Codes = field(default_factory=dict)
    target_digest: str = ""
    state: State = State.OPEN
    limit: int | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story on its way out. `id` is the article's."""

    id: str
    title: str
    source_language: str
    language: str
    units: Sequence[Unit]


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """One unit as it came in. What we wrote into it ourselves may have been lost on the way:
    then `codes`, the digests and `sent_state` are empty. `fault` says why it cannot be read."""

    id: str
    source: Content = ()
    target: Content | None = None
    codes: Codes = field(default_factory=dict)
    target_codes: Codes = field(default_factory=dict)
    source_digest: str = ""
    target_digest: str = ""
    sent_state: State | None = None
    state: State | None = None
    is_suggestion: bool = False
    fault: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class DeliveredStory:
    """One story of a file. The languages are as the file writes them."""

    id: str
    source_language: str
    language: str
    units: Sequence[Delivered]

"""What a file of translations says, whatever its format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

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

    @property
    def to_know_again(self) -> dict[str, str]:
        """What a file carries along of it, to be read by `known_again`."""
        told = {
            "source-digest": self.source_digest,
            "target-digest": self.target_digest,
            "state": self.state.value,
        }
        return {name: value for name, value in told.items() if value}


def known_again(told: Mapping[str, str]) -> dict[str, Any]:
    """For `Delivered`; empty where it was lost on the way."""
    return {
        "source_digest": told.get("source-digest", ""),
        "target_digest": told.get("target-digest", ""),
        "sent_state": STATES_BY_NAME.get(told.get("state", "")),
    }


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

"""What readers were shown and are shown. Imports no model from below: the public API reads these alone."""

from publishing.models.address import Address, Tombstone
from publishing.models.event import Event, EventCounter
from publishing.models.known_slug import KnownSlug
from publishing.models.live import Live, LiveAuthor, LiveTag, LiveUse
from publishing.models.publication import Publication
from publishing.models.republication import Republication
from publishing.models.search_entry import SearchEntry

__all__ = [
    "Address",
    "Event",
    "EventCounter",
    "KnownSlug",
    "Live",
    "LiveAuthor",
    "LiveTag",
    "LiveUse",
    "Publication",
    "Republication",
    "SearchEntry",
    "Tombstone",
]

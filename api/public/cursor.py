"""Where a page of a list begins: a place between two stories or events, so that nothing is shown
twice or left out when stories are published while someone pages."""

import base64
import binascii
import datetime
import struct
import zlib
from dataclasses import dataclass

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
_PLACE = struct.Struct(">?qQ")
_RANKED_PLACE = struct.Struct(">3sBIQ")
_KEY = struct.Struct(">qQ")
_NUMBER = struct.Struct(">Q")
_EVENT = struct.Struct(">Qq")
_CHECK = struct.Struct(">I")
_LARGEST = 2**63 - 1
# Times, in seconds, that both databases know.
_EARLIEST, _LATEST = -(2**36), 2**40
# As many as go into a parameter.
MOST_STARTS = 7
TOP, BOTTOM = (2**31 - 1, 0), (0, 0)


class BadCursor(ValueError):
    pass


@dataclass(frozen=True)
class Cursor:
    """The stories after this place in a list that is newest first, or those before it
    (`backwards`). A story's id decides between two of the same moment."""

    published_at: datetime.datetime
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        microseconds = (self.published_at - _EPOCH) // _MICROSECOND
        return _write(_PLACE.pack(self.backwards, microseconds, self.id))


Key = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class RankedCursor:
    """The same in what a search has found, where stories are ranked a window at a time, best first.

    `starts` are the places (seconds since 1970, id) at which the newest windows so far begin, the
    last of them that of this one; `cut` that there were others before. `floor` is where this window
    ends, once it is known: what is published or withdrawn later would shift it, else. `more` are
    beyond it. `part` is one of publishing.search.Part. Before a window's best stands `TOP`, after
    its last `BOTTOM`. `question` tells one search from another.
    """

    score: int
    id: int
    question: bytes = bytes(3)
    backwards: bool = False
    starts: tuple[Key, ...] = ()
    floor: Key | None = None
    part: int = 0
    more: bool = False
    cut: bool = False

    def __str__(self) -> str:
        flags = self.backwards | self.more << 1 | self.cut << 2
        flags |= (self.floor is not None) << 3 | self.part << 4
        keys = [*self.starts, *([self.floor] if self.floor else [])]
        place = _RANKED_PLACE.pack(self.question, flags, self.score, self.id)
        return _write(place + b"".join(_KEY.pack(*key) for key in keys))

    @classmethod
    def read(cls, place: bytes) -> "RankedCursor":
        """Raises BadCursor."""
        question, flags, score, pk = _RANKED_PLACE.unpack_from(place)
        keys = list(_KEY.iter_unpack(place[_RANKED_PLACE.size :]))
        has_floor, part = flags >> 3 & 1, flags >> 4
        most = MOST_STARTS + has_floor
        if part > 2 or not has_floor <= len(keys) <= most or pk > _LARGEST or score > TOP[0]:
            raise BadCursor
        if any(pk > _LARGEST or not _EARLIEST < at < _LATEST for at, pk in keys):
            raise BadCursor
        return cls(
            score=score,
            id=pk,
            question=question,
            backwards=bool(flags & 1),
            starts=tuple(keys[: len(keys) - has_floor]),
            floor=keys[-1] if has_floor else None,
            part=part,
            more=bool(flags & 2),
            cut=bool(flags & 4),
        )

    @property
    def after_all(self) -> bool:
        return (self.score, self.id) == BOTTOM

    @property
    def before_all(self) -> bool:
        return (self.score, self.id) == TOP


@dataclass(frozen=True)
class EventCursor:
    """The events after this one, which was told at that time; after none where its number is 0. One
    that was handed out by an earlier release has no time."""

    number: int
    at: datetime.datetime | None = None

    def __str__(self) -> str:
        if self.at is None:
            return _write(_NUMBER.pack(self.number))
        return _write(_EVENT.pack(self.number, (self.at - _EPOCH) // _MICROSECOND))

    @classmethod
    def read(cls, text: str) -> "EventCursor":
        """Raises BadCursor."""
        place = _read(text)
        try:
            if len(place) == _NUMBER.size:
                (number,), at = _NUMBER.unpack(place), None
            else:
                number, microseconds = _EVENT.unpack(place)
                at = _EPOCH + microseconds * _MICROSECOND
        except (struct.error, OverflowError) as error:
            raise BadCursor from error
        if number > _LARGEST:
            raise BadCursor
        return cls(number, at)


def read(text: str) -> Cursor | RankedCursor:
    """A place in a list of stories. Raises BadCursor."""
    place = _read(text)
    try:
        if len(place) != _PLACE.size:
            return RankedCursor.read(place)
        backwards, microseconds, pk = _PLACE.unpack(place)
        if pk > _LARGEST:
            raise BadCursor
        return Cursor(_EPOCH + microseconds * _MICROSECOND, pk, backwards)
    except (struct.error, OverflowError) as error:
        raise BadCursor from error


def _write(place: bytes) -> str:
    text = base64.urlsafe_b64encode(_CHECK.pack(zlib.crc32(place)) + place)
    return text.decode().rstrip("=")


def _read(text: str) -> bytes:
    """The check sum tells a cut or mistyped cursor; it keeps no secret, for there is none: any
    place in a public list may be asked for."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        (check,), place = _CHECK.unpack(raw[:4]), raw[4:]
    except (binascii.Error, struct.error, ValueError) as error:
        raise BadCursor from error
    if check != zlib.crc32(place):
        raise BadCursor
    return place

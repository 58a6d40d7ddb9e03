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
_RANKED_PLACE = struct.Struct(">?qqQ")
_NUMBER = struct.Struct(">Q")
_CHECK = struct.Struct(">I")
_LARGEST = 2**63 - 1


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


@dataclass(frozen=True, kw_only=True)
class RankedCursor:
    """The same in what a search has found, best first. `top` is the time of the newest match when
    the search began, in seconds since 1970: what is published later would change the order."""

    top: int
    score: int
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        return _write(_RANKED_PLACE.pack(self.backwards, self.top, self.score, self.id))


@dataclass(frozen=True)
class EventCursor:
    """The events after this number."""

    number: int

    def __str__(self) -> str:
        return _write(_NUMBER.pack(self.number))

    @classmethod
    def read(cls, text: str) -> "EventCursor":
        """Raises BadCursor."""
        try:
            (number,) = _NUMBER.unpack(_read(text))
        except struct.error as error:
            raise BadCursor from error
        if number > _LARGEST:
            raise BadCursor
        return cls(number)


def read(text: str) -> Cursor | RankedCursor:
    """A place in a list of stories. Raises BadCursor."""
    place = _read(text)
    try:
        if len(place) == _RANKED_PLACE.size:
            backwards, top, score, pk = _RANKED_PLACE.unpack(place)
            if pk > _LARGEST or not 0 <= score < 2**31 or abs(top) >= 2**40:
                raise BadCursor
            return RankedCursor(top=top, score=score, id=pk, backwards=backwards)
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

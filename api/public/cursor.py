"""Where a page of a list begins: a place between two stories, so that nothing is shown twice or
left out when stories are published while someone pages."""

import base64
import binascii
import datetime
import struct
import zlib
from dataclasses import dataclass

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
_PLACE = struct.Struct(">?qQ")
_CHECK = struct.Struct(">I")


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
        place = _PLACE.pack(self.backwards, microseconds, self.id)
        text = base64.urlsafe_b64encode(_CHECK.pack(zlib.crc32(place)) + place)
        return text.decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises BadCursor. The check sum tells a cut or mistyped cursor; it keeps no secret, for
        there is none: any place in a public list may be asked for."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            (check,), place = _CHECK.unpack(raw[:4]), raw[4:]
            backwards, microseconds, pk = _PLACE.unpack(place)
            if check != zlib.crc32(place) or pk > 2**63 - 1:
                raise BadCursor
            return cls(_EPOCH + microseconds * _MICROSECOND, pk, backwards)
        except (binascii.Error, struct.error, ValueError, OverflowError) as error:
            raise BadCursor from error

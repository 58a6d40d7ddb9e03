"""Two people in one form: what each was shown, and whose text a field keeps.

A form carries, signed, a digest of each value as it was shown. Without it nothing is known of what
the person saw, and every field that would change is a conflict: nobody's text is overwritten
unseen.
"""

import hashlib
import re
import uuid
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from django.core import signing
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.models import Article

_SALT = "story-form"
NOTHING_SEEN = _(
    "This page does not tell what it showed you, so nothing is saved yet. Compare your text with "
    "what stands below the marked fields, and save again to keep yours."
)


def digest(value: Any) -> str:
    """Of a field's value; an end of line is a space, as a browser may send it either way."""
    if isinstance(value, list):
        value = ",".join(str(one) for one in value)
    text = re.sub(r"[ \t\r\n]+", " ", str(value)).strip()
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def sign(pk: uuid.UUID, digests: Mapping[str, str]) -> str:
    return signing.dumps({"of": str(pk), "seen": digests}, salt=_SALT, compress=True)


def read(pk: uuid.UUID, posted: str) -> dict[str, str]:
    """What `sign` was given; nothing of what was not signed here, or was shown of another story."""
    try:
        said = signing.loads(posted, salt=_SALT)
    except signing.BadSignature:
        return {}
    return dict(said["seen"]) if said["of"] == str(pk) else {}


class Fate(Enum):
    MINE = auto()
    THEIRS = auto()
    CONFLICT = auto()


def fate(seen: str | None, mine: str, theirs: str) -> Fate:
    """Of one field, by the digests of what was shown, what is posted and what stands there now."""
    if mine == theirs or theirs == seen:
        return Fate.MINE
    return Fate.THEIRS if mine == seen else Fate.CONFLICT


def conflict(article: Article, name: str, theirs: SafeString | str) -> SafeString:
    """The error of a field that another has changed, with what they wrote."""
    sentence = _t(
        "%(person)s has changed this since you opened the story. Yours stands here and is not "
        "saved yet. Save again to keep yours."
    ) % {"person": _who_wrote(article, name) or _t("Somebody")}
    return format_html(
        '{}<details class="theirs" open><summary>{}</summary>{}</details>',
        sentence,
        _t("What stands there now"),
        theirs or "–",
    )


# As many saves back as one looks for the one who wrote what stands there.
_LOOKED_THROUGH = 30


def _who_wrote(article: Article, name: str) -> Any:
    """The person whose save brought the value that stands now, as far as the history tells."""
    person = article.updated_by
    if name == "tags":
        return person
    rows = article.history.select_related("history_user", "updated_by")
    now = None
    for row in rows.order_by("-history_date", "-history_id")[:_LOOKED_THROUGH]:
        value = getattr(row, Article._meta.get_field(name).attname)
        if now is None:
            now = (value,)
        elif (value,) != now:
            break
        person = row.updated_by or row.history_user or person
    return person

"""What one delivered text would change, asked of the story as it is now."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import blocks
from translation import diff
from translation.checks import Finding
from translation.formats import codes
from translation.formats.codes import Codes, CodesDiffer, Tag
from translation.formats.document import Delivered, State
from translation.models import SegmentRecord
from translation.problems import where
from translation.segments import Segment, Status
from translation.writing import TooLong, clean, refuse_unless_fits

NOTHING = blocks.digest("")
# Characters of one text; what changed in a longer one nobody could be shown.
LONGEST = 20_000


class Fate(TextChoices):
    REFUSED = "refused", _("Refused")
    CONFLICT = "conflict", _("Changed here meanwhile")
    NEW = "new", _("New text")
    CHANGED = "changed", _("Changed text")
    CONFIRMED = "confirmed", _("Confirmed as it is")
    UNCHANGED = "unchanged", _("Nothing new")


@dataclass(frozen=True, kw_only=True)
class Change:
    """`text` is as it would be stored, `read` the source that it was made from; `delivered` the words
    of what came, for a person to put in by hand where it is refused. `findings` are what the checks
    find in it and nobody has dismissed (`translation.exchange.checked`)."""

    key: str
    fate: Fate
    segment: Segment | None = None
    text: str = ""
    state: str = SegmentRecord.State.TRANSLATED
    read: str = ""
    reason: str | Promise = ""
    delivered: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def is_conflict(self) -> bool:
        return self.fate == Fate.CONFLICT

    @property
    def is_blocked(self) -> bool:
        """Whether the checks find in it what keeps a version from readers."""
        return any(one.blocking for one in self.findings)

    @property
    def writes(self) -> bool:
        return self.fate in (Fate.NEW, Fate.CHANGED, Fate.CONFIRMED)

    @property
    def is_shown(self) -> bool:
        return self.fate != Fate.UNCHANGED

    @property
    def is_proposal(self) -> bool:
        return self.state == SegmentRecord.State.PRETRANSLATED

    @property
    def is_stale(self) -> bool:
        """Whether the source has changed since it was sent out: the text is kept, and stands as
        made from the source as it was."""
        if self.segment is None or self.fate in (Fate.REFUSED, Fate.UNCHANGED):
            return False
        return blocks.digest(self.read) != blocks.digest(self.segment.source)

    @property
    def place(self) -> str:
        """What the text is called beside others of its story; of one that the story has not got,
        its key."""
        return str(where(self.segment)) if self.segment else self.key[:80]

    @property
    def seen(self) -> str:
        return blocks.digest(self.segment.target) if self.segment else ""

    @property
    def token(self) -> str:
        """Names a conflict with what it was about, for whoever insists on the delivered text."""
        return f"{self.key}|{self.seen[:16]}"

    @cached_property
    def changes(self) -> list[diff.Piece]:
        """From the translation that stands to the delivered one."""
        assert self.segment
        return diff.words(self.segment.target, self.text, marked=self.segment.marked)

    @cached_property
    def source_changes(self) -> list[diff.Piece]:
        assert self.segment
        return diff.words(self.read, self.segment.source, marked=self.segment.marked)


def compare(delivered: Delivered, segment: Segment | None) -> Change:
    """Never raises: what is wrong with one text is said of it, and keeps no other from coming in."""
    change = Change(
        key=delivered.id, fate=Fate.REFUSED, segment=segment, delivered=_words(delivered.target)
    )
    if segment is None:
        return replace(change, reason=_("The story has no such text, or no longer."))
    if not segment.source:
        return replace(change, reason=_("Its source has been taken out of the story."))
    if delivered.fault:
        return replace(change, reason=delivered.fault)
    if len(change.delivered) > LONGEST or len(_words(delivered.source)) > LONGEST:
        return replace(change, delivered="", reason=_("It is longer than any paragraph can be."))
    try:
        return replace(_compared(delivered, segment), delivered=change.delivered)
    except (CodesDiffer, TooLong) as refusal:
        return replace(change, reason=str(refusal))


def _words(target: codes.Content | None) -> str:
    return "".join(one for one in target or () if isinstance(one, str)).strip()


def _compared(delivered: Delivered, segment: Segment) -> Change:
    read = _source_read(delivered, segment)
    known = codes.take_apart(read)[1] if segment.marked else {}
    text = _text(delivered, segment, known)
    now, sent = blocks.digest(segment.target), delivered.target_digest
    change = Change(
        key=delivered.id,
        fate=Fate.UNCHANGED,
        segment=segment,
        text=text,
        read=read,
        state=_state(delivered),
    )
    if not text or _is_prefill(delivered, text, read):
        return change
    if blocks.digest(text) in (sent, now):
        return replace(change, fate=Fate.CONFIRMED) if _is_confirmed(change, delivered) else change
    _refuse_missing(delivered, known)
    refuse_unless_fits(segment, text)
    if _is_conflict(delivered, segment, change):
        return replace(change, fate=Fate.CONFLICT)
    return replace(change, fate=Fate.CHANGED if segment.target else Fate.NEW)


def _source_read(delivered: Delivered, segment: Segment) -> str:
    """The source as it was sent out. Where that is the one that stands, whatever a tool has made
    of it in the file does not matter."""
    if delivered.source_digest == blocks.digest(segment.source):
        return segment.source
    known = delivered.codes
    if not delivered.source_digest and not known and segment.marked:
        known = codes.take_apart(segment.source)[1]
    read = _written(delivered.source, known, marked=segment.marked)
    if not read.strip():
        raise CodesDiffer(_("The unit has no source text, so nobody can say what it translates."))
    return read


def _text(delivered: Delivered, segment: Segment, known: Codes) -> str:
    if delivered.target is None:
        return ""
    own = known | delivered.target_codes
    return clean(segment, _written(delivered.target, own, marked=segment.marked))


def _written(content: codes.Content, known: Codes, *, marked: bool) -> str:
    if marked:
        return codes.put_together(content, known)
    if any(isinstance(one, Tag) for one in content):
        raise CodesDiffer(_("There are codes in it, and the text can have none."))
    return "".join(one for one in content if isinstance(one, str))


def _refuse_missing(delivered: Delivered, known: Codes) -> None:
    assert delivered.target is not None
    if known:
        codes.put_together(delivered.target, known | delivered.target_codes, needed=known)


def _is_prefill(delivered: Delivered, text: str, read: str) -> bool:
    """Whether it is the source that we, or a tool, put there for a translation to be written over;
    unless a person has said that it is one."""
    if blocks.digest(text) != blocks.digest(read):
        return False
    was_sent_empty = delivered.target_digest in ("", NOTHING)
    return was_sent_empty and not _says_translated(delivered)


def _says_translated(delivered: Delivered) -> bool:
    """Whether the file says more of it than when it was sent out."""
    said = delivered.state in (State.TRANSLATED, State.REVIEWED)
    return said and delivered.state != delivered.sent_state


def _is_confirmed(change: Change, delivered: Delivered) -> bool:
    """A text that is as it was, which somebody now stands for."""
    assert change.segment
    is_that_text = blocks.digest(change.text) == blocks.digest(change.segment.target)
    if not is_that_text or not change.segment.status.can_be_confirmed or change.is_proposal:
        return False
    # Delivered as it stands here by now, though it was sent as another: that is a person's doing.
    return _says_translated(delivered) or delivered.target_digest not in ("", change.seen)


def _state(delivered: Delivered) -> str:
    """A text that is not as it was sent is a person's, even from tools that leave states alone;
    unless the file says that somebody still has to look at it."""
    is_suggestion = delivered.is_suggestion and delivered.state != State.REVIEWED
    says_open = delivered.state in (State.OPEN, State.PROPOSED)
    was_touched = delivered.state != (delivered.sent_state or State.OPEN)
    if is_suggestion or (says_open and was_touched):
        return SegmentRecord.State.PRETRANSLATED
    return SegmentRecord.State.TRANSLATED


def _is_conflict(delivered: Delivered, segment: Segment, change: Change) -> bool:
    """Whether a person here has done something that the delivered text would undo."""
    if segment.status == Status.LEFT_OUT:
        return True
    if not segment.target or segment.is_proposed:
        return False
    # A proposal never takes the place of a text that somebody stands for.
    return delivered.target_digest != change.seen or change.is_proposal

"""What the memory knows word for word, filled in as pretranslated where nothing stands."""

from accounts.models import User
from articles.models import LanguageVersion
from articles.workflow import Act
from translation.memory.lookup import Question, exact
from translation.memory.neighbours import Seen, neighbours
from translation.models import SegmentRecord
from translation.pretranslating import Proposal, put_all
from translation.segments import Segment, Status
from translation.writing import segments_of


def fill(version: LanguageVersion, *, by: User) -> list[str]:
    """In the caller's transaction, in a number of queries that does not grow with the story. Returns
    the keys of what was filled in."""
    found = [one for one in segments_of(version) if one.status == Status.OPEN]
    if not found:
        return []
    seen: Seen = {}
    matches = exact([_question(one, seen) for one in found])
    proposals = [
        Proposal(
            key=segment.key,
            source=segment.source,
            text=match.target,
            origin=SegmentRecord.Origin.MEMORY,
        )
        for segment, match in zip(found, matches, strict=True)
        if match and match.target
    ]
    return put_all(version, proposals, by=by).written


def follow_request(act: Act) -> None:
    """A translation begins with what is translated already."""
    for version in act.versions:
        fill(version, by=act.by)


def _question(segment: Segment, seen: Seen) -> Question:
    before, after = neighbours(segment, seen)
    return Question(
        source_language=segment.source_language,
        language=segment.language,
        source=segment.source,
        marked=segment.marked,
        before=before,
        after=after,
        where=segment.key,
    )

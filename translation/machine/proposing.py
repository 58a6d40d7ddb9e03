"""Texts for segments from a service: each with the marks of its source, or with a reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from translation import machine
from translation.machine import budget, glossaries
from translation.machine.service import Job, Service
from translation.machine.tagging import Garbled, Tagged, restored, tagged
from translation.machine.troubles import NotTaken, Trouble
from translation.models import SegmentRecord
from translation.pretranslating import Proposal
from translation.segments import Segment

# Characters that a service gets to see of what the story is about.
CONTEXT = 1000


@dataclass(kw_only=True)
class Proposed:
    """`refused` says why, by key. `problem` is why the rest was not asked for."""

    proposals: list[Proposal] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def prepared(
    service: Service, segments: Sequence[Segment], *, room: int | None = None
) -> list[tuple[Segment, Tagged]]:
    """The first of them, as many as go into one question: from one language, not too long, and, but
    for the first, no longer than there is room for. A text that stands more than once counts once."""
    most = service.most_characters if room is None else min(service.most_characters, room)
    batch: list[tuple[Segment, Tagged]] = []
    asked: set[str] = set()
    source_language, language = segments[0].source_language, segments[0].language
    _pairs, keep = machine.terms(source_language, language)
    characters = 0
    for segment in segments:
        if segment.source_language != source_language:
            continue
        sent = tagged(segment.source, marked=segment.marked, style=service.style, keep=keep)
        if sent.text not in asked:
            characters += len(sent.text)
            if batch and (characters > most or len(asked) == service.most_texts):
                break
            asked.add(sent.text)
        batch.append((segment, sent))
    return batch


def propose(
    service: Service, batch: Sequence[tuple[Segment, Tagged]], *, context: str = ""
) -> Proposed:
    """A question that the service refuses is asked in halves, until what it refuses stands alone.
    What came before a trouble is not lost."""
    first = batch[0][0]
    job = Job(
        source_language=first.source_language,
        language=first.language,
        context=context[:CONTEXT],
    )
    proposed = Proposed()
    waiting = [list(batch)]
    try:
        job = glossaries.with_glossary(service, job)
        while waiting:
            waiting += _ask(service, waiting.pop(), job, proposed)
    except (Trouble, budget.NothingLeft) as trouble:
        proposed.problem = str(trouble)
    return proposed


def _ask(
    service: Service, part: list[tuple[Segment, Tagged]], job: Job, proposed: Proposed
) -> list[list[tuple[Segment, Tagged]]]:
    """Returns the parts that are to be asked for next."""
    try:
        texts = _counted(service, [sent.text for _segment, sent in part], job)
    except NotTaken as refusal:
        if refusal.status == 404 and job.glossary:
            glossaries.forget(service, job)
            raise
        if len(part) > 1:
            middle = len(part) // 2
            return [part[middle:], part[:middle]]
        proposed.refused[part[0][0].key] = str(refusal)
        return []
    for (segment, sent), text in zip(part, texts, strict=True):
        _take(proposed, segment, sent, text)
    return []


def _counted(service: Service, texts: list[str], job: Job) -> list[str]:
    """What stands more than once is asked for, and paid for, once."""
    asked = list(dict.fromkeys(texts))
    reservation = budget.reserve(service.code, sum(map(len, asked)))
    try:
        answer = service.translate(asked, job)
    except Trouble as trouble:
        if not trouble.may_be_billed:
            budget.settle(reservation, 0)
        raise
    if answer.characters is not None:
        budget.settle(reservation, min(answer.characters, reservation.characters))
    answers = dict(zip(asked, answer.texts, strict=True))
    return [answers[text] for text in texts]


def _take(proposed: Proposed, segment: Segment, sent: Tagged, text: str) -> None:
    try:
        text = restored(text, sent, marked=segment.marked)
    except Garbled as garbled:
        proposed.refused[segment.key] = str(garbled)
        return
    proposed.proposals.append(
        Proposal(
            key=segment.key,
            source=segment.source,
            text=text,
            origin=SegmentRecord.Origin.MACHINE,
        )
    )

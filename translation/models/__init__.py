from translation.models.delivery import Delivery
from translation.models.machine import MachineGlossary, MachineRun, MachineUse
from translation.models.memory import MemoryEntry, MemoryKey
from translation.models.notice import Digest, Notice, NoticedChange
from translation.models.rewording import Rewording, TermDecision
from translation.models.segment_record import SegmentRecord
from translation.models.term import PartOfSpeech, Rendering, Term, WordForm

__all__ = [
    "Delivery",
    "Digest",
    "MachineGlossary",
    "MachineRun",
    "MachineUse",
    "MemoryEntry",
    "MemoryKey",
    "Notice",
    "NoticedChange",
    "PartOfSpeech",
    "Rendering",
    "Rewording",
    "SegmentRecord",
    "Term",
    "TermDecision",
    "WordForm",
]

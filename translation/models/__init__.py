from translation.models.delivery import Delivery
from translation.models.machine import MachineGlossary, MachineRun, MachineUse
from translation.models.memory import MemoryEntry, MemoryKey
from translation.models.note import Note, NoteThread
from translation.models.notice import Digest, Notice, NoticedChange
from translation.models.rewording import Rewording, TermDecision
from translation.models.segment_record import SegmentRecord
from translation.models.term import PartOfSpeech, Rendering, Term, WordForm
from translation.models.word_count import WordCount

__all__ = [
    "Delivery",
    "Digest",
    "MachineGlossary",
    "MachineRun",
    "MachineUse",
    "MemoryEntry",
    "MemoryKey",
    "Note",
    "NoteThread",
    "Notice",
    "NoticedChange",
    "PartOfSpeech",
    "Rendering",
    "Rewording",
    "SegmentRecord",
    "Term",
    "TermDecision",
    "WordCount",
    "WordForm",
]

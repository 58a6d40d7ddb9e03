from translation.models.delivery import Delivery
from translation.models.machine import MachineGlossary, MachineRun, MachineUse
from translation.models.memory import MemoryEntry, MemoryKey
from translation.models.notice import Digest, Notice, NoticedChange
from translation.models.segment_record import SegmentRecord

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
    "SegmentRecord",
]

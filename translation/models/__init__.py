from translation.models.segment_record import SegmentRecord

__all__ = ["SegmentRecord"]

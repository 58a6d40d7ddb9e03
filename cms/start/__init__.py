"""The start page: what waits for this person, by what they are in the newsroom."""

from cms.start.page import page_of

__all__ = ["page_of"]

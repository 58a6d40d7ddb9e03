"""The desk's board: stories by languages, what readers see old text of first."""

from cms.board.page import board_page

__all__ = ["board_page"]

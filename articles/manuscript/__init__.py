"""Manuscripts, as journalists write them, read into the parts that an article has.

    manuscript = read(uploaded.read(), filename=uploaded.name, language="…")

Without a database: making an article of it is another's task.
"""

from articles.manuscript.errors import ManuscriptError
from articles.manuscript.model import Background, Credit, Manuscript, Paragraph, Picture
from articles.manuscript.recognise import recognise
from articles.manuscript.report import Line, Report
from articles.manuscript.sources import MAX_BYTES, open_source, too_large

__all__ = [
    "MAX_BYTES",
    "Background",
    "Credit",
    "Line",
    "Manuscript",
    "ManuscriptError",
    "Paragraph",
    "Picture",
    "Report",
    "read",
    "too_large",
]


def read(source: bytes | str, *, filename: str = "", language: str) -> Manuscript:
    """The manuscript in an uploaded file (bytes) or in pasted text (str).

    Files are Word documents (.docx) or text in UTF-8, UTF-16 with a mark of byte order, or
    Windows-1252; text may be Markdown. `language` is what the story is written in. The file's
    name only tells Markdown. Raises ManuscriptError for what is none of these, is empty, or is
    larger than MAX_BYTES.
    """
    opened = open_source(source, filename=filename)
    return recognise(opened.lines, language=language, notes=opened.notes)

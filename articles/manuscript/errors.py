"""What a manuscript is refused for: each with what is wrong, where, and what to do about it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _(
        "There is no text in the manuscript. Paste or upload the file that has the story in it."
    ),
    "too_large": _(
        "The manuscript is {size} MB, and at most {limit} MB are read. Take the pictures out of "
        "the file, or paste the text alone."
    ),
    "too_many_lines": _(
        "The manuscript has {count} lines, and at most {limit} are read. Take out what is not part "
        "of the story."
    ),
    "binary": _(
        "The file is not text: line {line} holds characters that no text has. Save the manuscript "
        "as .docx or as plain text, and upload that."
    ),
    "encoding": _(
        "The characters of the file can't be read: line {line} is neither UTF-8 nor Windows-1252. "
        "Save it again as plain text in UTF-8."
    ),
    "damaged_utf8": _(
        "The file is UTF-8, but damaged in line {line}, and letters would be lost. Save it again "
        "as plain text in UTF-8."
    ),
    "pdf": _(
        "The file is a PDF, which can't be read as a manuscript. Upload the document it was made "
        "from (.docx), or copy the text and paste it."
    ),
    "rtf": _(
        "The file is in Rich Text Format. Open it in a word processor, save it as .docx, and "
        "upload that."
    ),
    "doc": _(
        "The file is an old Word document (.doc). Open it in Word, save it as .docx, and upload "
        "that."
    ),
    "encrypted": _(
        "The document is locked with a password. Take the password off in Word (File, Info, "
        "Protect Document), and upload it again."
    ),
    "office": _(
        "The file is an older Office document, but no text document. Save the text as .docx, and "
        "upload that."
    ),
    "macros": _(
        "The Word document holds macros, and such files are not taken in. Save it as .docx "
        "(without macros), and upload that."
    ),
    "spreadsheet": _("The file is a spreadsheet. Copy the text of the story and paste it."),
    "presentation": _("The file is a presentation. Copy the text of the story and paste it."),
    "opendocument": _(
        "The file is an OpenDocument text (.odt). Save it as .docx, and upload that."
    ),
    "pages": _("The file is a Pages document. Export it as Word (.docx), and upload that."),
    "zip": _(
        "The file is a ZIP archive and no Word document. Unpack it, and upload the manuscript "
        "that is in it."
    ),
    "zip_bomb": _(
        "The Word document unpacks to far more than a manuscript can hold ({part}), so it was not "
        "read. Copy the text into a new document, and upload that."
    ),
    "entities": _(
        "A part of the Word document ({part}) declares a document type, which Word never does, so "
        "it was not read. Copy the text into a new document, and upload that."
    ),
    "damaged": _(
        "The Word document is damaged and can't be read. Open it in Word, save it as a new .docx "
        "file, and upload that."
    ),
    "image": _(
        "The file is a picture. Upload pictures to the photo library, and the text as .docx or "
        "plain text here."
    ),
    "archive": _("The file is a packed archive. Unpack it, and upload the manuscript in it."),
    "html": _(
        "The file is a web page. Copy the text from the page as it shows in the browser, and "
        "paste it."
    ),
}


class ManuscriptError(ValueError):
    """`code` is a key of SENTENCES; `sentence`, and `str()`, say it in the reader's language."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.sentence = format_lazy(SENTENCES[code], **values) if values else SENTENCES[code]
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)

"""What a file is refused for: each with what is wrong, where, and what to do about it."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "empty": _("The file is empty. Choose the file that the translation tool has saved."),
    "too_large": _(
        "The file is larger than {limit} MB, and was not read. Send the stories in several files."
    ),
    "not_xml": _(
        "This is no XLIFF file, no TMX file and no zip of them: line {line} is not XML ({reason}). "
        "Save the translation as XLIFF in your tool, and upload that."
    ),
    "encoding": _(
        "The characters of the file can't be read: line {line} does not fit the encoding that the "
        "file says it has. Save it in UTF-8, and upload it again."
    ),
    "declarations": _(
        "The file declares entities of its own (line {line}), which no translation needs, so it "
        "was not read. Save it again in your tool, and upload that."
    ),
    "too_deep": _(
        "Elements are nested more than {limit} deep in line {line}, so the file was not read."
    ),
    "too_many": _(
        "The file has more than {limit} elements, so it was not read. Send less at once."
    ),
    "unknown": _(
        "The file is XML, but neither XLIFF 1.2, XLIFF 2 nor TMX: it begins with <{root}>. Save "
        "the translation as XLIFF in your tool, and upload that."
    ),
    "version": _(
        "The file says that it is version “{version}” of {format}. Versions 1.2 and 2.0 to 2.2 of "
        "XLIFF are read."
    ),
    "no_files": _("There is no story in the file."),
    "no_languages": _(
        "The file does not say what it is translated from and into. Save it again in your tool "
        "with both languages."
    ),
    "damaged": _("The zip is damaged and can't be read. Pack the files again, and upload that."),
    "encrypted": _("The zip is locked with a password. Pack the files without one."),
    "zip_bomb": _(
        "The zip unpacks to far more than translations need ({part}), so it was not read."
    ),
    "zip_empty": _("There is no XLIFF file in the zip (.xlf, .xliff, .sdlxliff, .mxliff)."),
}


class FormatError(ValueError):
    """`code` is a key of SENTENCES; `sentence`, and `str()`, say it in the reader's language."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.sentence = format_lazy(SENTENCES[code], **values) if values else SENTENCES[code]
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)

"""A term as a value: what a form, a file or a proposal says of it, before it is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

from accounts import languages
from translation.glossary import forms
from translation.glossary.words import folded, kept, words
from translation.models import PartOfSpeech, Rendering, Term

LONGEST_TEXT = Rendering._meta.get_field("text").max_length or 0
LONGEST_FORMS = Rendering._meta.get_field("forms").max_length or 0
LONGEST_RENDERING_NOTE = Rendering._meta.get_field("note").max_length or 0
LONGEST_NOTE = Term._meta.get_field("note").max_length or 0
MOST_WORDS = 8
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MOST_RENDERINGS = 40


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """One rendering. `forms` are irregular ones, with commas between."""

    language: str
    text: str
    forbidden: bool = False
    forms: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """ "not herrings [herrinx] (archaic)": all that is told of it, in one piece."""
        said = f"✗ {self.text}" if self.forbidden else self.text
        said += f" [{self.forms}]" if self.forms else ""
        return said + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`pk` is that of the term it is about; None where it says nothing of which."""

    pk: UUID | None = None
    renderings: tuple[Rendered, ...] = ()
    part_of_speech: str = ""
    untranslatable: bool = False
    note: str = ""

    def of(self, language: str, *, forbidden: bool = False) -> list[str]:
        return [
            one.text
            for one in self.renderings
            if one.language == language and one.forbidden == forbidden
        ]

    @property
    def words(self) -> str:
        """`Term.words`: a line a language, in the newsroom's order of them."""
        lines = []
        for code in languages.codes():
            own = [one.said for one in self.renderings if one.language == code]
            lines += [f"{code}: {', '.join(own)}"] if own else []
        return "\n".join(lines)

    def cleaned(self) -> "Entry":
        """As it is kept: spaces folded, what is not forbidden first, languages in their order."""
        codes = languages.codes()
        cleaned = [
            replace(
                one,
                text=kept(_readable(one.text)),
                forms=", ".join(forms.split(_readable(one.forms))),
                note=" ".join(_readable(one.note).split()),
            )
            for one in self.renderings
        ]
        cleaned.sort(
            key=lambda one: (
                codes.index(one.language) if one.language in codes else len(codes),
                one.forbidden,
            )
        )
        return replace(self, renderings=tuple(cleaned), note="\n".join(_lines(self.note)))

    def problems(self) -> list[str]:
        """What is wrong with it, in sentences for people; asked of a cleaned entry."""
        found = [problem for one in self.renderings for problem in _of_rendering(one)]
        seen: set[tuple[str, str]] = set()
        for one in self.renderings:
            same = (one.language, folded(one.text))
            if same in seen:
                found.append(_t("“%(text)s” stands here twice.") % {"text": one.text})
            seen.add(same)
        if not any(not one.forbidden for one in self.renderings):
            found.append(_t("A term needs a rendering that is not forbidden."))
        if len(self.renderings) > MOST_RENDERINGS:
            found.append(
                _t("A term has up to %(limit)s renderings; this has %(number)s.")
                % {"limit": MOST_RENDERINGS, "number": len(self.renderings)}
            )
        if self.part_of_speech and self.part_of_speech not in PartOfSpeech.values:
            found.append(
                _t("“%(word)s” is no part of speech; use one of: %(known)s.")
                % {"word": self.part_of_speech, "known": ", ".join(PartOfSpeech.values)}
            )
        if len(self.note) > LONGEST_NOTE:
            found.append(_too_long(_t("note"), self.note, LONGEST_NOTE))
        return found

    def refuse_if_wrong(self) -> None:
        if problems := self.problems():
            raise ValidationError(problems)


def entry_of(term: Term) -> Entry:
    """The term as it is kept, of its `renderings` (prefetched, where there are many)."""
    return Entry(
        pk=term.pk,
        renderings=tuple(
            Rendered(
                language=one.language,
                text=one.text,
                forbidden=one.forbidden,
                forms=one.forms,
                note=one.note,
            )
            for one in term.renderings.all()
        ),
        part_of_speech=term.part_of_speech,
        untranslatable=term.untranslatable,
        note=term.note,
    )


def _of_rendering(one: Rendered) -> Iterable[str]:
    if one.language not in languages.codes():
        yield _t("“%(code)s” is none of the newsroom’s languages: %(known)s.") % {
            "code": one.language,
            "known": ", ".join(languages.codes()),
        }
    number = len(words(one.text))
    if not number:
        yield _t("A rendering needs a word: “%(text)s” has none.") % {"text": one.text}
    if number > MOST_WORDS:
        yield _t("A rendering has up to %(limit)s words; “%(text)s” has %(number)s.") % {
            "limit": MOST_WORDS,
            "text": one.text[:80],
            "number": number,
        }
    if len(one.text) > LONGEST_TEXT:
        yield _too_long(_t("rendering"), one.text, LONGEST_TEXT)
    if len(one.forms) > LONGEST_FORMS:
        yield _too_long(_t("irregular forms"), one.forms, LONGEST_FORMS)
    if len(one.note) > LONGEST_RENDERING_NOTE:
        yield _too_long(_t("note"), one.note, LONGEST_RENDERING_NOTE)


def _too_long(label: str, text: str, limit: int) -> str:
    return _t("%(label)s: %(length)s characters, and there is room for %(limit)s.") % {
        "label": label,
        "length": len(text),
        "limit": limit,
    }


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in _readable(text).strip().splitlines()]


def _readable(text: str) -> str:
    """Without what no file can hold."""
    return _UNREADABLE.sub("", text)

"""The one composer of credit lines: «Foto: Torgeir Haugaard / Forsvaret»."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from babel.lists import format_list
from django.utils import translation
from django.utils.translation import gettext as _t

from accounts import languages
from media.models import Photo

SourceType = Photo.SourceType


@dataclass(frozen=True, kw_only=True)
class Named:
    """Who is named for a picture; `organisation` by language."""

    creator: str = ""
    organisation: Mapping[str, str] = field(default_factory=dict)

    def organisation_in(self, language: str) -> str:
        """In this language, or else as another has it: an agency's name may be written once."""
        in_order = [language, *languages.others(language)]
        return next(
            (text for code in in_order if (text := self.organisation.get(code, "").strip())), ""
        )


def credit_line(
    credits: Iterable[Named],
    language: str,
    kind: str = Photo.Kind.PHOTO,
    digital_source_type: str = "",
) -> str:
    """The line as readers of `language` meet it, whatever language is active.

    A montage and what AI has made are always called so, also where nobody is named; a photo that
    nobody is named for has the line "".
    """
    # What AI has made is not a photo, whatever it is filed as.
    is_photo = kind == Photo.Kind.PHOTO and digital_source_type != SourceType.AI
    with translation.override(language):
        note = _note(digital_source_type)
        names = _names(list(credits), language)
        text = f"{names} ({note})" if names and note else names or note
        if not text:
            return ""
        line = _t("Photo: %(names)s") if is_photo else _t("Illustration: %(names)s")
        return line % {"names": text}


def _note(digital_source_type: str) -> str:
    if digital_source_type == SourceType.AI:
        return _t("made with AI")
    if digital_source_type == SourceType.COMPOSITE_WITH_AI:
        return _t("montage made with AI")
    if digital_source_type == SourceType.COMPOSITE_CAPTURE:
        return _t("montage")
    return ""


def _names(credits: list[Named], language: str) -> str:
    """ "A / NTB and B / Forsvaret"; "A and B / NTB" where both are of the same house."""
    rows = [(one.creator.strip(), one.organisation_in(language)) for one in credits]
    rows = list(dict.fromkeys(row for row in rows if any(row)))
    houses = {organisation for _creator, organisation in rows}
    if len(houses) == 1 and all(creator for creator, _organisation in rows):
        creators = _listed([creator for creator, _organisation in rows], language)
        return " / ".join(filter(None, [creators, *houses]))
    return _listed([" / ".join(filter(None, row)) for row in rows], language)


def _listed(texts: list[str], language: str) -> str:
    return format_list(texts, style="standard", locale=languages.locale(language)) if texts else ""


def named_for(photo: Photo) -> list[Named]:
    """The photo's credits as plain values; prefetch `credits`."""
    return [
        Named(
            creator=credit.creator,
            organisation={
                code: languages.text(credit, "organisation", code) for code in languages.codes()
            },
        )
        for credit in photo.credits.all()
    ]


def line_of(photo: Photo, language: str) -> str:
    """The photo's line; prefetch `credits`, or it costs a query."""
    return credit_line(named_for(photo), language, photo.kind, photo.digital_source_type)

"""A manuscript's texts, put into columns that have an end: what does not fit is cut where it goes,
stands whole in the body, and is told of. Nothing is dropped."""

from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _t


@dataclass(frozen=True)
class Fitting:
    """`first` and `last` are the texts that go to the body's beginning and end."""

    first: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def into(self, model: type[Model], name: str, text: str, *, first: bool = False) -> str:
        """The text as the column takes it."""
        if self.fits(model, name, text):
            return text
        limit = _limit(model, name)
        (self.first if first else self.last).append(text)
        self.told.append(
            _t(
                "%(field)s: longer than the %(limit)s characters that fit. It is cut, and stands "
                "whole in the body: “%(start)s”"
            )
            % {"field": _label(model, name), "limit": limit, "start": shortened(text, 60)}
        )
        return shortened(text, limit)

    def leave(self, model: type[Model], name: str, text: str) -> None:
        """Keep in the body what is too long to be made a thing of its own."""
        self.last.append(text)
        self.told.append(
            _t("%(field)s: too long to be one, so it stands in the body: “%(start)s”")
            % {"field": capfirst(model._meta.verbose_name), "start": shortened(text, 60)}
        )

    @staticmethod
    def fits(model: type[Model], name: str, text: str) -> bool:
        return len(text) <= _limit(model, name)


def shortened(text: str, limit: int) -> str:
    """Cut at a word's end where there is one not far from it, with an ellipsis."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1]
    words = start.rpartition(" ")[0]
    return (words if len(words) > limit // 2 else start).rstrip() + "…"


def _limit(model: type[Model], name: str) -> int:
    return getattr(model._meta.get_field(name), "max_length", None) or 10**9


def _label(model: type[Model], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]

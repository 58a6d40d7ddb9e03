"""What is wrong with a translation, as problems of the gate."""

from collections.abc import Iterable

from django.utils.functional import Promise, keep_lazy_text
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks
from articles.models import FactBox, LanguageVersion
from articles.problems import Problem
from articles.shown import shown
from articles.workflow import Act
from media.models import Photo
from translation import findings
from translation.checks import Finding
from translation.segments import Segment, Status, segments

_SENTENCES = {
    Status.OPEN: _("{label}: not translated into {language} yet. “{text}”"),
    Status.PRETRANSLATED: _(
        "{label}: pretranslated into {language}, and nobody has confirmed it. “{text}”"
    ),
    Status.UNCONFIRMED: _("{label}: nobody has confirmed the {language} text. “{text}”"),
    Status.STALE: _("{label}: the source has changed since it was translated. “{text}”"),
    Status.ORPHAN: _("{label}: its source is gone; remove it or keep it on purpose. “{text}”"),
}
_LEFT_OUT = _("{label}: the source has changed since it was left out on purpose. “{text}”")


def of_segments(translated: Iterable[Segment], story: str) -> list[Problem]:
    """Segments that somebody has to see to. `story` is the id of the article that shows them."""
    return [
        Problem(
            code=f"segment_{segment.status}",
            place=segment.key,
            sentence=format_lazy(
                _LEFT_OUT if segment.was_left_out else _SENTENCES[segment.status],
                label=where(segment),
                language=languages.name(segment.language),
                text=excerpt(segment.source or segment.target),
            ),
            url_name="translation:side-by-side",
            url_args=(story, segment.language),
        )
        for segment in translated
        if not segment.status.is_settled
    ]


def of_checks(translated: Iterable[Segment], story: str) -> list[Problem]:
    """What the checks find in settled translations, less what was dismissed there."""
    settled = [segment for segment in translated if segment.status.is_confirmed]
    return [
        Problem(
            code=told.finding.code,
            place=segment.key,
            sentence=_of_finding(segment, told.finding),
            blocking=told.finding.blocking,
            url_name="translation:side-by-side",
            url_args=(story, segment.language),
        )
        for segment, all_told in findings.of_segments(settled)
        for told in all_told
        if told.is_open
    ]


def _of_finding(segment: Segment, finding: Finding) -> str | Promise:
    """With the beginning of the source, unless the finding shows the same already."""
    text = excerpt(segment.source)
    told = _("{label}: {sentence}. “{text}”")
    if text in str(finding.sentence):
        told = _("{label}: {sentence}")
    return format_lazy(told, label=where(segment), sentence=finding.sentence, text=text)


def where(segment: Segment) -> str | Promise:
    """What the segment is called beside others of its story: "Fact box “Herring”, title"."""
    thing, label = segment.thing, _uncapitalised(segment.label)
    if isinstance(thing, FactBox):
        name, _code = languages.first(thing, "title", segment.source_language)
        return format_lazy(_("Fact box “{name}”, {label}"), name=excerpt(name, 40), label=label)
    if isinstance(thing, Photo):
        name = excerpt(thing.called(segment.source_language), 40)
        return format_lazy(_("Photo “{name}”, {label}"), name=name, label=label)
    return capfirst(segment.label)  # type: ignore[type-var]


@keep_lazy_text
def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def excerpt(html: str, length: int = 60) -> str:
    text = blocks.text_of(html)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def of_unfinished(version: LanguageVersion, act: Act) -> list[Problem]:
    """The condition of finishing: nothing is left for the translator to do. What checks find and
    would keep the desk from approving is theirs to mend, or to dismiss where that can be."""
    translated, story = segments(shown(version.article), version.language), str(version.article_id)
    found = of_checks(translated, story)
    return of_segments(translated, story) + [one for one in found if one.blocking]

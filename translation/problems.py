"""What is wrong with a translation, as problems of the gate."""

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks
from articles.models import LanguageVersion
from articles.problems import Problem
from articles.shown import shown
from articles.workflow import Act
from translation import checks
from translation.segments import Segment, Status, segments

_SENTENCES = {
    Status.OPEN: _("{label}: not translated into {language} yet. “{text}”"),
    Status.UNCONFIRMED: _("{label}: nobody has confirmed the {language} text. “{text}”"),
    Status.STALE: _("{label}: the source has changed since it was translated. “{text}”"),
    Status.ORPHAN: _("{label}: its source is gone; remove it or keep it on purpose. “{text}”"),
}


def of_segments(translated: Iterable[Segment], story: str) -> list[Problem]:
    """Segments that somebody has to see to. `story` is the id of the article that shows them."""
    return [
        Problem(
            code=f"segment_{segment.status}",
            place=segment.key,
            sentence=format_lazy(
                _SENTENCES[segment.status],
                label=segment.label,
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
    found = []
    for segment in translated:
        if segment.status != Status.TRANSLATED:
            continue
        dismissed = segment.record.dismissed_checks if segment.record else []
        found += [
            Problem(
                code=finding.code,
                place=segment.key,
                sentence=format_lazy(
                    "{label}: {sentence}", label=segment.label, sentence=finding.sentence
                ),
                blocking=finding.blocking,
                url_name="translation:side-by-side",
                url_args=(story, segment.language),
            )
            for finding in checks.check(
                segment.source, segment.target, segment.source_language, segment.language
            )
            if finding.code not in dismissed
        ]
    return found


def excerpt(html: str, length: int = 60) -> str:
    text = blocks.text_of(html)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def of_open_segments(version: LanguageVersion, act: Act) -> list[Problem]:
    """The condition of finishing: nothing is left for the translator to do."""
    translated = segments(shown(version.article), version.language)
    return of_segments(translated, str(version.article_id))

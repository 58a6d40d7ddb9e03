"""What befalls the demo newsroom's stories beyond their states: a tag gets a new name, mistakes are
corrected, one story waits for its hour, and one is held back when its hour comes."""

import datetime
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts import languages
from articles import corrections, planning, showing
from articles.models import Article, LanguageVersion
from cms.demo import clock
from cms.demo.life import Act
from cms.demo.model import Text, text
from cms.demo.newsroom import TAGS
from publishing import actions, gate, hours, republishing
from publishing.models import Republication
from translation import actions as translation_actions

if TYPE_CHECKING:
    from cms.demo.load import DemoNewsroom

MINUTES, HOURS = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Written in the story's source language; `said` lacks what nobody has translated yet."""

    story: str
    said: Text
    hours_ago: int


CORRECTIONS = (
    Correction(
        story="sea_ice",
        said=text(
            """I en tidligere versjon av saken sto det at ruta under isen var 109 kilometer lang. Riktig
            lengde er 190 kilometer.""",
            """An earlier version of this story said that the route under the ice was 109 kilometres
            long. It was 190 kilometres.""",
        ),
        hours_ago=310,
    ),
    Correction(
        story="ski_race",
        said=text(
            """I en tidligere versjon av saken sto det at 178 løpere kom i mål. Det riktige tallet er
            187."""
        ),
        hours_ago=3,
    ),
)
RENAMED_TAG, FORMER_NAME = "skiing", text("Ski", "Skiing")
SCHEDULED, HELD_BACK = "shore_power", "kelp"


def call_it_as_before(newsroom: "DemoNewsroom") -> None:
    """The tag's name of before, from the time when the stories were published."""
    _name(newsroom, FORMER_NAME)


def acts(newsroom: "DemoNewsroom", now: datetime.datetime) -> Iterator[Act]:
    yield now - 26 * HOURS, partial(_rename, newsroom)
    for correction in CORRECTIONS:
        at = now - correction.hours_ago * HOURS
        yield at, partial(_correct, newsroom, correction, at)
    yield now - 5 * HOURS, partial(_schedule, newsroom, SCHEDULED, _tomorrow_morning(now))
    yield now - 2 * HOURS, partial(_hold_back, newsroom, now)


def _name(newsroom: "DemoNewsroom", name: Mapping[str, str]) -> None:
    tag = newsroom.tags[RENAMED_TAG]
    for code, one in name.items():
        setattr(tag, languages.column("name", code), one)
        setattr(tag, languages.column("slug", code), "")
    tag.save()


def _rename(newsroom: "DemoNewsroom") -> None:
    _name(newsroom, next(tag.name for tag in TAGS if tag.key == RENAMED_TAG))
    showing.tell_of_change(newsroom.tags[RENAMED_TAG], by=newsroom.people["redaktor"])
    for row in Republication.objects.all():
        republishing.run(row.pk, republishing.AT_ONCE)


def _correct(newsroom: "DemoNewsroom", one: Correction, at: datetime.datetime) -> None:
    editor = newsroom.people["redaktor"]
    article = newsroom.articles[one.story]
    source = article.source_language
    correction = corrections.add(article, source, one.said[source], by=editor)
    told = [version for version in _versions(article) if version.language in one.said]
    for version in told:
        if version.language != source:
            with clock.set_to(at + 8 * MINUTES):
                translation_actions.save_segment(
                    version,
                    f"correction:{correction.pk}:text:",
                    one.said[version.language],
                    by=editor,
                )
    with clock.set_to(at + 12 * MINUTES):
        actions.publish(told, by=editor, accepted=_warnings(told, newsroom))


def _schedule(newsroom: "DemoNewsroom", key: str, hour: datetime.datetime) -> None:
    versions = _versions(newsroom.articles[key])
    actions.schedule(
        versions, hour, by=newsroom.people["editor"], accepted=_warnings(versions, newsroom)
    )


def _hold_back(newsroom: "DemoNewsroom", now: datetime.datetime) -> None:
    """Its hour is set, then an embargo that ends after that, and the worker comes to the hour."""
    hour = (now - HOURS).replace(second=0, microsecond=0)
    _schedule(newsroom, HELD_BACK, hour)
    with clock.set_to(now - 1.5 * HOURS):
        for version in _versions(newsroom.articles[HELD_BACK]):
            planning.set_embargo(version, _tomorrow_morning(now), by=newsroom.people["redaktor"])
    with clock.set_to(hour):
        hours.publish_due(hour)


def _versions(article: Article) -> list[LanguageVersion]:
    return list(article.versions.select_related("article").order_by("pk"))


def _warnings(versions: list[LanguageVersion], newsroom: "DemoNewsroom") -> list[str]:
    """What an editor ticks."""
    asked: Iterator = itertools.chain(*gate.ask(versions, by=newsroom.people["redaktor"]).values())
    return [problem.key for problem in asked if not problem.blocking]


def _tomorrow_morning(now: datetime.datetime) -> datetime.datetime:
    local = timezone.localtime(now) + datetime.timedelta(days=1)
    return local.replace(hour=6, minute=0, second=0, microsecond=0)

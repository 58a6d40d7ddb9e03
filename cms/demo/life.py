"""What a demo story lives through until it is in its state: moves and changes by the actions that
people use, each at an hour of its own."""

import datetime
import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts import languages
from accounts.models import User
from articles import blocks, workflow
from articles.blocks import Block
from articles.models import Article, LanguageVersion
from cms.demo.model import Story
from publishing import actions as publishing_actions
from publishing import gate
from translation import actions as translation_actions
from translation import behind, realigning

if TYPE_CHECKING:
    from cms.demo.load import DemoNewsroom

# What somebody does at an hour.
Act = tuple[datetime.datetime, Callable[[], object]]

_TO_READY = ("submit", "approve")
_TRANSLATED = (*_TO_READY, "request", "translate", "finish", "approve_translation")
_STEPS = {
    "draft": (),
    "review": ("submit",),
    "in_translation": (*_TO_READY, "request", "translate"),
    "translation_review": (*_TO_READY, "request", "translate", "finish"),
    "ready": _TRANSLATED,
    "published_source_only": (*_TO_READY, "publish_source", "request", "translate"),
    "published_both": (*_TRANSLATED, "publish_both"),
    "stale": (*_TRANSLATED, "publish_both", "change_source", "publish_source"),
    "unpublished_changes": (*_TRANSLATED, "publish_both", "change_target"),
    "withdrawn": (*_TRANSLATED, "publish_both", "withdraw"),
}
# From one step to the next; longer than what a story's history shows as one piece of work.
PACE = datetime.timedelta(minutes=47)


class Life:
    """One story's. `now` is the hour at which the newsroom is loaded: the story is published its
    days before that, or, unpublished, has come as far as it is by then."""

    def __init__(self, newsroom: "DemoNewsroom", story: Story, now: datetime.datetime) -> None:
        self.newsroom, self.story, self.people = newsroom, story, newsroom.people
        self.other = languages.others(story.source_language)[0]
        self.steps = _STEPS[story.state]
        published = [n for n, step in enumerate(self.steps) if step.startswith("publish")]
        fixed = published[0] if published else len(self.steps) - 1
        before = datetime.timedelta(days=story.days_ago, minutes=37 * len(story.key))
        self.begins_at = now - before - (fixed + 2) * PACE
        self.written_at = self.begins_at + PACE
        # Of what is still being translated, a day to come.
        asked_at = now if self.steps[-1:] == ("translate",) else self.written_at
        self.due_on = timezone.localdate(asked_at) + datetime.timedelta(days=1)

    def acts(self, article: Article) -> Iterator[Act]:
        """What brings it to its state."""
        article = Article.objects.get(pk=article.pk)
        for number, step in enumerate(self.steps, 1):
            yield self.written_at + number * PACE, partial(getattr(self, f"_{step}"), article)

    def _versions(self, article: Article) -> list[LanguageVersion]:
        return list(article.versions.select_related("article").order_by("pk"))

    def _source(self, article: Article) -> LanguageVersion:
        return article.versions.get(language=article.source_language)

    def _target(self, article: Article) -> LanguageVersion:
        return article.versions.exclude(language=article.source_language).get()

    def _submit(self, article: Article) -> None:
        workflow.move(self._source(article), "submit", by=self.newsroom.writer_of(self.story))

    def _approve(self, article: Article) -> None:
        workflow.move(self._source(article), "approve", by=self.people["redaktor"])

    def _request(self, article: Article) -> None:
        translation_actions.request(
            article,
            self.other,
            by=self.people["redaktor"],
            translator=self.people["translator" if self.other == "en" else "oversetter"],
            due_on=self.due_on,
            note=self.story.note,
        )

    def _translate(self, article: Article) -> None:
        version = self._target(article)
        self.newsroom.write(article, self.story, self.other, by=version.translator)
        translation_actions.confirm_all(version, by=version.translator)

    def _finish(self, article: Article) -> None:
        version = self._target(article)
        translation_actions.finish(version, by=version.translator)

    def _approve_translation(self, article: Article) -> None:
        workflow.move(self._target(article), "approve", by=self.people["editor"])

    def _publish_source(self, article: Article) -> None:
        self._publish([self._source(article)])

    def _publish_both(self, article: Article) -> None:
        self._publish(self._versions(article))

    def _publish(self, versions: list[LanguageVersion]) -> None:
        editor = self.people["redaktor"]
        asked = itertools.chain(*gate.ask(versions, by=editor).values())
        publishing_actions.publish(
            versions,
            by=editor,
            accepted=[problem.key for problem in asked if not problem.blocking],
        )

    def _change_source(self, article: Article) -> None:
        self._revise(article, self.story.source_language, by=self.newsroom.writer_of(self.story))

    def _change_target(self, article: Article) -> None:
        self._revise(article, self.other, by=self._target(article).translator)

    def _revise(self, article: Article, language: str, *, by: User) -> None:
        column = languages.column("body", language)
        changed = {
            self.newsroom.block_id(self.story.key, number): text[language]
            for number, text in self.story.revision.items()
            if language in text
        }
        before = languages.text(article, "body", article.source_language)
        body = [
            Block(id=one.id, type=one.type, html=changed.get(one.id, one.html), ref=one.ref)
            for one in blocks.parse(getattr(article, column))
        ]
        setattr(article, column, blocks.write(body))
        article.updated_by = by
        article.save()
        realigning.realign(article, before=before, by=by)
        behind.follow(article, by=by)

    def _withdraw(self, article: Article) -> None:
        publishing_actions.withdraw(
            self._versions(article), reasons=self.story.withdrawal, by=self.people["redaktor"]
        )

"""Generated stories in bulk, published in every language, for load work."""

import datetime
import itertools
import uuid
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts import languages
from accounts.batches import batched
from accounts.models import User
from articles import blocks
from articles.blocks import Block
from articles.models import (
    Article,
    Author,
    Byline,
    LanguageVersion,
    LogEntry,
    Section,
    State,
    Tag,
)
from articles.shown import shown_by
from articles.slugs import slugify
from cms.demo import generated
from cms.demo.load import columns
from cms.demo.people import DOMAIN
from cms.demo.stories import AUTHORS, SECTIONS
from publishing import content, freeze
from translation.models import SegmentRecord
from translation.segments import Segment, segments

BATCH = 250
# What tells the generated stories from the others.
DATELINE = "Arkiv"


def add(number: int, *, progress: Callable[[str], object] = lambda line: None) -> int:
    """Returns how many were added. A later call goes on where the last one ended."""
    maker = _Maker(editor())
    made = 0
    for batch in batched(_unused(number), BATCH):
        with transaction.atomic():
            maker.publish(maker.make(batch, State.PUBLISHED), batch)
        made += len(batch)
        progress(f"{made} of {number}")
    return made


def add_ready(number: int) -> list[uuid.UUID]:
    """Stories that are approved in every language and wait to be published; their ids."""
    maker = _Maker(editor())
    keys = []
    for batch in batched(_unused(number), BATCH):
        with transaction.atomic():
            made = maker.make(batch, State.READY)
            maker.confirm(made)
        keys += made
    return keys


def editor() -> User:
    """Who publishes the archive."""
    return User.objects.get(email=f"redaktor@{DOMAIN}")


def _unused(number: int) -> Iterator[generated.GeneratedStory]:
    already = Article.objects.filter(dateline=DATELINE).count()
    return itertools.islice(generated.stories(already + number), already, None)


class _Maker:
    """The rows of a batch in bulk; the documents through the real freezing."""

    def __init__(self, editor: User) -> None:
        self.editor = editor
        self.now = timezone.now()
        by_name = {str(languages.text(one, "slug", "nb")): one for one in Section.objects.all()}
        self.sections = {one.key: by_name[one.slug["nb"]] for one in SECTIONS}
        self.tags = {languages.text(tag, "slug", "nb"): tag for tag in Tag.objects.all()}
        by_author = {author.name: author for author in Author.objects.all()}
        self.authors = {one.key: by_author[one.name] for one in AUTHORS}
        self.article_type = ContentType.objects.get_for_model(Article)

    def make(self, stories: list, state: State) -> list[uuid.UUID]:
        articles = [self._article(story) for story in stories]
        Article.objects.bulk_create(articles)
        through = Article.tags.through
        through.objects.bulk_create(
            through(article=article, tag=self._tag(tag))
            for article, story in zip(articles, stories, strict=True)
            for tag in story.tags
        )
        Byline.objects.bulk_create(
            Byline(article=article, author=self.authors[story.author])
            for article, story in zip(articles, stories, strict=True)
        )
        LanguageVersion.objects.bulk_create(
            LanguageVersion(article=article, language=code, state=state)
            for article in articles
            for code in languages.codes()
        )
        # Written elsewhere before, as an archive that moves in is: the log tells of the last step.
        published = state == State.PUBLISHED
        LogEntry.objects.bulk_create(
            LogEntry(
                article=article,
                language=code,
                move="publish" if published else "approve",
                from_state=State.READY if published else State.REVIEW,
                to_state=state,
                by=self.editor,
                detail={"archive": True},
            )
            for article in articles
            for code in languages.codes()
        )
        return [article.pk for article in articles]

    def _article(self, story: generated.GeneratedStory) -> Article:
        bodies = {
            code: blocks.write(
                Block(id=f"p{number}", type="paragraph", html=text[code])
                for number, text in enumerate(story.paragraphs)
            )
            for code in languages.codes()
        }
        article = Article(
            source_language=languages.codes()[0],
            section=self.sections[story.section],
            dateline=DATELINE,
            created_by=self.editor,
            updated_by=self.editor,
            **columns(headline=story.headline, lead=story.lead, kicker=story.kicker, body=bodies),
        )
        for code in languages.codes():
            slug = f"{slugify(story.headline[code])}-{str(article.pk)[:8]}"
            setattr(article, languages.column("slug", code), slug)
        return article

    def _tag(self, tag: generated.GeneratedTag) -> Tag:
        slug = tag.slug["nb"]
        if slug not in self.tags:
            self.tags[slug] = Tag.objects.create(**columns(name=tag.name, slug=tag.slug))
        return self.tags[slug]

    def publish(self, keys: list[uuid.UUID], stories: list) -> None:
        """Freeze them as they are, at the hours that the stories tell."""
        articles, all_shown = self.confirm(keys)
        for key, story in zip(keys, stories, strict=True):
            freeze.publish(
                articles[key],
                [content.compose(all_shown[key], code) for code in languages.codes()],
                by=self.editor,
                notes={},
                at=self.now - datetime.timedelta(minutes=story.minutes_ago),
            )

    def confirm(self, keys: list[uuid.UUID]) -> tuple[dict, dict]:
        """Every segment of these as translated. Returns the articles, and what they show."""
        found = Article.objects.select_related("section").prefetch_related(*content.WITH_EVERYTHING)
        articles = found.in_bulk(keys)
        all_shown = shown_by(articles.values())
        SegmentRecord.objects.bulk_create(
            self._record(segment)
            for key in keys
            for language in languages.others(articles[key].source_language)
            for segment in segments(all_shown[key], language, records={})
        )
        return articles, all_shown

    def _record(self, segment: Segment) -> SegmentRecord:
        return SegmentRecord(
            content_type=self.article_type,
            object_id=str(segment.thing.pk),
            field=segment.field,
            block=segment.block,
            language=segment.language,
            source_language=segment.source_language,
            state=SegmentRecord.State.TRANSLATED,
            origin=SegmentRecord.Origin.IMPORT,
            source_text=segment.source,
            source_digest=blocks.digest(segment.source),
            target_digest=blocks.digest(segment.target),
            by=self.editor,
        )

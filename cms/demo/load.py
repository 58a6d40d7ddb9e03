"""Turns the demo newsroom's content into rows, by the same actions that people use."""

import datetime
import itertools
from collections.abc import Iterable
from io import BytesIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts import languages
from accounts.models import User
from articles import blocks, workflow
from articles.blocks import Block
from articles.models import (
    AlsoRead,
    Article,
    Author,
    Byline,
    FactBox,
    LanguageVersion,
    Section,
    Tag,
)
from articles.slugs import slugify
from cms.demo import people, pictures, stories
from cms.demo.model import Story
from media import actions as media_actions
from media.credit import Named
from media.models import Photo
from publishing import actions as publishing_actions
from publishing import gate
from translation import actions as translation_actions


def columns(**texts: dict[str, str]) -> dict[str, str]:
    """{"headline": {"se": "…"}} as the columns that hold it."""
    return {
        languages.column(field, code): text
        for field, by_language in texts.items()
        for code, text in by_language.items()
    }


class DemoNewsroom:
    """Call `load` once, on a database without the demo's people."""

    def __init__(self, picture_size: tuple[int, int] = (1920, 1280)) -> None:
        self.picture_size = picture_size

    def load(self) -> None:
        with transaction.atomic():
            self.people = {person.key: self._person(person) for person in people.PEOPLE}
            self._taxonomy()
            self._photos()
            self.fact_boxes = {
                box.key: FactBox.objects.create(
                    **columns(title=box.title, body=self._bodies(box.blocks, box.key))
                )
                for box in stories.FACT_BOXES
            }
            self.articles: dict[str, Article] = {}
            in_order = sorted(stories.STORIES, key=lambda story: -story.days_ago)
            for story in in_order:
                self.articles[story.key] = self._article(story)
            for story in in_order:
                self._point(story)
            for story in in_order:
                self._bring_to_its_state(story)

    def _person(self, person: people.Person) -> User:
        is_admin = people.Role.ADMINISTRATOR in person.roles
        user = User.objects.create_user(
            person.email,
            people.PASSWORD,
            name=person.name,
            is_staff=True,
            is_superuser=is_admin,
            interface_language=person.interface_language,
            translates_into=list(person.translates_into),
        )
        user.groups.set(Group.objects.filter(name__in=person.roles))
        return user

    def _taxonomy(self) -> None:
        self.sections = {
            one.key: Section.objects.create(
                **columns(name=one.name, slug=one.slug), position=number
            )
            for number, one in enumerate(stories.SECTIONS)
        }
        self.tags = {
            one.key: Tag.objects.create(
                **columns(name=one.name), media_topic=one.medtop, wikidata=one.wikidata
            )
            for one in stories.TAGS
        }
        by_name = {user.name: user for user in self.people.values()}
        self.authors = {
            one.key: Author.objects.create(
                name=one.name, slug=slugify(one.name), user=by_name.get(one.name)
            )
            for one in stories.AUTHORS
        }

    def _photos(self) -> None:
        self.photos: dict[str, Photo] = {}
        for one in stories.PHOTOS:
            picture = BytesIO(pictures.draw(one.scene, seed=one.seed, size=self.picture_size))
            picture.name = f"{one.key}.jpg"
            photo = media_actions.add_photo(
                file=ContentFile(picture.getvalue(), name=picture.name),
                by=self.people["foto"],
                **columns(caption=one.caption, alt_text=one.alt_text),
                kind=one.kind,
                copyright=one.copyright,
                place=one.place,
                digital_source_type=one.digital_source_type,
                taken_at=timezone.now() - datetime.timedelta(days=one.taken_days_ago),
                focal_x=one.focal[0],
                focal_y=one.focal[1],
                credits=[
                    Named(creator=creator, organisation=organisation)
                    for creator, organisation in one.credits
                ],
            )
            self.photos[one.key] = photo

    def _bodies(
        self, content: Iterable, key: str, *, leave_out: frozenset[int] = frozenset()
    ) -> dict[str, str]:
        """Each language's body, the blocks of both under the same ids. `leave_out` are the blocks
        that only the source language has."""
        return {
            code: blocks.write(
                self._block(one, f"{key[:24]}-{number}", code)
                for number, one in enumerate(content)
                if not one.text or (one.text.get(code) and number not in leave_out)
            )
            for code in languages.codes()
        }

    def _block(self, one, block_id: str, language: str) -> Block:
        refs = {
            "photo": lambda: self.photos[one.ref].pk,
            "fact_box": lambda: self.fact_boxes[one.ref].pk,
            "also_read": lambda: self.articles[one.ref].pk,
        }
        ref = str(refs[one.type]()) if one.ref and one.type in refs else ""
        return Block(id=block_id, type=one.type, html=one.text.get(language, ""), ref=ref)

    def _article(self, story: Story) -> Article:
        writer = self._writer(story)
        article = Article(
            source_language=story.source_language,
            section=self.sections[story.section],
            dateline=story.dateline,
            lead_photo=self.photos[story.lead_photo] if story.lead_photo else None,
            created_by=writer,
            updated_by=writer,
            **columns(headline=story.headline),
        )
        article.save()
        article.tags.set(self.tags[key] for key in story.tags)
        for position, (key, role) in enumerate(story.authors):
            Byline.objects.create(
                article=article, author=self.authors[key], role=role, position=position
            )
        workflow.start(article, by=writer)
        return article

    def _writer(self, story: Story) -> User:
        for key, role in story.authors:
            if role == Byline.Role.WRITER and (user := self.authors[key].user):
                return user
        return self.people["journalist" if story.source_language == "nb" else "reporter"]

    def _point(self, story: Story) -> None:
        """The texts, once every story is there to be pointed at."""
        article = self.articles[story.key]
        source = story.source_language
        open_fields = {name for name in story.untranslated if isinstance(name, str)}
        open_blocks = frozenset(n for n in story.untranslated if isinstance(n, int))
        bodies = self._bodies(story.blocks, story.key)
        partly = self._bodies(story.blocks, story.key, leave_out=open_blocks)
        texts = columns(
            kicker=story.kicker,
            headline=story.headline,
            lead=story.lead,
            lead_photo_caption=story.lead_photo_caption,
            seo_title=story.seo_title,
            seo_description=story.seo_description,
            body={code: bodies[code] if code == source else partly[code] for code in bodies},
        )
        translated = story.state not in ("draft", "review")
        for column, text in texts.items():
            field, _sep, code = column.rpartition("_")
            if code != source and (not translated or field in open_fields):
                text = ""
            setattr(article, column, text)
        if not translated:
            for code in languages.others(source):
                setattr(article, languages.column("headline", code), "")
                setattr(article, languages.column("slug", code), "")
        article.save()
        for position, key in enumerate(story.also_read):
            AlsoRead.objects.create(article=article, other=self.articles[key], position=position)

    def _bring_to_its_state(self, story: Story) -> None:
        article = Article.objects.get(pk=self.articles[story.key].pk)
        steps = _STEPS[story.state]
        for step in steps:
            getattr(self, f"_{step}")(article, story)

    def _versions(self, article: Article) -> list[LanguageVersion]:
        return list(article.versions.select_related("article").order_by("pk"))

    def _source(self, article: Article) -> LanguageVersion:
        return article.versions.get(language=article.source_language)

    def _target(self, article: Article) -> LanguageVersion:
        return article.versions.exclude(language=article.source_language).get()

    def _submit(self, article: Article, story: Story) -> None:
        workflow.move(self._source(article), "submit", by=self._writer(story))

    def _approve(self, article: Article, story: Story) -> None:
        workflow.move(self._source(article), "approve", by=self.people["redaktor"])

    def _request(self, article: Article, story: Story) -> None:
        language = languages.others(story.source_language)[0]
        translator = self.people["translator" if language == "en" else "oversetter"]
        translation_actions.request(
            article,
            language,
            by=self.people["redaktor"],
            translator=translator,
            due_on=timezone.localdate() + datetime.timedelta(days=1),
            note=story.note,
        )

    def _translate(self, article: Article, story: Story) -> None:
        version = self._target(article)
        translation_actions.confirm_all(version, by=version.translator)

    def _finish(self, article: Article, story: Story) -> None:
        version = self._target(article)
        translation_actions.finish(version, by=version.translator)

    def _approve_translation(self, article: Article, story: Story) -> None:
        workflow.move(self._target(article), "approve", by=self.people["editor"])

    def _publish_source(self, article: Article, story: Story) -> None:
        self._publish([self._source(article)], story)

    def _publish_both(self, article: Article, story: Story) -> None:
        self._publish(self._versions(article), story)

    def _publish(self, versions: list[LanguageVersion], story: Story) -> None:
        editor = self.people["redaktor"]
        asked = itertools.chain(*gate.ask(versions, by=editor).values())
        at = timezone.now() - datetime.timedelta(days=story.days_ago, minutes=37 * len(story.key))
        publishing_actions.publish(
            versions,
            by=editor,
            accepted=[problem.key for problem in asked if not problem.blocking],
            at=at,
        )

    def _change_source(self, article: Article, story: Story) -> None:
        self._revise(article, story, story.source_language)

    def _change_target(self, article: Article, story: Story) -> None:
        self._revise(article, story, languages.others(story.source_language)[0])

    def _revise(self, article: Article, story: Story, language: str) -> None:
        column = languages.column("body", language)
        changed = {
            f"{story.key[:24]}-{number}": text[language]
            for number, text in story.revision.items()
            if language in text
        }
        body = [
            Block(id=one.id, type=one.type, html=changed.get(one.id, one.html), ref=one.ref)
            for one in blocks.parse(getattr(article, column))
        ]
        setattr(article, column, blocks.write(body))
        article.updated_by = self._writer(story)
        article.save()

    def _withdraw(self, article: Article, story: Story) -> None:
        publishing_actions.withdraw(
            self._versions(article), reasons=story.withdrawal, by=self.people["redaktor"]
        )


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
    "stale": (*_TRANSLATED, "publish_both", "change_source"),
    "unpublished_changes": (*_TRANSLATED, "publish_both", "change_target"),
    "withdrawn": (*_TRANSLATED, "publish_both", "withdraw"),
}

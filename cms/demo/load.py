"""Turns the demo newsroom's content into rows, by the same actions that people use."""

import datetime
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
    Section,
    Tag,
)
from articles.slugs import slugify
from cms.demo import afterwards, clients, clock, glossary, people, pictures, stories
from cms.demo.life import Life
from cms.demo.model import Story
from media import actions as media_actions
from media.credit import Named
from media.models import Photo
from translation.glossary import actions


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
        self.people: dict[str, User] = {}

    def load(self) -> None:
        now = timezone.now()
        lives = {story.key: Life(self, story, now) for story in stories.STORIES}
        in_order = sorted(stories.STORIES, key=lambda story: -story.days_ago)
        first = min(life.begins_at for life in lives.values())
        with transaction.atomic():
            with clock.set_to(first - datetime.timedelta(days=1)):
                self._furnish(now)
                afterwards.call_it_as_before(self)
            self.articles: dict[str, Article] = {}
            for story in in_order:
                with clock.set_to(lives[story.key].begins_at):
                    self.articles[story.key] = self._article(story)
            for story in in_order:
                with clock.set_to(lives[story.key].written_at):
                    self._point(story)
            acts = list(afterwards.acts(self, now))
            for story in in_order:
                acts += lives[story.key].acts(self.articles[story.key])
            # One after the other as the hours go, since what readers see is told in that order.
            for at, act in sorted(acts, key=lambda one: one[0]):
                with clock.set_to(at):
                    act()
            clients.add(now, by=self.people["admin"])

    def _furnish(self, now: datetime.datetime) -> None:
        """All that stories share, and that was there before them."""
        self.people.update({person.key: self._person(person) for person in people.PEOPLE})
        self._taxonomy()
        self._photos(now)
        self.fact_boxes = {
            box.key: FactBox.objects.create(
                **columns(title=box.title, body=self._bodies(box.blocks, f"box-{box.key}"))
            )
            for box in stories.FACT_BOXES
        }
        actions.write_new([one.entry for one in glossary.TERMS], by=self.people["translator"])

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

    def _photos(self, now: datetime.datetime) -> None:
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
                taken_at=now - datetime.timedelta(days=one.taken_days_ago),
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
                self._block(one, self.block_id(key, number), code)
                for number, one in enumerate(content)
                if not one.text or (one.text.get(code) and number not in leave_out)
            )
            for code in languages.codes()
        }

    def block_id(self, key: str, number: int) -> str:
        return f"{key[:24]}-{number}"

    def _block(self, one, block_id: str, language: str) -> Block:
        refs = {
            "photo": lambda: self.photos[one.ref].pk,
            "fact_box": lambda: self.fact_boxes[one.ref].pk,
            "also_read": lambda: self.articles[one.ref].pk,
        }
        ref = str(refs[one.type]()) if one.ref and one.type in refs else ""
        return Block(id=block_id, type=one.type, html=one.text.get(language, ""), ref=ref)

    def _article(self, story: Story) -> Article:
        writer = self.writer_of(story)
        article = Article(
            source_language=story.source_language,
            section=self.sections[story.section],
            dateline=story.dateline,
            lead_photo=self.photos[story.lead_photo] if story.lead_photo else None,
            created_by=writer,
            updated_by=writer,
            **columns(headline={code: story.headline[code] for code in [story.source_language]}),
        )
        article.save()
        article.tags.set(self.tags[key] for key in story.tags)
        for position, (key, role) in enumerate(story.authors):
            Byline.objects.create(
                article=article, author=self.authors[key], role=role, position=position
            )
        workflow.start(article, by=writer)
        return article

    def writer_of(self, story: Story) -> User:
        for key, role in story.authors:
            if role == Byline.Role.WRITER and (user := self.authors[key].user):
                return user
        return self.people["journalist" if story.source_language == "nb" else "reporter"]

    def _point(self, story: Story) -> None:
        """The texts, once every story is there to be pointed at."""
        article = self.articles[story.key]
        self.write(article, story, story.source_language, by=self.writer_of(story))
        for position, key in enumerate(story.also_read):
            AlsoRead.objects.create(article=article, other=self.articles[key], position=position)

    def write(self, article: Article, story: Story, language: str, *, by: User) -> None:
        """One language's texts, less what its translator has left."""
        left = story.untranslated if language != story.source_language else ()
        open_blocks = frozenset(number for number in left if isinstance(number, int))
        texts = {
            "kicker": story.kicker,
            "headline": story.headline,
            "lead": story.lead,
            "lead_photo_caption": story.lead_photo_caption,
            "seo_title": story.seo_title,
            "seo_description": story.seo_description,
            "body": self._bodies(story.blocks, story.key, leave_out=open_blocks),
        }
        for field, by_language in texts.items():
            text = "" if field in left else by_language.get(language, "")
            setattr(article, languages.column(field, language), text)
        article.updated_by = by
        article.save()

"""What a story shows beside its own text: photos, fact boxes and corrections, for many stories in
a few queries."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from accounts import languages
from articles import blocks
from articles.blocks import Block
from articles.models import Article, Correction, FactBox
from media.models import Photo


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`bodies` has each language's blocks; the others are keyed by id, in the order they are met."""

    article: Article
    bodies: dict[str, list[Block]]
    photos: dict[str, Photo] = field(default_factory=dict)
    fact_boxes: dict[str, FactBox] = field(default_factory=dict)

    @property
    def corrections(self) -> list[Correction]:
        return list(self.article.corrections.all())

    @property
    def source(self) -> list[Block]:
        return self.bodies[self.article.source_language]

    def blocks(self, language: str) -> list[Block]:
        """The body as readers of this language would meet it: in the source's order, without
        what is not translated."""
        if language == self.article.source_language:
            return self.source
        return blocks.compose(self.source, self.bodies[language])


def may_show_photos(article: Article) -> bool:
    """Without reading the bodies block by block."""
    bodies = (languages.text(article, "body", code) for code in languages.codes())
    return bool(article.lead_photo_id) or any("data-photo" in body for body in bodies)


def shown(article: Article) -> Shown:
    return shown_by([article])[article.pk]


def shown_by(articles: Iterable[Article]) -> dict[uuid.UUID, Shown]:
    """Corrections are looked up where they are not prefetched."""
    articles = list(articles)
    prefetch_related_objects(articles, "corrections")
    found = {
        article.pk: Shown(
            article=article,
            bodies={
                code: blocks.parse(languages.text(article, "body", code))
                for code in languages.codes()
            },
        )
        for article in articles
    }
    fact_boxes = _by_id(FactBox.objects.all(), _refs(found.values(), "fact_box"))
    lead_ids = [
        str(one.article.lead_photo_id) for one in found.values() if one.article.lead_photo_id
    ]
    photos = _by_id(
        Photo.objects.prefetch_related("credits", "renditions"),
        lead_ids + _refs(found.values(), "photo"),
    )
    for one in found.values():
        if lead := photos.get(str(one.article.lead_photo_id)):
            one.photos[str(lead.pk)] = lead
        for body in one.bodies.values():
            one.photos.update(_known(photos, blocks.refs(body, "photo")))
            one.fact_boxes.update(_known(fact_boxes, blocks.refs(body, "fact_box")))
    return found


def _refs(all_shown: Iterable[Shown], kind: str) -> list[str]:
    return [
        ref for one in all_shown for body in one.bodies.values() for ref in blocks.refs(body, kind)
    ]


def _by_id(queryset, ids: list[str]) -> dict:
    wanted = {uuid.UUID(ref) for ref in ids}
    return {str(thing.pk): thing for thing in queryset.filter(pk__in=wanted)} if wanted else {}


def _known(things: dict, ids: list[str]) -> dict:
    """In the ids' order. An id whose thing was deleted is left out; the gate tells of it."""
    return {ref: things[ref] for ref in ids if ref in things}

"""What happened to a thing that many documents show: kept with its republication as codes and data,
and told to each in their own language.

One happening is {"what", "language", "before", "after"}: what readers were shown when it was asked
for, and what they are to be shown. `language` is "" where it is the same in all.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.models import Article, Author, Section, Tag
from articles.showing import Named
from media.models import Photo
from publishing.content import author_named, named, photo_facts
from publishing.models import Live, LiveAuthor, LiveTag, LiveUse, Publication, Republication

Happening = dict[str, str]

_SENTENCES: dict[str, Promise] = {
    "name": _("name changed from “{before}” to “{after}”"),
    "slug": _("address changed from “{before}” to “{after}”"),
    "place": _("moved to another place among the others"),
    "credit": _("credit corrected from “{before}” to “{after}”"),
    "credit_added": _("credit added: “{after}”"),
    "credit_removed": _("credit taken away: “{before}”"),
    "rights": _("rights, terms of use or kind of picture changed"),
    "files": _("new picture files"),
    "headline": _("headline changed from “{before}” to “{after}”"),
    "lead_photo": _("lead photo changed"),
    "published": _("published"),
    "updated": _("published again"),
    "withdrawn": _("withdrawn"),
}
_THINGS: dict[str, type[Model]] = {
    Publication.Reason.PHOTO: Photo,
    Publication.Reason.TAG: Tag,
    Publication.Reason.SECTION: Section,
    Publication.Reason.AUTHOR: Author,
    Publication.Reason.POINTED_TO: Article,
}


def happening(what: str, language: str = "", before: str = "", after: str = "") -> Happening:
    return {"what": what, "language": language, "before": before, "after": after}


def to_named(thing: Named) -> list[Happening]:
    """To a tag, section or author."""
    found = []
    for language, name, slug in _names_shown(thing):
        now = author_named(thing) if isinstance(thing, Author) else named(thing, language)
        found += [
            happening(field, language, before, now[field])
            for field, before in (("name", name), ("slug", slug))
            if before != now[field]
        ]
    if isinstance(thing, Section):
        elsewhere = Live.objects.filter(section_id=thing.pk).exclude(
            section_position=thing.position
        )
        found += [happening("place")] if elsewhere.exists() else []
    return found


def _names_shown(thing: Named) -> list[tuple[str, str, str]]:
    if isinstance(thing, Author):
        row = LiveAuthor.objects.filter(author_id=thing.pk).values_list("name", "slug").first()
        return [("", *row)] if row else []
    rows: QuerySet[Any, tuple[str, str, str]]
    if isinstance(thing, Tag):
        rows = LiveTag.objects.filter(tag_id=thing.pk).values_list("language", "name", "slug")
    else:
        rows = Live.objects.filter(section_id=thing.pk).values_list(
            "language", "section_name", "section_slug"
        )
    found = (rows.filter(language=code).order_by("pk").first() for code in languages.codes())
    return [row for row in found if row]


def to_photo(pk: UUID) -> list[Happening]:
    photo = Photo.objects.prefetch_related("credits", "renditions").get(pk=pk)
    uses = LiveUse.objects.filter(kind=LiveUse.Kind.PHOTO, ref=photo.pk).order_by("pk")
    found: dict[str, Happening] = {}
    for language in languages.codes():
        use = uses.filter(live__language=language).select_related("live__publication").first()
        if not use:
            continue
        content = json.loads(use.live.publication.content)
        was, now = content["shared"]["photos"].get(str(pk)), photo_facts(photo, language)
        if was is None:
            continue
        before, after = was["credit"]["line"], now["credit"]["line"]
        if before != after:
            what = "credit" if before and after else "credit_added" if after else "credit_removed"
            found[f"credit {language}"] = happening(what, language, before, after)
        rights = ("copyright", "usage_terms", "digital_source_type")
        if any(was[key] != now[key] for key in rights):
            found["rights"] = happening("rights")
        # A credit and rights stand in the files, too: new ones follow from theirs.
        if not found and was["renditions"] != now["renditions"]:
            found["files"] = happening("files")
    return list(found.values())


def to_story(pk: UUID, codes: Iterable[str], *, withdrawn: bool) -> list[Happening]:
    """By a move of these languages that is made already."""
    found = []
    for language in codes:
        if withdrawn:
            found.append(happening("withdrawn", language))
            continue
        rows = Publication.objects.filter(article=pk, language=language).order_by("-version")
        documents = [json.loads(one) for one in rows.values_list("document", flat=True)[:2]]
        if len(documents) < 2:
            found.append(happening("published", language))
        else:
            found += to_pointer(documents[1], documents[0], language) or [
                happening("updated", language)
            ]
    return found


def to_pointer(before: dict[str, Any], after: dict[str, Any], language: str) -> list[Happening]:
    """To what other stories show of one."""
    found = [
        happening(key, language, before[key], after[key])
        for key in ("headline", "slug")
        if before[key] != after[key]
    ]
    if "photo" in before and before["photo"] != after["photo"]:
        found.append(happening("lead_photo", language))
    return found


def merged(earlier: list[Happening], later: list[Happening]) -> list[Happening]:
    """Of changes that follow each other before readers have seen the first of them."""
    found = {(one["what"], one["language"]): one for one in earlier}
    for one in later:
        key = (one["what"], one["language"])
        before = found[key]["before"] if key in found else one["before"]
        found[key] = {**one, "before": before}
    return [one for one in found.values() if not one["after"] or one["after"] != one["before"]]


def told(row: Republication) -> list[str | Promise]:
    """A sentence for each thing that happened, in the reader's language."""
    found: list[str | Promise] = []
    for one in row.happened:
        sentence = format_lazy(_SENTENCES[one["what"]], before=one["before"], after=one["after"])
        about = one["language"] and languages.name(one["language"])
        found.append(capfirst(f"{about}: {sentence}" if about else str(sentence)))
    return found or [row.get_reason_display()]


def name_things(rows: Iterable[Any]) -> None:
    """Set each republication's `thing`, what it is about as that is called now in the reader's
    language, or as it was called where it is gone; and `kind`, what kind of thing it is."""
    rows = list(rows)
    language = languages.active()
    for reason, model in _THINGS.items():
        some = [row for row in rows if row.reason == reason and row.ref]
        found = model._default_manager.in_bulk([row.ref for row in some]) if some else {}
        by_ref = {str(pk): thing for pk, thing in found.items()}
        for row in some:
            row.thing = _called(by_ref[row.ref], language) if row.ref in by_ref else row.name
            row.kind = capfirst(model._meta.verbose_name)
    for row in rows:
        if not hasattr(row, "thing"):
            row.thing, row.kind = row.name, ""


def _called(thing: Any, language: str) -> str:
    if isinstance(thing, Article):
        return languages.first(thing, "headline", language)[0] or str(thing)
    if isinstance(thing, Tag | Section):
        return languages.first(thing, "name", language)[0]
    return str(thing)

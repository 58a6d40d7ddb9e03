"""What the gate asks of the names that stand round a story: its section, its tags, and the
organisations in its photos' credits. Where one is not written in the version's language, readers
meet it in another. That is right for "NTB" and wrong for "Forsvaret", so each is a warning."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks
from articles.models import LanguageVersion, Section, Tag
from articles.problems import Problem
from articles.shown import Shown
from media.models import Credit, Photo
from translation.problems import excerpt

_SENTENCES = {
    Section: _(
        "The section “{name}” has no name in {language}; readers will see the one in {other}."
    ),
    Tag: _("The tag “{name}” has no name in {language}; readers will see the one in {other}."),
    Credit: _(
        "The credit of the photo “{photo}” names “{name}”, which is not written in {language}; readers will see it in {other}."
    ),
}


def problems(found: Shown, version: LanguageVersion) -> list[Problem]:
    article, language = found.article, version.language
    things = [thing for thing in (article.section, *article.tags.all()) if thing]
    return [
        *_of_no_section(found),
        *(
            problem
            for thing in things
            for problem in _untranslated(thing, "name", language, mended_at=thing)
        ),
        *(
            problem
            for photo in _photos(found, language)
            for credit in photo.credits.all()
            for problem in _untranslated(credit, "organisation", language, mended_at=photo)
        ),
    ]


def _of_no_section(found: Shown) -> list[Problem]:
    """A newsroom without sections is not asked."""
    if found.article.section_id or not Section.objects.exists():
        return []
    return [
        Problem(
            code="section_missing",
            place="section",
            sentence=_("The story has no section; readers will find it in none."),
            blocking=False,
        )
    ]


def _untranslated(
    thing: Section | Tag | Credit, field: str, language: str, *, mended_at: Section | Tag | Photo
) -> list[Problem]:
    name, other = languages.first(thing, field, language)
    if other == language:
        return []
    kind = thing._meta.model_name
    return [
        Problem(
            code=f"{kind}_untranslated",
            place=f"{kind}:{thing.pk}:{languages.column(field, language)}",
            sentence=format_lazy(
                _SENTENCES[type(thing)],
                name=name,
                language=languages.name(language),
                other=languages.name(other),
                photo=excerpt(mended_at.called(language), 40)
                if isinstance(mended_at, Photo)
                else "",
            ),
            blocking=False,
            url_name=f"admin:{mended_at._meta.app_label}_{mended_at._meta.model_name}_change",
            url_args=(str(mended_at.pk),),
        )
    ]


def _photos(found: Shown, language: str) -> list[Photo]:
    """Those that readers of this language meet."""
    lead = str(found.article.lead_photo_id or "")
    refs = dict.fromkeys([lead, *blocks.refs(found.blocks(language), "photo")])
    return [found.photos[ref] for ref in refs if ref in found.photos]

"""What the page of withdrawing says: which language versions are taken from readers, in words."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise

from accounts import languages
from cms.desk.move_form import MoveForm, note_name
from publishing import addresses
from publishing.models import Live


@dataclass(frozen=True, kw_only=True)
class Side:
    """One language that readers see: the headline and address they see it by."""

    language: str
    name: str | Promise
    headline: str
    url: str
    is_taken: bool
    reason: BoundField


def sides(form: MoveForm) -> list[Side]:
    article = form.versions[0].article
    rows = Live.objects.filter(article=article).values_list("language", "headline", "slug")
    live = {language: (headline, slug) for language, headline, slug in rows}
    taken = form["together"].value() or [] if "together" in form.fields else live
    return [
        Side(
            language=version.language,
            name=languages.name(version.language),
            headline=live[version.language][0],
            url=addresses.article_url(version.language, live[version.language][1]),
            is_taken=version.language in taken,
            reason=form[note_name(version.language)],
        )
        for version in form.versions
        if version.language in live
    ]

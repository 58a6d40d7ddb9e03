"""Writing and deleting terms: the one way, for the admin, files and proposals alike."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _t
from simple_history.utils import bulk_create_with_history

from accounts import languages
from accounts.models import User
from articles.problems import NotAllowed
from translation.glossary import forms, permissions
from translation.glossary.entry import Entry, entry_of
from translation.glossary.words import head_of
from translation.models import Rendering, Term, WordForm


@transaction.atomic
def write(entry: Entry, *, by: User | None, term: Term | None = None) -> Term:
    """Make the term, or write what is told over `term`; what changes nothing writes nothing.

    Raises NotAllowed, or ValidationError with every sentence of what is wrong. Only the demo
    newsroom and commands write with nobody.
    """
    if by is not None and not permissions.may_write(by):
        raise NotAllowed(_t("Only translators and editors can change the glossary."))
    entry = entry.cleaned()
    entry.refuse_if_wrong()
    if term is not None:
        term = Term.objects.select_for_update().get(pk=term.pk)
        if entry_of(term) == _about(entry, term):
            return term
    term = term or (Term(pk=entry.pk) if entry.pk else Term())
    _told(term, entry, by).save()
    term.renderings.all().delete()
    write_forms(Rendering.objects.bulk_create(_renderings(term, entry)))
    return term


@transaction.atomic
def write_new(entries: Iterable[Entry], *, by: User | None) -> list[Term]:
    """Many terms that are not there yet, in few statements. Raises as `write` does."""
    if by is not None and not permissions.may_write(by):
        raise NotAllowed(_t("Only translators and editors can change the glossary."))
    made: list[tuple[Term, Entry]] = []
    for entry in entries:
        entry = entry.cleaned()
        entry.refuse_if_wrong()
        made.append((_told(Term(pk=entry.pk) if entry.pk else Term(), entry, by), entry))
    terms = [term for term, _entry in made]
    bulk_create_with_history(terms, Term, batch_size=500, default_user=by)
    renderings = Rendering.objects.bulk_create(
        [one for term, entry in made for one in _renderings(term, entry)], batch_size=500
    )
    write_forms(renderings)
    return terms


@transaction.atomic
def delete(term: Term, *, by: User) -> None:
    """The history keeps it."""
    if not permissions.may_delete(by):
        raise NotAllowed(_t("Only editors can delete a term."))
    term._history_user = by  # type: ignore[attr-defined]
    term.delete()


def write_forms(renderings: Iterable[Rendering]) -> None:
    """The forms of renderings that have none yet; their terms are loaded."""
    WordForm.objects.bulk_create(
        [one for rendering in renderings for one in _forms(rendering)], batch_size=1000
    )


def _about(entry: Entry, term: Term) -> Entry:
    return Entry(
        pk=term.pk,
        renderings=entry.renderings,
        part_of_speech=entry.part_of_speech,
        untranslatable=entry.untranslatable,
        note=entry.note,
    )


def _told(term: Term, entry: Entry, by: User | None) -> Term:
    term.part_of_speech = entry.part_of_speech
    term.untranslatable = entry.untranslatable
    term.note = entry.note
    term.words = entry.words
    term.updated_by = by
    term._history_user = by  # type: ignore[attr-defined]
    return term


def _renderings(term: Term, entry: Entry) -> list[Rendering]:
    return [
        Rendering(
            term=term,
            language=one.language,
            text=one.text,
            forbidden=one.forbidden,
            forms=one.forms,
            note=one.note,
            position=position,
        )
        for position, one in enumerate(entry.renderings)
    ]


def _forms(rendering: Rendering) -> Iterable[WordForm]:
    term = rendering.term
    everywhere = term.untranslatable and not rendering.forbidden
    for language in languages.codes() if everywhere else [rendering.language]:
        part = "name" if term.untranslatable else term.part_of_speech
        for text in forms.forms_of(rendering.text, language, part, rendering.forms):
            yield WordForm(rendering=rendering, language=language, text=text, head=head_of(text))

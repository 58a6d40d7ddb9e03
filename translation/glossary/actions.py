"""Writing and deleting terms: the one way, for the admin, files and proposals alike."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from simple_history.utils import bulk_create_with_history

from accounts.batches import batched
from accounts.models import User
from articles.problems import NotAllowed
from translation.glossary import permissions
from translation.glossary.entry import Entry, entry_of
from translation.glossary.word_forms import write_forms
from translation.models import Rendering, Term, WordForm

_BATCH = 500
_FORMED_BY = ("part_of_speech", "untranslatable")
_TOLD = ("part_of_speech", "untranslatable", "note", "words")


@transaction.atomic
def write(entry: Entry, *, by: User | None, term: Term | None = None) -> Term:
    """Make the term, or write what is told over `term`; what changes nothing writes nothing.

    Raises NotAllowed, or ValidationError with every sentence of what is wrong. Only the demo
    newsroom and commands write with nobody.
    """
    _refuse_unless_may_write(by)
    entry = _checked(entry)
    if term is not None:
        term = Term.objects.select_for_update().get(pk=term.pk)
        if entry_of(term) == replace(entry, pk=term.pk):
            return term
    term = term or (Term(pk=entry.pk) if entry.pk else Term())
    _told(term, entry, by).save()
    term.renderings.all().delete()
    write_forms(Rendering.objects.bulk_create(_renderings(term, entry)))
    return term


@transaction.atomic
def write_new(entries: Iterable[Entry], *, by: User | None) -> list[Term]:
    """Many terms that are not there yet, in few statements. Raises as `write` does."""
    _refuse_unless_may_write(by)
    made: list[tuple[Term, Entry]] = []
    for entry in map(_checked, entries):
        made.append((_told(Term(pk=entry.pk) if entry.pk else Term(), entry, by), entry))
    terms = [term for term, _entry in made]
    bulk_create_with_history(terms, Term, batch_size=_BATCH, default_user=by)
    renderings = Rendering.objects.bulk_create(
        [one for term, entry in made for one in _renderings(term, entry)], batch_size=_BATCH
    )
    write_forms(renderings)
    return terms


@transaction.atomic
def write_over(entries: Iterable[Entry], *, by: User | None) -> list[Term]:
    """Many terms that are there, each named by its entry, in few statements; what changes nothing
    writes nothing. Returns those that changed. Raises as `write` does."""
    _refuse_unless_may_write(by)
    told: dict[UUID, Entry] = {}
    for entry in map(_checked, entries):
        assert entry.pk
        told[entry.pk] = entry
    terms: list[Term] = []
    gone: list[int] = []
    more: list[Rendering] = []
    for some in batched(told, _BATCH):
        there = Term.objects.select_for_update().filter(pk__in=some).order_by("pk")
        for term in there.prefetch_related("renderings"):
            entry, before = told[term.pk], entry_of(term)
            if before == entry:
                continue
            _told(term, entry, by).updated_at = timezone.now()
            terms.append(term)
            old, new = _differing(term, before, entry)
            gone += [one.pk for one in old]
            more += new
    Term.objects.bulk_create(
        terms,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*_TOLD, "updated_by", "updated_at"],
        batch_size=_BATCH,
    )
    Term.history.bulk_history_create(terms, batch_size=_BATCH, update=True, default_user=by)
    for numbers in batched(gone, _BATCH):
        WordForm.objects.filter(rendering__in=numbers).delete()
        Rendering.objects.filter(pk__in=numbers).delete()
    write_forms(Rendering.objects.bulk_create(more, batch_size=_BATCH))
    return terms


@transaction.atomic
def delete(term: Term, *, by: User) -> None:
    """The history keeps it."""
    if not permissions.may_delete(by):
        raise NotAllowed(_t("Only editors can delete a term."))
    term._history_user = by  # type: ignore[attr-defined]
    term.delete()


def _refuse_unless_may_write(by: User | None) -> None:
    if by is not None and not permissions.may_write(by):
        raise NotAllowed(_t("Only translators and editors can change the glossary."))


def _checked(entry: Entry) -> Entry:
    entry = entry.cleaned()
    entry.refuse_if_wrong()
    return entry


def _differing(term: Term, before: Entry, entry: Entry) -> tuple[list[Rendering], list[Rendering]]:
    """The renderings to be taken away, and those to be written; all of them where their forms are
    made otherwise by now."""
    there, wanted = list(term.renderings.all()), _renderings(term, entry)
    same: set[tuple] = set()
    if all(getattr(before, name) == getattr(entry, name) for name in _FORMED_BY):
        same = {_said(one) for one in there} & {_said(one) for one in wanted}
    return (
        [one for one in there if _said(one) not in same],
        [one for one in wanted if _said(one) not in same],
    )


def _said(one: Rendering) -> tuple:
    return one.language, one.text, one.forbidden, one.forms, one.note, one.position


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

"""What waits to be translated into a language and nobody has, in the order in which it should be
taken. A pool may be long: take a piece of it, and count the rest."""

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When

from articles.models import LanguageVersion, LogEntry, State

# So many are shown in the queue; the pool's own page turns them over.
SHOWN = 20
PER_PAGE = 50


def waiting(language: str) -> QuerySet[LanguageVersion]:
    """First what readers see an earlier text of meanwhile, then by date, then what was asked for
    first."""
    public = LogEntry.objects.filter(
        article=OuterRef("article"),
        language=OuterRef("language"),
        move__in=["publish", "withdraw"],
    )
    free = LanguageVersion.objects.filter(
        state=State.TRANSLATION, translator=None, language=language
    ).exclude(article__source_language=language)
    return (
        free.annotate(last=Subquery(public.order_by("-pk").values("move")[:1]))
        .annotate(is_live=Case(When(last="publish", then=Value(1)), default=Value(0)))
        .select_related("article", "article__section", "translator")
        .order_by("-is_live", F("due_on").asc(nulls_last=True), "pk")
    )

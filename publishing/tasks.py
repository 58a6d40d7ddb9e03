from collections.abc import Sequence
from uuid import UUID

from django_tasks import task

from accounts.models import User
from articles.models import LogEntry
from publishing import happened, mail, republishing
from publishing.models import Publication


@task()
def follow_story(
    article_id: str,
    headline: str,
    by: int | None = None,
    codes: Sequence[str] = (),
    withdrawn: bool = False,
) -> None:
    """Have the documents published anew that point to a story which was published or withdrawn in
    these languages. Looked for after that was committed, so that one which was published meanwhile
    is found."""
    person = User.objects.filter(pk=by).first() if by else None
    republishing.request(
        Publication.Reason.POINTED_TO,
        article_id,
        name=headline,
        by=person,
        happened=lambda: happened.to_story(UUID(article_id), codes, withdrawn=withdrawn),
    )


@task()
def tell_of_held_back(entries: list[int]) -> int:
    """Mail those who should know that a version did not go out at its hour; returns how many."""
    rows = LogEntry.objects.filter(pk__in=entries).select_related("article", "by").order_by("pk")
    return mail.tell_of_held_back(list(rows))

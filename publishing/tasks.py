from django.db import transaction
from django_tasks import task

from articles.models import LogEntry
from media.models import Photo
from publishing import freeze, mail
from publishing.models import Live, LiveUse, Publication


@task()
def refresh_pointing_to(article_id: str) -> int:
    """Publish anew the documents that point to a story which was published or withdrawn. Running
    it twice changes nothing the second time."""
    return _refresh(LiveUse.Kind.ALSO_READ, article_id, Publication.Reason.POINTED_TO)


@task()
def refresh_showing_photo(photo_id: str) -> int:
    """Publish anew the documents that show a photo whose credit, rights or files changed."""
    photos = Photo.objects.prefetch_related("credits", "renditions").filter(pk=photo_id)
    known = {str(photo.pk): photo for photo in photos}
    return _refresh(LiveUse.Kind.PHOTO, photo_id, Publication.Reason.PHOTO, photos=known)


def _refresh(kind: str, ref: str, reason: str, photos: dict[str, Photo] | None = None) -> int:
    """One transaction a document, so that a long list holds nobody up."""
    changed = 0
    using = LiveUse.objects.filter(kind=kind, ref=ref).order_by("live_id")
    for pk in using.values_list("live_id", flat=True):
        with transaction.atomic():
            locked = Live.objects.select_for_update().filter(pk=pk)
            changed += freeze.refresh(locked, reason=reason, photos=photos)
    return changed


@task()
def tell_of_held_back(entries: list[int]) -> int:
    """Mail those who should know that a version did not go out at its hour; returns how many."""
    rows = LogEntry.objects.filter(pk__in=entries).select_related("article", "by").order_by("pk")
    return mail.tell_of_held_back(list(rows))

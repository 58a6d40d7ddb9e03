import logging

from django_tasks import task

from media import renditions
from media.models import Photo

logger = logging.getLogger(__name__)


@task()
def make_renditions(photo_id: str) -> int:
    """Make a photo's renditions, and return how many there are. Running it twice changes nothing
    the second time; a photo that is gone, has no file or a broken one makes it no failure."""
    photo = Photo.objects.prefetch_related("credits", "renditions").filter(pk=photo_id).first()
    if photo is None:
        logger.warning("No renditions of photo %s: it was deleted before they were made", photo_id)
        return 0
    return len(renditions.ensure(photo))

"""Who shows photos to readers. The apps above put themselves in here when they start, since this
one cannot ask them."""

from collections.abc import Callable

from media.models import Photo

# Say whether readers may still ask for a photo's files, such as the documents that are frozen with
# their addresses. Files are deleted only where each says False.
keepers: list[Callable[[Photo], bool]] = []

# Told, within the transaction, that a photo's credit, rights or renditions may have changed.
followers: list[Callable[[Photo], None]] = []

# Told, within the transaction, that a photo's caption or alternative text was written.
readers_of_text: list[Callable[[Photo], None]] = []


def is_shown(photo: Photo) -> bool:
    return any(keeper(photo) for keeper in keepers)


def tell_of_change(photo: Photo) -> None:
    for follower in followers:
        follower(photo)


def tell_of_text(photo: Photo) -> None:
    for reader in readers_of_text:
        reader(photo)

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.start import notices, people, photos, stories
from cms.start.pile import Action, Page


def page_of(user: User) -> Page:
    """In a bounded number of queries, however many stories there are."""
    return Page(
        piles=[
            *notices.piles(user),
            *stories.piles(user),
            *photos.piles(user),
            *people.piles(user),
        ],
        actions=list(_actions(user)),
    )


def _actions(user: User) -> Iterable[Action]:
    if user.has_perm("articles.add_article"):
        yield Action(
            label=_("New article"), url=reverse("admin:articles_article_add"), is_main=True
        )
        yield Action(label=_("Import manuscript"), url=reverse("desk:import"))
    if user.is_photo_editor:
        yield Action(label=_("New photo"), url=reverse("admin:media_photo_add"), is_main=True)
    if user.is_administrator:
        yield Action(label=_("New person"), url=reverse("admin:accounts_user_add"))

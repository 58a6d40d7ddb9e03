"""What a person does to the clients' keys."""

from django.utils import timezone

from accounts.models import User
from api.models import ClientKey


def create_key(key: ClientKey, *, by: User) -> str:
    """The secret, which nobody can ask for again."""
    secret = key.take_secret()
    key.created_by = by
    key.save()
    return secret


def revoke_key(key: ClientKey) -> None:
    """For good, and for every process within the seconds of `api.public.clients`."""
    ClientKey.objects.valid().filter(pk=key.pk).update(revoked_at=timezone.now())

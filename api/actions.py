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


def revoke_key(key: ClientKey, *, by: User) -> bool:
    """For good, and for every process within the seconds of `api.public.clients`. Returns False
    where it was revoked already."""
    valid = ClientKey.objects.valid().filter(pk=key.pk)
    return bool(valid.update(revoked_at=timezone.now(), revoked_by=by))

"""What an installation that others can reach must not be. The doors of production, `cms/wsgi.py`
and `manage.py worker`, ask before they open."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from cms.demo.people import DOMAIN, PASSWORD

# As much as Django's own `check --deploy` asks of a key (security.W009).
KEY_LENGTH = 50
KEY_VARIETY = 5


def dangers() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on: every visitor would see code and settings. Unset it."
    if len(settings.SECRET_KEY) < KEY_LENGTH or len(set(settings.SECRET_KEY)) < KEY_VARIETY:
        yield f"SECRET_KEY can be guessed. Set it to {KEY_LENGTH} random characters or more."
    if known := [user.email for user in with_demo_password()]:
        yield (
            "The password of the demo is known to everyone, and still opens "
            f"{', '.join(known)}. Change it or delete them."
        )


def with_demo_password() -> list[User]:
    people = User.objects.filter(email__iendswith=f"@{DOMAIN}", is_active=True).order_by("pk")
    return [user for user in people if user.check_password(PASSWORD)]


def refuse_unsafe() -> None:
    """Raise ImproperlyConfigured, and say everything that is wrong at once."""
    if found := list(dangers()):
        raise ImproperlyConfigured("Tvilling does not start like this. " + " ".join(found))

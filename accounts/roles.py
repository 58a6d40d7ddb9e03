"""The newsroom's roles. Each is a Django group, made with its permissions by a migration in `cms`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    JOURNALIST = "Journalist", _("Journalist")
    TRANSLATOR = "Translator", _("Translator")
    EDITOR = "Editor", _("Editor")
    PHOTO_EDITOR = "Photo editor", _("Photo editor")
    ADMINISTRATOR = "Administrator", _("Administrator")

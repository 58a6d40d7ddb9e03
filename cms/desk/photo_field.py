"""The field that holds one photo, chosen in a picker with thumbnails."""

import uuid
from typing import Any

from django import forms
from django.urls import reverse

from articles.fields import REFERENCES
from cms.desk.pickers import thumbnail
from media.models import Photo


class PhotoPicker(forms.HiddenInput):
    """A hidden input with the photo's id. Without its script a person still sees what is chosen."""

    input_type = "text"
    template_name = "desk/photo_picker.html"
    read_only = False

    def shut(self) -> None:
        """Show the photo without the buttons."""
        self.read_only = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        photo = value if isinstance(value, Photo) else _photo(value)
        own = REFERENCES["PhotoFigure"]
        context["widget"] |= {
            "value": photo and str(photo.pk),
            "photo": photo,
            "thumbnail": thumbnail(photo),
            "is_open": not self.read_only,
            "url": reverse("desk:pick-photos"),
            "title": own["label"],
            "strings": {key: str(text) for key, text in own["strings"].items()},
            "strings_id": f"{(attrs or {}).get('id', name)}-strings",
        }
        return context


def _photo(pk: Any) -> Photo | None:
    """None also for what is no id at all, which the form has told of by then."""
    try:
        key = uuid.UUID(str(pk))
    except ValueError:
        return None
    return Photo.objects.prefetch_related("renditions", "credits").filter(pk=key).first()

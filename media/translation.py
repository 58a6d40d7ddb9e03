"""Which fields of the photo app exist in every language (the file name is modeltranslation's)."""

import simple_history
from modeltranslation.translator import TranslationOptions, translator

from media.models import Credit, Photo


class PhotoTranslation(TranslationOptions):
    fields = ("caption", "alt_text")


class CreditTranslation(TranslationOptions):
    fields = ("organisation",)


translator.register(Photo, PhotoTranslation)
translator.register(Credit, CreditTranslation)
# After modeltranslation, or the history would know no translation.
simple_history.register(Photo, app="media", excluded_fields=list(PhotoTranslation.fields))

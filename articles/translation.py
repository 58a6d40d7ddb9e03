"""Which fields exist in every language. The file name is modeltranslation's; the app that keeps
translations is `translation/`."""

import simple_history
from modeltranslation.translator import TranslationOptions, translator

from accounts import languages
from articles.models import Article, Correction, FactBox, Section, Tag


class NamedTranslation(TranslationOptions):
    fields = ("name", "slug")


class FactBoxTranslation(TranslationOptions):
    fields = ("title", "body")


class ArticleTranslation(TranslationOptions):
    fields = (
        "kicker",
        "headline",
        "lead",
        "body",
        "slug",
        "seo_title",
        "seo_description",
        "lead_photo_caption",
    )


class CorrectionTranslation(TranslationOptions):
    fields = ("text", "published_at")


translator.register(Section, NamedTranslation)
translator.register(Tag, NamedTranslation)
translator.register(FactBox, FactBoxTranslation)
translator.register(Article, ArticleTranslation)
translator.register(Correction, CorrectionTranslation)

# After modeltranslation, or the history would know no translation.
simple_history.register(FactBox, app="articles", excluded_fields=list(FactBoxTranslation.fields))
simple_history.register(
    Article,
    app="articles",
    excluded_fields=list(ArticleTranslation.fields),
    m2m_fields=["tags"],
)
simple_history.register(
    Correction,
    app="articles",
    # When readers first saw it is the publications' to tell.
    excluded_fields=[
        *CorrectionTranslation.fields,
        *languages.columns("published_at"),
    ],
)

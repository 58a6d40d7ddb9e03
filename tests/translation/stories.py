"""A story of a few pieces, for the tests of translation."""

from accounts.models import User
from articles.models import Article, LanguageVersion, State
from articles.shown import shown
from tests import factories
from translation import actions
from translation.segments import Segment, segments


def make_translation(
    *, article: Article | None = None, language: str = "en", **fields
) -> LanguageVersion:
    """A version in translation: a headline, a lead and two paragraphs (b1, b2) to translate."""
    article = article or factories.make_article()
    fields.setdefault("state", State.TRANSLATION)
    return factories.make_version(article, language, **fields)


def make_translated(
    translator: User | None = None,
    *,
    article: Article | None = None,
    state: State = State.TRANSLATION,
    **fields,
) -> LanguageVersion:
    """An English version with everything confirmed; `fields` are those of its article."""
    article = article or factories.make_article(written_in=("nb", "en"), **fields)
    version = factories.make_version(article, "en", state=State.TRANSLATION, translator=translator)
    actions.confirm_all(version, by=translator or factories.make_editor())
    return factories.make_version(article, "en", state=state)


def all_of(version: LanguageVersion) -> list[Segment]:
    return segments(shown(Article.objects.get(pk=version.article_id)), version.language)


def one_of(version: LanguageVersion, name: str) -> Segment:
    """The segment of a block's id or a field's name."""
    (found,) = (one for one in all_of(version) if (one.block or one.field) == name)
    return found


def publish_source(article: Article, *, by: User | None = None) -> Article:
    """The source alone, anew, as it is now."""
    from publishing import actions, gate

    article = Article.objects.get(pk=article.pk)
    versions = [article.version(article.source_language)]
    editor = by or factories.make_editor()
    asked = [one for found in gate.ask(versions, by=editor).values() for one in found]
    actions.publish(versions, by=editor, accepted=[one.key for one in asked])
    return Article.objects.get(pk=article.pk)


def change(article: Article, **fields) -> Article:
    """Change some columns as the article form would."""
    article = Article.objects.get(pk=article.pk)
    for column, value in fields.items():
        setattr(article, column, value)
    article.save()
    return article

from articles.models.article import AlsoRead, Article, ArticleQuerySet, Byline
from articles.models.correction import Correction
from articles.models.fact_box import FactBox
from articles.models.log import LogEntry
from articles.models.taxonomy import Author, Section, Tag
from articles.models.version import (
    LanguageVersion,
    LanguageVersionQuerySet,
    Stage,
    State,
)

__all__ = [
    "AlsoRead",
    "Article",
    "ArticleQuerySet",
    "Author",
    "Byline",
    "Correction",
    "FactBox",
    "LanguageVersion",
    "LanguageVersionQuerySet",
    "LogEntry",
    "Section",
    "Stage",
    "State",
    "Tag",
]

from django.urls import path

from api.public.articles import ArticleListView, ArticleView
from api.public.changes import ChangeListView
from api.public.directories import AuthorListView, SectionListView, TagListView
from api.public.schema import DocsView, SchemaView

app_name = "public"
urlpatterns = [
    path("articles/", ArticleListView.as_view(), name="articles"),
    path("articles/<str:key>/", ArticleView.as_view(), name="article"),
    path("changes/", ChangeListView.as_view(), name="changes"),
    path("sections/", SectionListView.as_view(), name="sections"),
    path("tags/", TagListView.as_view(), name="tags"),
    path("authors/", AuthorListView.as_view(), name="authors"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]

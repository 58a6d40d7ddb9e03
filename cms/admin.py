"""Stories cross every layer, so their admin stands here at the top; the other models' admins are
in their own apps."""

from django.contrib import admin

from articles.models import Article
from cms.desk.article_admin import ArticleAdmin

admin.site.register(Article, ArticleAdmin)

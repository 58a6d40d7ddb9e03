"""What stands at the root of the site, where feed readers and search engines look for it."""

from django.urls import path

from api.public import feeds
from api.public.sitemaps import NewsSitemapView, RobotsView, SitemapView

app_name = "site"
urlpatterns = [
    *feeds.urls(),
    path("sitemap.xml", SitemapView.as_view(), name="sitemap"),
    path("news-sitemap.xml", NewsSitemapView.as_view(), name="news-sitemap"),
    path("robots.txt", RobotsView.as_view(), name="robots"),
]

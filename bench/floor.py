"""The floor: what the same stack can do at most. Bare Django views without middleware that select
one stored document, or twenty stored cards, and send them as they are."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

_ONE = "SELECT document FROM publishing_publication WHERE id = %s"
_TWENTY = (
    "SELECT card FROM publishing_live WHERE language = %s "
    "ORDER BY published_at DESC, id DESC LIMIT 20"
)
_TWENTY_BEFORE = (
    "SELECT card FROM publishing_live WHERE language = %s AND published_at < %s "
    "ORDER BY published_at DESC, id DESC LIMIT 20"
)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [pk])
        (text,) = cursor.fetchone()
    return HttpResponse(text, content_type="application/json")


def cards(request: HttpRequest, language: str, before: str = "") -> HttpResponse:
    with connection.cursor() as cursor:
        if before:
            cursor.execute(_TWENTY_BEFORE, [language, before])
        else:
            cursor.execute(_TWENTY, [language])
        rows = cursor.fetchall()
    body = ",".join([card for (card,) in rows])
    return HttpResponse(f'{{"results":[{body}]}}', content_type="application/json")


urlpatterns = [
    path("document/<int:pk>/", document),
    path("cards/<str:language>/", cards),
    path("cards/<str:language>/<str:before>/", cards),
]

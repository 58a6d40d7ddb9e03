"""Headers of an answer, by the shortest way."""

from django.http import HttpResponse


def put(response: HttpResponse, *headers: tuple[str, str]) -> None:
    """Past Django's checks of names and values, which take a seventh of Python's time for a
    document: only for names and values of our own making that are plain ASCII on one line."""
    store = response.headers._store  # type: ignore[attr-defined]
    for name, value in headers:
        store[name.lower()] = (name, value)

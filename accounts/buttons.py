"""Addresses that buttons post to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def button_on(page: str) -> Callable[[View], View]:
    """For a view of what is posted. Whoever opens its address (from the browser's history, or after
    logging in between) is led to the page that the button is on, and nothing is done. That page's
    address takes the same parts as the button's, in the same order."""

    def decorate(view: View) -> View:
        @wraps(view)
        def posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD"):
                return redirect(page, *args, *kwargs.values())
            return HttpResponseNotAllowed(["POST"])

        return posted

    return decorate

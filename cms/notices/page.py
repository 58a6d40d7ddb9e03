"""The page of what one has been told: unread first, each with the way to where it is seen to."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from accounts.buttons import button_on
from accounts.models import User
from accounts.numbers import number_of
from cms.notices.entries import entries, with_all
from translation import telling
from translation.models import Notice

# Older ones that have been read are behind the newer.
MOST = 100


def notices_page(request: HttpRequest) -> HttpResponse:
    own = Notice.objects.of(request.user)
    unread = own.unread().order_by("-is_urgent", "-changed_at", "-pk")
    read = own.exclude(read_at=None).order_by("-changed_at", "-pk")
    found = entries(with_all(unread)[:MOST])
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _t("Notices"),
        "new": found,
        "old": entries(with_all(read)[: MOST - len(found)]),
    }
    return render(request, "desk/notices.html", context)


@button_on("desk:notices")
def read(request: HttpRequest) -> HttpResponse:
    """One, or without its key all of them."""
    key = request.POST.get("notice", "")
    if not key:
        telling.mark_read(request.user)
    elif (pk := number_of(key)) is not None:
        telling.mark_read(request.user, pk=pk)
    return redirect("desk:notices")


@button_on("desk:notices")
def by_mail(request: HttpRequest) -> HttpResponse:
    wanted = "on" in request.POST
    User.objects.filter(pk=request.user.pk).update(wants_digest=wanted)
    if wanted:
        messages.success(
            request, _t("You are mailed at %(address)s.") % {"address": request.user.email}
        )
    else:
        messages.success(request, _t("You are mailed no more. What you are told stands here."))
    return redirect("desk:notices")

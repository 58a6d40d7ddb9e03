"""The pages on which translations change hands: the pool of a language, and giving one back to it."""

import uuid

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.buttons import button_on
from articles.problems import NotAllowed
from translation import assigning
from translation.answers import version_or_404
from translation.queue import page_of_pool


def pool(request: HttpRequest, language: str) -> HttpResponse:
    if language not in languages.codes():
        raise Http404
    takes = request.user.is_translator_into(language)
    if not takes and not request.user.is_editor:
        raise PermissionDenied
    found, page = page_of_pool(language, request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": _t("Into %(language)s: nobody has these yet") % {"language": found.name},
        "pool": found,
        "page": page,
        "takes": takes,
    }
    return render(request, "translation/pool.html", context)


@button_on("translation:side-by-side")
def give_back(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    version = version_or_404(pk, language)
    try:
        assigning.give_back(version, request.POST.get("note", ""), by=request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("translation:side-by-side", pk, language)
    messages.success(
        request,
        _t("“%(article)s” is given back: whoever translates into %(language)s can take it.")
        % {"article": version.article, "language": languages.name(language)},
    )
    return redirect("translation:queue")

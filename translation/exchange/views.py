"""The pages of the exchange: taking stories out, sending a file in, and looking at what it would
change."""

import uuid

from django.contrib import messages
from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.models import LanguageVersion
from articles.problems import NotAllowed
from translation.exchange import delivering, memories, ordering
from translation.exchange.forms import DeliveryForm, OutForm, chosen
from translation.exchange.out import MOST_STORIES, Format, file_of, works_of
from translation.formats.errors import FormatError
from translation.models import Delivery

_TYPES = {".zip": "application/zip", ".xlf": "application/xliff+xml", ".tmx": "application/xml"}


def exchange(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = DeliveryForm(request.POST, request.FILES) if is_sent else DeliveryForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            delivery = delivering.take_in(file.read(), file.name, by=request.user)
        except FormatError as error:
            form.add_error("file", str(error))
        else:
            return redirect("translation:delivery", delivery.pk)
    context = {
        **site.each_context(request),
        "title": _("Export and import"),
        "form": form,
        "waiting": Delivery.objects.waiting_of(request.user),
        "ways": _ways(),
    }
    return render(request, "translation/exchange.html", context, status=422 if form.errors else 200)


def _ways() -> list[dict[str, str]]:
    return [
        {
            "source": source,
            "language": language,
            "name": " → ".join(str(languages.name(code)) for code in (source, language)),
        }
        for source in languages.codes()
        for language in languages.others(source)
    ]


def out(request: HttpRequest) -> HttpResponse:
    """`work` names each translation; with a `format`, by POST, the answer is the file itself."""
    asked = request.POST if request.method == "POST" else request.GET
    return choose_format(request, chosen(asked.getlist("work")), back="translation:queue")


def choose_format(
    request: HttpRequest, versions: list[LanguageVersion], *, back: str
) -> HttpResponse:
    """The page that asks in what format these are to go, or the file; `back` is the list they were
    chosen in."""
    if not versions:
        messages.error(request, _t("Choose the translations that are to be exported."))
        return redirect(back)
    if len(versions) > MOST_STORIES:
        messages.error(
            request,
            _t("At most %(limit)s translations can be exported at once.") % {"limit": MOST_STORIES},
        )
        return redirect(back)
    works = works_of(versions)
    form = OutForm(request.POST if "format" in request.POST else None)
    if form.is_valid():
        return _download(*file_of(works, Format(form.cleaned_data["format"])))
    context = {
        **site.each_context(request),
        "title": _("Export for translation tools"),
        "form": form,
        "works": works,
        "back": reverse(back),
    }
    return render(request, "translation/exchange_out.html", context)


def _download(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPES[name[-4:]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def memory(request: HttpRequest, source: str, language: str) -> StreamingHttpResponse:
    if language not in languages.codes() or source not in languages.others(language):
        raise Http404
    for_omegat = "omegat" in request.GET
    name = f"memory.{source}-{language}{'.omegat' if for_omegat else ''}.tmx"
    response = StreamingHttpResponse(
        memories.written(source, language, for_omegat=for_omegat), content_type=_TYPES[".tmx"]
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def delivery(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a file would change; by POST, it is written; after that, what came of it."""
    found = get_object_or_404(Delivery, pk=pk, by=request.user)
    if request.method == "POST":
        return _write(request, found)
    context = {**site.each_context(request), "title": found.name, "delivery": found}
    if found.done_at or found.ordered:
        return render(request, "translation/delivery_done.html", context)
    if problem := found.outcome.get("problem"):
        messages.error(request, problem)
    if memories.is_memory(found):
        context["summary"] = summary = memories.summary_of(found)
        delivering.tell_apart(found, has_nothing=not summary.total)
        context["may_fill"] = memories.may_fill(request.user)
        return render(request, "translation/delivery_memory.html", context)
    plans = delivering.plans(found)
    context["plans"] = plans
    context["number"] = sum(len(plan.writing) for plan in plans)
    context["has_conflicts"] = any(plan.conflicts for plan in plans)
    has_nothing = not context["number"] and not context["has_conflicts"]
    delivering.tell_apart(found, has_nothing=has_nothing)
    return render(request, "translation/delivery.html", context)


def _write(request: HttpRequest, found: Delivery) -> HttpResponse:
    if "discard" in request.POST:
        Delivery.objects.filter(pk=found.pk, done_at=None).delete()
        messages.success(request, _t("The file is thrown away; nothing was changed."))
        return redirect("translation:exchange")
    try:
        ordering.order(
            found.pk,
            by=request.user,
            leaving=request.POST.getlist("leave"),
            insisting=request.POST.getlist("insist"),
        )
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("translation:delivery", found.pk)

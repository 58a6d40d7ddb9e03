"""The page of proposed terms, where an editor accepts or dismisses each with one click."""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.buttons import button_on
from articles.problems import NotAllowed
from translation.diff import Piece, words
from translation.glossary import permissions, proposing
from translation.glossary.proposing import Key, Proposal
from translation.models import Rewording


class DecisionForm(forms.Form):
    source_language = forms.CharField(max_length=10)
    language = forms.CharField(max_length=10)
    word = forms.CharField(max_length=200)
    before = forms.CharField(max_length=200)
    after = forms.CharField(max_length=200)
    decision = forms.ChoiceField(choices=[(one, one) for one in ("accept", "forbid", "dismiss")])

    @property
    def key(self) -> Key:
        said = self.cleaned_data
        return Key(**{name: said[name] for name in said if name != "decision"})


def proposals(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("translation.view_term"):
        raise PermissionDenied
    found = proposing.proposals()
    context = {
        **site.each_context(request),
        "title": _("Proposed terms"),
        "proposals": [{"proposal": one, "evidence": _evidence(one)} for one in found],
        "enough": proposing.ENOUGH,
        "may_decide": permissions.may_decide(request.user),
    }
    return render(request, "translation/term_proposals.html", context)


@button_on("admin:translation_term_proposals")
def decide(request: HttpRequest) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was decided. Reload the page, and try again."))
        return redirect("admin:translation_term_proposals")
    try:
        if form.cleaned_data["decision"] == "dismiss":
            proposing.dismiss(form.key, by=request.user)
            messages.success(request, _("This is not proposed again."))
        else:
            forbid = form.cleaned_data["decision"] == "forbid"
            term = proposing.accept(form.key, by=request.user, forbid=forbid)
            messages.success(request, _("“%(term)s” is in the glossary.") % {"term": term})
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except proposing.NoSuchProposal as error:
        messages.warning(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("admin:translation_term_proposals")


def _evidence(proposal: Proposal) -> list[dict[str, object]]:
    return [
        {
            "rewording": one,
            "pieces": _pieces(one),
            "url": _url(one),
        }
        for one in proposal.evidence
    ]


def _pieces(one: Rewording) -> list[Piece]:
    return words(one.before, one.after, marked="<" in one.before + one.after)


def _url(one: Rewording) -> str:
    """To the row, where it is a story's own."""
    thing, pk, *_rest = one.place.split(":")
    if thing != "article":
        return ""
    url = reverse("translation:side-by-side", args=[pk, one.language])
    return f"{url}#{one.place}:{one.block}"

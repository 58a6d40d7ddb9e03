"""The table of moves: from which states to which, who may, and what each needs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import permissions
from articles.models import LanguageVersion, State

NONE = ""  # the state of a version that nobody has asked for yet


@dataclass(frozen=True, kw_only=True)
class Move:
    """`target` None means back to work: draft for the source, translation for the others.

    `side` narrows a move to the "source" or the "translation". `needs` names a condition.
    `note` is the label of a note that must be given, one for each language that moves.
    `only_where_needed`: where its needs are not met there is nothing to do, and no button.
    """

    label: Promise
    done: Promise
    sources: frozenset[str]
    target: State | None
    may: Callable[[User, LanguageVersion], bool]
    refusal: Promise
    needs: str = ""
    note: Promise | str = ""
    side: str = ""
    only_where_needed: bool = False


MOVES: dict[str, Move] = {
    "submit": Move(
        label=_("Submit for review"),
        done=_("Submitted for review"),
        sources=frozenset({State.DRAFT, State.PUBLISHED}),
        target=State.REVIEW,
        may=permissions.may_write,
        refusal=_("Only the writer of the story or an editor can submit it."),
        needs="text",
        side="source",
    ),
    "request": Move(
        label=_("Request translation"),
        done=_("Translation requested"),
        sources=frozenset({NONE}),
        target=State.TRANSLATION,
        may=permissions.may_request_translation,
        refusal=_("Only the writer of the story or an editor can request a translation."),
        needs="source_text",
        side="translation",
    ),
    "finish": Move(
        label=_("Finish translation"),
        done=_("Translation finished"),
        sources=frozenset({State.TRANSLATION, State.PUBLISHED}),
        target=State.REVIEW,
        may=permissions.may_translate,
        refusal=_("Only its translator or an editor can finish a translation."),
        needs="segments",
        side="translation",
    ),
    "return": Move(
        label=_("Return"),
        done=_("Returned"),
        sources=frozenset({State.REVIEW, State.READY}),
        target=None,
        may=permissions.may_edit,
        refusal=_("Only an editor can return a text."),
        note=_("What has to be done before it comes back?"),
    ),
    "approve": Move(
        label=_("Approve"),
        done=_("Approved"),
        sources=frozenset({State.REVIEW}),
        target=State.READY,
        may=permissions.may_approve,
        refusal=_("Only an editor who did not write the text alone can approve it."),
        needs="no_blocking_problem",
    ),
    "publish": Move(
        label=_("Publish"),
        done=_("Published"),
        sources=frozenset({State.READY, State.PUBLISHED}),
        target=State.PUBLISHED,
        may=permissions.may_edit,
        refusal=_("Only an editor can publish."),
        needs="gate",
    ),
    "schedule": Move(
        label=_("Schedule"),
        done=_("Scheduled"),
        sources=frozenset({State.READY}),
        target=State.READY,
        may=permissions.may_edit,
        refusal=_("Only an editor can schedule."),
        needs="gate",
    ),
    "unschedule": Move(
        label=_("Take off the schedule"),
        done=_("Taken off the schedule"),
        sources=frozenset({State.READY}),
        target=State.READY,
        may=permissions.may_edit,
        refusal=_("Only an editor can change the schedule."),
        needs="scheduled",
        only_where_needed=True,
    ),
    "withdraw": Move(
        label=_("Withdraw"),
        done=_("Withdrawn"),
        # Readers may be shown an earlier text while the working copy is anywhere.
        sources=frozenset(set(State) - {State.WITHDRAWN}),
        target=State.WITHDRAWN,
        may=permissions.may_edit,
        refusal=_("Only an editor can withdraw a story."),
        needs="live",
        only_where_needed=True,  # what readers do not see cannot be withdrawn
        note=_("The reason, as readers will see it"),
    ),
    "reopen": Move(
        label=_("Reopen"),
        done=_("Reopened"),
        sources=frozenset({State.WITHDRAWN}),
        target=None,
        may=permissions.may_edit,
        refusal=_("Only an editor can reopen what was withdrawn."),
    ),
}

# States in which the one who writes or translates a version may change its text; an editor may
# in every state but withdrawn.
OPEN_TO_AUTHORS = frozenset({State.DRAFT, State.TRANSLATION, State.PUBLISHED})

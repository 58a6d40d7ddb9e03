"""What stands in the way of a move: one kind of object for the admin, the workbench and the API."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`code` names the kind ("photo_without_credit"), `place` what it is about ("headline",
    "body:3f9a2c1b", "photo:<uuid>:alt_text"), `sentence` says it to a person (lazy).

    A warning (not `blocking`) lets the move through once an editor has ticked it by its `key`.
    `url_name` and `url_args` lead to where it is mended.
    """

    code: str
    place: str
    sentence: str | Promise
    blocking: bool = True
    url_name: str = ""
    url_args: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.code}@{self.place}"


class NotAllowed(Exception):
    """This person may not make this move, or the state does not have it. `str()` is a sentence;
    `args[0]` is the same, lazy where it may be kept for readers of several languages."""


class NotReady(Exception):
    """Something must be mended, or a warning ticked, first. `problems` lists it all."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__(" ".join(str(problem.sentence) for problem in problems))

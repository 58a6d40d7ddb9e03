"""Effort that is the same on every machine and under every load: function calls, not seconds."""

import sys
from collections.abc import Callable


def calls(task: Callable[[], object]) -> int:
    """How many functions, Python's and C's, are called while `task` runs."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(before)
    return counted

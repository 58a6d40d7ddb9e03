"""The hour that rows are written with. A story's log, its history and what readers were shown tell
their times by the clock, so the clock is set back while the demo's stories live through theirs."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


@contextmanager
def set_to(at: datetime.datetime) -> Iterator[None]:
    """Only where nothing else runs in the process, such as in a command."""
    with mock.patch.object(timezone, "now", return_value=at):
        yield

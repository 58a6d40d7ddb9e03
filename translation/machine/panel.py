"""What the workbench shows of pretranslation: the button, and how far a run has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import format_lazy

from accounts.models import User
from articles.models import LanguageVersion
from translation.machine import budget
from translation.machine.configured import service
from translation.models import MachineRun, MachineUse
from translation.problems import excerpt, where
from translation.segments import Segment, Status
from translation.writing import segments_of


@dataclass(frozen=True, kw_only=True)
class Refused:
    key: str
    label: str | Promise
    why: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """`service` is what the machine is called, "" where there is none. `use` is this month's, for
    those who may see it."""

    version: LanguageVersion
    run: MachineRun | None
    refused: list[Refused]
    open: int
    service: str
    use: MachineUse | None

    @property
    def used(self) -> str:
        return number_format(self.use.characters, force_grouping=True) if self.use else ""

    @property
    def limit(self) -> str:
        limit: int = settings.MACHINE_TRANSLATION_LIMIT
        return number_format(limit, force_grouping=True) if limit else ""

    @property
    def is_shown(self) -> bool:
        return bool(self.open or self.run)

    @property
    def seen_to(self) -> int:
        return self.run.written + len(self.run.refused) if self.run else 0

    def as_json(self) -> dict[str, Any]:
        return {
            "html": render_to_string("translation/_run.html", {"panel": self}),
            "unfinished": bool(self.run and self.run.is_unfinished),
            "written": self.run.written if self.run else 0,
        }


def panel_of(
    version: LanguageVersion, *, by: User, segments: Iterable[Segment] | None = None
) -> Panel:
    found = {one.key: one for one in segments or segments_of(version)}
    run = MachineRun.objects.filter(version=version).order_by("-pk").first()
    if run and not run.is_recent:
        run = None
    asked = service()
    return Panel(
        version=version,
        run=run,
        refused=[
            Refused(key=key, label=_label(found[key]), why=why)
            for key, why in (run.refused if run else {}).items()
            if key in found and found[key].status == Status.OPEN
        ],
        open=sum(one.status == Status.OPEN for one in found.values()),
        service=asked.name if asked else "",
        use=_use(asked.code) if asked and may_see_use(by) else None,
    )


def may_see_use(user: User) -> bool:
    return user.has_perm("translation.view_machineuse")


def _label(segment: Segment) -> str | Promise:
    return format_lazy("{where}: “{text}”", where=where(segment), text=excerpt(segment.source, 50))


def _use(code: str) -> MachineUse:
    month = budget.this_month()
    there = MachineUse.objects.filter(month=month, service=code).first()
    return there or MachineUse(month=month, service=code)

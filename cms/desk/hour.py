"""Hours as editors choose and read them: in the newsroom's zone, which is named.

Twice a year the clocks are changed. An hour that does not come that night is refused; of one that
comes twice, the field asks which is meant.
"""

import datetime
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

_DATES, _TIMES = ["%Y-%m-%d"], ["%H:%M", "%H:%M:%S"]
_WHICH = [
    ("", "–"),
    ("0", _("the first time, before the clocks are put back")),
    ("1", _("the second time, after the clocks are put back")),
]


def with_zone(at: datetime.datetime) -> str:
    """ "3 November 2026 13:00 CET"."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'SHORT_DATETIME_FORMAT')} {local.tzname()}"


def to_the_second(at: datetime.datetime, format_name: str = "DATETIME_FORMAT") -> str:
    """ "3 November 2026, 13:00:05", to be compared with what another's machine has written down."""
    with_seconds = re.sub(r"(?<=[GgHh])(.)i", r"\1i\1s", get_format(format_name))
    return date_format(timezone.localtime(at), with_seconds)


def labelled(label: Any) -> Any:
    return format_lazy("{label} ({zone})", label=label, zone=timezone.get_current_timezone_name())


class HourWidget(forms.MultiWidget):
    """The third part, which of two hours, is there only where it is needed."""

    use_fieldset = True

    def __init__(self, attrs: Any = None) -> None:
        parts = {
            "0": forms.DateInput(attrs={"type": "date"}, format=_DATES[0]),
            "1": forms.TimeInput(attrs={"type": "time"}, format=_TIMES[0]),
            "which": forms.Select(choices=_WHICH, attrs={"aria-label": _("Which of the two")}),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: datetime.datetime | None) -> list[Any]:
        if value is None:
            return [None, None, ""]
        local = timezone.localtime(value).replace(second=0, microsecond=0)
        return [local.date(), local.time(), str(local.fold)]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = value if isinstance(value, list) else self.decompress(value)
        if not _comes_twice(*_read(parts)):
            context["widget"]["subwidgets"] = context["widget"]["subwidgets"][:2]
        return context


class HourField(forms.MultiValueField):
    widget = HourWidget
    default_error_messages = {
        "incomplete": _("Choose both a date and a time."),
        "no_such_hour": _(
            "That hour does not come: the clocks are put forward then. Choose one before or after."
        ),
        "comes_twice": _(
            "That hour comes twice: the clocks are put back then. Choose which of them is meant."
        ),
        "invalid": _("Choose an hour that the calendar has."),
    }

    def __init__(self, *, label: Any, **kwargs: Any) -> None:
        told = {"incomplete": self.default_error_messages["incomplete"]}
        fields = (
            forms.DateField(input_formats=_DATES, error_messages=told),
            forms.TimeField(input_formats=_TIMES, error_messages=told),
            forms.ChoiceField(choices=_WHICH, required=False),
        )
        super().__init__(fields, label=labelled(label), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> datetime.datetime | None:
        if not data_list or not (data_list[0] or data_list[1]):
            return None
        date, time, which = [*data_list, "", ""][:3]
        naive = datetime.datetime.combine(date, time)
        try:
            comes, twice = _comes(naive), _comes_twice(date, time)
        except OverflowError as error:
            raise self._wrong("invalid") from error
        if not comes:
            raise self._wrong("no_such_hour")
        if twice and not which:
            raise self._wrong("comes_twice")
        fold = int(which) if twice else 0
        local = naive.replace(tzinfo=timezone.get_current_timezone(), fold=fold)
        # Python holds a moment in an hour that comes twice to equal no other zone's.
        return local.astimezone(datetime.UTC)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != initial
        except forms.ValidationError:
            return True

    def _wrong(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


def _comes(naive: datetime.datetime) -> bool:
    local = naive.replace(tzinfo=timezone.get_current_timezone())
    there_and_back = local.astimezone(datetime.UTC).astimezone(local.tzinfo)
    return there_and_back.replace(tzinfo=None) == naive


def _comes_twice(date: datetime.date | None, time: datetime.time | None) -> bool:
    if date is None or time is None:
        return False
    first = datetime.datetime.combine(date, time, tzinfo=timezone.get_current_timezone())
    differs = first.utcoffset() != first.replace(fold=1).utcoffset()
    return differs and _comes(first.replace(tzinfo=None))


def _read(parts: list[Any]) -> tuple[datetime.date | None, datetime.time | None]:
    """Of values, or of texts as they were posted."""
    date, time = [*parts, None, None][:2]
    try:
        return (
            forms.DateField(input_formats=_DATES, required=False).clean(date),
            forms.TimeField(input_formats=_TIMES, required=False).clean(time),
        )
    except forms.ValidationError:
        return None, None

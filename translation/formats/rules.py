"""What makes a unit of XLIFF whole, of what the specifications ask and their schemas let through:
ids that are unique, data that is there, pairs that are pairs. One faulty unit spoils no other.
"""

from collections import Counter
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from lxml import etree

from translation.formats.parsing import local

Fault = str | Promise
Faults = dict[etree._Element, Fault]

_TEXTS = ("source", "target")
_BEGIN = {"bpt": "ept", "bx": "ex", "sc": "ec"}
_END = {end: start for start, end in _BEGIN.items()}
_WITH_ID = {"g", "x", "ph", "bpt", "it", "bx", "pc", "sc"}
_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")


def faults(root: etree._Element) -> Faults:
    """The first fault of each unit that has one, for the person who sent the file."""
    found: Faults = {}
    for file in root:
        if local(file) != "file":
            continue
        units = [one for one in file.iter() if local(one) in ("trans-unit", "unit")]
        often = Counter(unit.get("id", "") for unit in units)
        for unit in units:
            if not unit.get("id"):
                found[unit] = _("the unit has no id")
            elif often[unit.get("id", "")] > 1:
                found[unit] = _("there is more than one unit with this id in the file")
            elif fault := next(_of_unit(unit), None):
                found[unit] = fault
    return found


def _of_unit(unit: etree._Element) -> Iterator[Fault]:
    data = {one.get("id") for one in unit.iter() if local(one) == "data"}
    if len(data) < sum(local(one) == "data" for one in unit.iter()):
        yield _("two pieces of its original data have the same id")
    by_side: dict[str, list[etree._Element]] = {name: [] for name in _TEXTS}
    for text in _texts(unit):
        by_side[local(text)] += [one for one in text.iter() if one is not text]
    known = {one.get("id") for one in by_side["source"] if local(one) in _WITH_ID}
    for side, elements in by_side.items():
        yield from _of_ids(elements)
        yield from _of_pairs(elements)
        for one in elements:
            yield from _of_data(one, data)
            if side == "target":
                yield from _of_origin(one, known)


def _texts(unit: etree._Element) -> Iterator[etree._Element]:
    """The texts that are translated: not those that a tool found in its memory."""
    for one in unit:
        if local(one) in _TEXTS:
            yield one
        elif local(one) in ("segment", "ignorable"):
            yield from (text for text in one if local(text) in _TEXTS)


def _of_ids(elements: list[etree._Element]) -> Iterator[Fault]:
    begin = [one for one in elements if local(one) in _WITH_ID and one.get("pos") != "close"]
    often = Counter(one.get("id") for one in begin)
    for number, times in often.items():
        if not number:
            yield _("a code has no id")
        elif times > 1:
            yield format_lazy(_("code {id} is there {times} times"), id=number[:40], times=times)


def _of_pairs(elements: list[etree._Element]) -> Iterator[Fault]:
    begun: dict[str, str] = {}
    for one in elements:
        name, number = local(one), one.get("rid") or one.get("startRef") or one.get("id") or ""
        if one.get("isolated") == "yes":
            continue
        if name in _BEGIN:
            begun[number] = name
        elif name in _END:
            if begun.pop(number, "") != _END[name]:
                yield format_lazy(_("code {id} ends without having begun"), id=number[:40])
    for number in begun:
        yield format_lazy(_("code {id} has no end"), id=number[:40])


def _of_data(one: etree._Element, data: set[str | None]) -> Iterator[Fault]:
    for name in _REFERENCES:
        number = one.get(name)
        if number is not None and number not in data:
            yield format_lazy(
                _("a code points at original data “{id}”, which is not there"), id=number[:40]
            )


def _of_origin(one: etree._Element, known: set[str | None]) -> Iterator[Fault]:
    """A code of the translation that the source has not got needs to say what it is."""
    says = one.get("ctype") or one.get("copyOf") or any(one.get(name) for name in _REFERENCES)
    if local(one) in _WITH_ID and one.get("id") not in known and not says:
        number = (one.get("id") or "")[:40]
        yield format_lazy(_("code “{id}” does not stand in the source"), id=number)

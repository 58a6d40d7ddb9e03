"""Deliveries as translation tools make them, for the tests of the exchange."""

from collections.abc import Callable

from articles.models import LanguageVersion
from translation.exchange import delivering, out
from translation.exchange.comparing import Change
from translation.exchange.out import Format
from translation.exchange.planning import Plan, plans_of, sent_in
from translation.models import Delivery

Edit = Callable[[str], str]


def taken_out(*versions: LanguageVersion, format: Format = Format.XLIFF12) -> bytes:
    fresh = [LanguageVersion.objects.select_related("article").get(pk=v.pk) for v in versions]
    return out.file_of(out.works_of(fresh), format).content


def with_targets(content: bytes, texts: dict[str, str], *, state: str = "") -> bytes:
    """The file with these texts (inner XML) as targets, by block id or field name, as tools write
    them: `state` is left alone unless given."""
    file = content.decode()
    for name, text in texts.items():
        at = _unit(file, name)
        if (
            "<target"
            not in file[at : file.index("-unit>" if "trans-unit" in file else "</unit>", at)]
        ):
            place = file.index("</source>", at) + len("</source>")
            file = f"{file[:place]}<target></target>{file[place:]}"
        start = file.index("<target", at)
        opened = file.index(">", start) + 1
        tag = file[start:opened]
        if state:
            tag = f'<target state="{state}">'
        if tag.endswith("/>"):
            tag, end = f"{tag[:-2]}>", opened
        else:
            end = file.index("</target>", opened) + len("</target>")
        file = f"{file[:start]}{tag}{text}</target>{file[end:]}"
    return file.encode()


def _unit(file: str, name: str) -> int:
    """Where the unit of a block or a field begins."""
    for wanted in (f':body:{name}"', f':{name}:"'):
        if wanted in file:
            return file.index(wanted)
    raise LookupError(name)


def plan(content: bytes, by, name: str = "story.xlf") -> Plan:
    (found,) = plans_of(sent_in(content, name), by)
    return found


def change_of(content: bytes, name: str, by) -> Change:
    (found,) = (
        one
        for one in plan(content, by).changes
        if one.key.split(":", 2)[2] in (f"{name}:", f"body:{name}")
    )
    return found


def write(content: bytes, by, name: str = "story.xlf", **told) -> Delivery:
    return delivering.write(delivering.take_in(content, name, by=by).pk, by=by, **told)

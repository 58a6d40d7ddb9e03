"""The message catalogues, without GNU gettext: found in the code and the templates, carried over
into `locale/<language>/LC_MESSAGES/django.po`, and asked for what is missing.

A catalogue holds no line numbers, so that it changes only where a message does.
"""

import ast
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

# The arguments that are messages, by function, as Babel reads them: 1-based, "c" for a context.
FUNCTIONS: dict[str, tuple[int | tuple[int, str], ...]] = {
    name + lazy: arguments
    for name, arguments in {
        "gettext": (1,),
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for lazy in ("", "_lazy")
} | {"gettext_noop": (1,), "_": (1,)}

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def collect(folders: Iterable[Path], root: Path) -> Catalog:
    """A catalogue without translations of every message in the .py, .html and .txt files there.

    Raises SyntaxError for a file that cannot be read: its messages would count as gone.
    """
    found = Catalog(domain="django", charset="utf-8")
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts:
                continue
            for message, context, comments in messages_of(path):
                place = path.relative_to(root).as_posix()
                found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return found


def messages_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, list[str]]]:
    text = path.read_text(encoding="utf-8")
    functions = dict(FUNCTIONS)
    if path.suffix == ".py":
        functions |= renamed(ast.parse(text, str(path)))
    else:
        # What is left of the template's layout would be wrong indentation to Python.
        code = templatize(text, origin=str(path))
        text = "\n".join(line.strip() for line in code.splitlines())
    for _line, found, comments, context in extract(
        "python",
        io.BytesIO(text.encode()),
        keywords=functions,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        options={"encoding": "utf-8"},
    ):
        message = (found[0], found[1]) if isinstance(found, tuple) and len(found) > 1 else found
        yield message, context, comments


def renamed(module: ast.Module) -> dict[str, tuple[int | tuple[int, str], ...]]:
    """What the file calls gettext's functions: `import pgettext_lazy as _p`."""
    return {
        name.asname: FUNCTIONS[name.name]
        for statement in ast.walk(module)
        if isinstance(statement, ast.ImportFrom) and statement.module == "django.utils.translation"
        for name in statement.names
        if name.asname and name.name in FUNCTIONS
    }


def read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, domain="django", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django", charset="utf-8")


def carried_over(old: Catalog, found: Catalog, language: str) -> Catalog:
    """The messages found, with the translations there were. A translation whose message is gone is
    kept as obsolete, and comes back with its message."""
    new = Catalog(locale=language, domain="django", charset="utf-8", fuzzy=False)
    known = {key(message): message for message in [*old.obsolete.values(), *translatable(old)]}
    for message in translatable(found):
        before = known.pop(key(message), None)
        same_kind = before and before.pluralizable == message.pluralizable
        new.add(
            message.id,
            before.string if before and same_kind else "",
            locations=message.locations,
            flags={"fuzzy"} & before.flags if before else (),
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if before else (),
            context=message.context,
        )
    for gone in known.values():
        if any(strings(gone)):
            new.obsolete[key(gone) if gone.context else sources(gone)[0]] = gone
    return new


HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def written(catalog: Catalog) -> bytes:
    """The .po file: sorted, and without the dates that would make every writing a change."""
    file = io.BytesIO()
    write_po(file, catalog, sort_output=True, include_lineno=False, omit_header=True, width=100)
    header = HEADER.format(language=catalog.locale, plural_forms=catalog.plural_forms)
    return header.encode() + file.getvalue()


def problems(catalog: Catalog, found: Catalog, *, complete: bool) -> Iterator[str]:
    """What keeps the catalogue from being right; `complete` asks for every translation."""
    known = {key(message): message for message in translatable(catalog)}
    for message in translatable(found):
        translation = known.pop(key(message), None)
        if translation is None:
            yield f"missing: {shown(message)}"
            continue
        if complete and not all(strings(translation)):
            yield f"not translated: {shown(message)}"
        if translation.fuzzy:
            yield f"fuzzy: {shown(message)}"
        for text in strings(translation):
            if text and placeholders(text) not in map(placeholders, sources(message)):
                yield f"placeholders differ: {shown(message)} → {text!r}"
    for gone in [*known.values(), *catalog.obsolete.values()]:
        yield f"no longer used: {shown(gone)}"


def translatable(catalog: Catalog) -> list[Message]:
    """All but the header, whose id is empty."""
    return [message for message in catalog if message.id]


def key(message: Message) -> tuple[str, str]:
    return sources(message)[0], message.context or ""


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text.replace("%%", "")))


def shown(message: Message) -> str:
    context = f" ({message.context})" if message.context else ""
    return repr(sources(message)[0]) + context

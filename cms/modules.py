"""Which native modules a page's script is made of. A browser finds them level by level, a round trip
each, unless the page names them all at once."""

import json
import posixpath
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django_prose_editor.widgets import importmap

# What a module needs before it runs; what import() asks for may come later.
_IMPORT = re.compile(
    r"""^(?:import\s*|(?:import|export)\b[^"';()=]*\bfrom\s*)["'](?P<name>[^"'\n]+)["']""",
    re.MULTILINE,
)


def graph_of(entry: str) -> tuple[str, ...]:
    """All modules that the static file `entry` imports, whatever the way there, in the order in which
    a browser meets them: static names, and names of the import map, which are not looked into.
    Raises LookupError where a file is not there."""
    # Files do not change under a server in production.
    return _walked(entry) if settings.DEBUG else _remembered(entry)


def address_of(module: str) -> str:
    return _mapped().get(module) or static(module)


def _walked(entry: str) -> tuple[str, ...]:
    met = [entry]
    for module in met:  # grows as it is walked
        if module not in _mapped():
            met += [name for name in dict.fromkeys(_imports(module)) if name not in met]
    return tuple(met[1:])


_remembered = cache(_walked)


def _imports(module: str) -> list[str]:
    found = finders.find(module)
    if not found:
        raise LookupError(f"There is no static file {module}.")
    folder = posixpath.dirname(module)
    return [
        posixpath.normpath(posixpath.join(folder, name)) if name.startswith(".") else name
        for name in _IMPORT.findall(Path(found).read_text(encoding="utf-8"))
    ]


@cache
def _mapped() -> dict[str, str]:
    """Names that scripts use, with their addresses, as the pages' import map has them."""
    rendered = importmap.render()
    named: dict[str, str] = json.loads(rendered[rendered.index("{") : rendered.rindex("}") + 1])[
        "imports"
    ]
    return named

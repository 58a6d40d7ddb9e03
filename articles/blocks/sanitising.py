import re

import nh3

HEADINGS = {"h1": "subhead", "h2": "subhead"} | dict.fromkeys(
    ("h3", "h4", "h5", "h6"), "minor_subhead"
)
MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
CONTAINERS = {"ul", "ol", "li", "blockquote", "figure", "figcaption", "aside"}
# Elements that end a line of text although they are no blocks of ours.
WRAPPERS = {
    *("p", "address", "article", "center", "dd", "details", "dialog", "div", "dl", "dt"),
    *("fieldset", "footer", "form", "header", "hgroup", "hr", "legend", "main", "nav", "option"),
    *("pre", "search", "section", "summary"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "caption"),
}
_KEPT = {"br", "a", *HEADINGS, *MARKS, *WRAPPERS, *CONTAINERS}

_cleaner = nh3.Cleaner(
    tags=_KEPT,
    clean_content_tags={"script", "style", "title"},
    attributes={
        "*": {
            *("data-id", "data-only", "data-after"),
            *("data-photo", "data-fact-box", "data-also-read"),
        },
        "a": {"href"},
    },
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
# Characters that the sanitiser, written in Rust, cannot take.
_HALVES = re.compile("[\ud800-\udfff]")


def tidy(html: str) -> str:
    """Well-nested HTML of the elements and attributes known here, by the rules browsers follow.
    Attributes are in double quotes; there is nothing else with a `<` in it."""
    html = _HALVES.sub("", html)
    if html.count("<") > _MOST_DEPTH:
        html = _flattened(html)
    return _cleaner.clean(html)


# A browser's tree costs the square of its depth, and reopens marks that were left open in every
# paragraph to come, once for each set of attributes. No body needs either, and a few kilobytes
# made for it would keep a server busy for minutes.
_MOST_DEPTH = 300
_FORMATTING = {"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"} | {
    *("tt", "u"),
}
_STACKED = {"a", *HEADINGS, *WRAPPERS, *CONTAINERS} - {"p", "hr"}
_LEFT_ALONE = {
    *("p", "br", "hr", "img", "script", "style", "title", "textarea", "xmp", "iframe"),
    *("noembed", "noframes", "noscript", "plaintext", "template", "select", "svg", "math"),
}
_QUOTED = "\"[^\"]{0,1000}\"|'[^']{0,1000}'"
_TAG = re.compile(f"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|{_QUOTED})*+>|[^<>]*>)")


def _flattened(html: str) -> str:
    depth = 0

    def bounded(tag: re.Match[str]) -> str:
        nonlocal depth
        closes, name = tag[1], tag[2].lower()
        if name in _LEFT_ALONE:
            return tag[0]
        if name not in _STACKED and name not in _FORMATTING:
            return ""
        depth = max(depth - 1, 0) if closes else depth + 1
        if depth >= _MOST_DEPTH:
            return f"<p{tag[3]}" if name not in _FORMATTING and not closes else ""
        return f"<{closes}{name}>" if name in _FORMATTING else tag[0]

    return _TAG.sub(bounded, html)

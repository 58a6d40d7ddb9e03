"""The state diagram of the docs, drawn from the moves."""

from articles.models import State
from articles.workflow import MOVES, NONE

START, END = "<!-- states: made by `manage.py state_diagram` -->", "<!-- end of states -->"


def mermaid() -> str:
    """The moves as Mermaid text; a move from or to several states is one arrow each."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for name, move in MOVES.items():
        for source in sorted(move.sources, key=_order):
            for target in _targets(move.target, source, move.side):
                arrows.setdefault((source or "[*]", target), []).append(name)
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}: a new story"]
    lines += [
        f"    {source} --> {target}: {', '.join(names)}"
        for (source, target), names in sorted(arrows.items(), key=lambda arrow: _place(arrow[0]))
    ]
    return "\n".join(lines)


def _targets(target: State | None, source: str, side: str) -> list[str]:
    if target is not None:
        return [target]
    working = {"source": [State.DRAFT], "translation": [State.TRANSLATION]}
    return list(working.get(side, [State.DRAFT, State.TRANSLATION]))


def _order(state: str) -> int:
    return [NONE, *State].index(state)


def _place(arrow: tuple[str, str]) -> tuple[int, int]:
    source, target = arrow
    return _order("" if source == "[*]" else source), _order(target)


def within(text: str) -> str:
    """The document with the diagram between its marks made anew."""
    before, _start, rest = text.partition(START)
    _old, _end, after = rest.partition(END)
    if not _start or not _end:
        raise ValueError(f"The document lacks the lines “{START}” and “{END}”.")
    return f"{before}{START}\n```mermaid\n{mermaid()}\n```\n{END}{after}"

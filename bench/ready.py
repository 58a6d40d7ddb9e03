"""How long until a translator can type: a real Chromium opens the workbench on a server as it is
shipped, and types a letter into the first row that is open.

From the start of the navigation until the letter stands in the field. Cold is a visitor without any
file of ours, warm one who has been there. **Far away** has a network between, emulated by Chromium.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import servers
from bench.report import mark, table

TARGET = 1_000
_ROUNDS = 7
# A line at home: what a request waits for, and what goes through it in a second.
_AWAY_MS, _AWAY_BYTES = 30, 20_000_000 // 8
_LETTER = "Æ"
_FIRST_OPEN = ".segment:not([data-done]) [role=textbox]:not([hidden])"
# Focusing it and finding that it has the focus is one step: an editor may take the place of the text
# between two.
_FOCUSED = """field => {
  document.querySelector(field)?.focus()
  return document.activeElement?.isContentEditable
}"""
_STANDS = """letter => document.activeElement.textContent.includes(letter) && performance.now()"""
_TOLD = """() => {
  const [opened] = performance.getEntriesByType("navigation")
  const files = performance.getEntriesByType("resource")
  return {
    server: opened.responseStart - opened.requestStart,
    requests: files.length + 1,
    bytes: files.reduce((sum, one) => sum + one.transferSize, opened.transferSize),
  }
}"""
_HEAD = ("", "ms", "target", "", "server, ms", "script, ms", "all work, ms", "requests", "kB")
_ABOUT = """**Ready to type** is the time from the start of a navigation until a letter typed into the first
open row stands in its field, in Chromium, on the shipped set-up (granian, two workers); the median of
{rounds}. Cold is without any file in the cache. Far away has {away} ms and {mbit} Mbit/s between.
Server and browser share {cores} cores; when this began, {load:.1f} other processes wanted one.
"""


@dataclass(frozen=True)
class Opened:
    """Milliseconds, but for `requests` and `bytes`. `server` is until the page's first byte; `script`
    is what ran of ours and of the browser's calls into it, `work` all that kept the tab busy."""

    ready: float
    server: float
    script: float
    work: float
    requests: float
    bytes: float


def told(found: dict[str, Any], address: str) -> tuple[str, bool]:
    """The part of the page, and whether the target is met. Without a Chromium it says so."""
    if not (browser := chromium()):
        return "Until one can type: not measured, for there is no Chromium here.", True
    load, cores = os.getloadavg()[0], os.cpu_count()
    command = servers.granian("cms.wsgi:application")
    with servers.running("workbench", command, address, "/admin/login/") as server:
        base = f"http://{servers.HOST}:{server.port}"
        cookie = {"name": found["cookie"], "value": found["session"], "url": base}
        measured = _measured(browser, f"{base}{found['path']}", cookie)
    rows, holds = lines(measured)
    mbit = _AWAY_BYTES * 8 // 1_000_000
    about = _ABOUT.format(rounds=_ROUNDS, away=_AWAY_MS, mbit=mbit, load=load, cores=cores)
    return f"{about}\n{table(_HEAD, rows)}", holds


def lines(measured: dict[str, list[Opened]]) -> tuple[list[list[str]], bool]:
    """A row of the table for each way of coming there, and whether all of them are quick enough."""
    rows, holds = [], True
    for name, rounds in measured.items():
        one = Opened(*(median(values) for values in zip(*map(_values, rounds), strict=True)))
        missed = ["ready to type"] if one.ready > TARGET else []
        holds = holds and not missed
        rows.append(
            [
                f"ready to type, {name}",
                f"{one.ready:,.0f}",
                f"≤ {TARGET:,}",
                mark(missed),
                f"{one.server:,.0f}",
                f"{one.script:,.0f}",
                f"{one.work:,.0f}",
                f"{one.requests:.0f}",
                f"{one.bytes / 1000:,.0f}",
            ]
        )
    return rows, holds


def chromium() -> str | None:
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def _values(one: Opened) -> tuple[float, ...]:
    return one.ready, one.server, one.script, one.work, one.requests, one.bytes


def _measured(browser: str, address: str, cookie: dict[str, str]) -> dict[str, list[Opened]]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    measured: dict[str, list[Opened]] = {}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=arguments)
        with _visitor(opened, cookie) as page:  # the server's own caches
            _open(page, address, away=False)
        for where, away in (("", False), (", far away", True)):
            for _round in range(_ROUNDS):
                with _visitor(opened, cookie) as page:
                    for name in ("cold", "warm"):
                        one = _open(page, address, away=away)
                        measured.setdefault(f"{name}{where}", []).append(one)
        opened.close()
    return measured


@contextmanager
def _visitor(browser: Any, cookie: dict[str, str]) -> Iterator[Any]:
    context = browser.new_context(extra_http_headers=servers.HEADERS)
    context.add_cookies([cookie])
    try:
        yield context.new_page()
    finally:
        context.close()


def _open(page: Any, address: str, *, away: bool) -> Opened:
    tab = page.context.new_cdp_session(page)
    tab.send("Performance.enable")
    if away:
        line = {"latency": _AWAY_MS, "downloadThroughput": _AWAY_BYTES, "uploadThroughput": _AWAY_BYTES}  # fmt: skip
        tab.send("Network.enable")
        tab.send("Network.emulateNetworkConditions", {"offline": False, **line})
    before = _metrics(tab)
    page.goto(address, wait_until="commit")
    page.wait_for_function(_FOCUSED, arg=_FIRST_OPEN)
    page.keyboard.insert_text(_LETTER)
    ready = page.wait_for_function(_STANDS, arg=_LETTER).json_value()
    after = _metrics(tab)
    told = page.evaluate(_TOLD)
    page.evaluate("localStorage.clear()")
    _leave(page)
    return Opened(
        ready=ready,
        script=(after["ScriptDuration"] - before["ScriptDuration"]) * 1000,
        work=(after["TaskDuration"] - before["TaskDuration"]) * 1000,
        **told,
    )


def _leave(page: Any) -> None:
    """Without what was typed, which the page would keep and ask about."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")


def _metrics(tab: Any) -> dict[str, float]:
    found = tab.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in found}

"""Takes the README's pictures of a demo newsroom made for the purpose: `make screenshots`.

Everything happens in a temporary folder; a newsroom that is there already is left alone.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
sys.path.insert(0, str(ROOT))
from cms.demo.people import DOMAIN, PASSWORD  # noqa: E402


def chromium() -> str:
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    for name in names:
        if name and (path := shutil.which(name)):
            return path
    raise SystemExit("The pictures need Chromium: install it, or set CHROMIUM to its path.")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def log_in(page: Page, person: str) -> None:
    page.context.clear_cookies()
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(f"{person}@{DOMAIN}")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/admin/")


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"docs/screenshots/{name}.png")


def story_url(page: Page, stage: str) -> str:
    """The address of the first story of this stage."""
    page.goto(f"/admin/articles/article/?{stage}")
    link = page.locator("#result_list tbody a[href*='/change/']").first
    return str(link.get_attribute("href")).split("?")[0]


def translation_of(page: Page, word: str) -> str:
    """The address of the workbench of the first translation whose headline has the word."""
    page.goto("/admin/translation/")
    link = page.locator("a[href*='/en/']").filter(has_text=word).first
    return str(link.get_attribute("href"))


def into_row(page: Page, selector: str) -> None:
    """As a link that somebody was mailed leads to it."""
    key = page.locator(selector).first.get_attribute("data-key")
    address = page.url
    page.goto("about:blank")
    page.goto(f"{address}#{key}")
    page.locator("[aria-current=true]").wait_for()


def take_pictures(base_url: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        context = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 860})
        page = context.new_page()

        log_in(page, "editor")
        shoot(page, "start")
        page.goto("/admin/desk/board/")
        shoot(page, "board")
        page.goto("/admin/articles/article/")
        shoot(page, "articles")
        page.goto(story_url(page, "q=Storsundet"))
        shoot(page, "story")

        log_in(page, "translator")
        page.goto(translation_of(page, "Storsundet"))
        into_row(page, ".segment[data-status=stale]")
        shoot(page, "translation")
        page.goto(translation_of(page, "orkan"))
        into_row(page, ".segment:has-text('Vinden ventes')")
        page.locator("#aid-suggestions .suggestion").first.wait_for()
        shoot(page, "suggestion")

        page.emulate_media(color_scheme="dark")
        log_in(page, "redaktor")
        shoot(page, "start-dark")
        browser.close()


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        base_url = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "PUBLIC_URL": base_url,
        }
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
        subprocess.run([*manage, "demo_newsroom"], env=environment, check=True)
        command = [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"{base_url}/admin/login/")
            take_pictures(base_url)
        finally:
            server.terminate()
            server.wait()


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server of the demo newsroom did not start.")


if __name__ == "__main__":
    main()

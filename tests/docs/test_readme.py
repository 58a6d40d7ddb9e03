import re
from pathlib import Path

import pytest

from tests.environment import variables

ROOT = Path(__file__).parent.parent.parent


def settings_table() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("\n## Settings\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def test_readme_lists_every_setting_once_and_no_other():
    listed = settings_table()

    assert sorted(listed) == sorted(set(variables()))


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_of_the_documentation_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")

    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not target.startswith(("http:", "https:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_readme_fits_a_page():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150

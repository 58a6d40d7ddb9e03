import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parent.parent.parent
APPS = ["accounts", "api", "articles", "cms", "media", "publishing", "translation"]
# Where the languages of this installation are named: its settings, its demo, its generated files.
NAMED_IN = [
    "cms/settings.py",
    "cms/demo/",
    "/migrations/",
    "cms/check_traits.py",
]


def modules() -> list[Path]:
    return [
        path
        for app in [*APPS, "bench"]
        for path in sorted((ROOT / app).rglob("*.py"))
        if not any(place in path.as_posix() for place in NAMED_IN)
    ]


def templates() -> list[Path]:
    folders = [ROOT / "templates", *((ROOT / app / "templates") for app in APPS)]
    return [path for folder in folders for path in sorted(folder.rglob("*.html"))]


def test_no_template_names_a_language():
    codes = "|".join(code for code, _name in settings.LANGUAGES)
    named = re.compile(rf"""["']({codes})["']""")

    found = [path.name for path in templates() if named.search(path.read_text(encoding="utf-8"))]

    assert len(templates()) > 50
    assert found == []


def test_only_the_settings_name_a_language():
    codes = "|".join(code for code, _name in settings.LANGUAGES)
    named = re.compile(rf"""["']({codes})["']|\w_({codes})\b""")

    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if named.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_no_file_is_named_after_nothing(app):
    nothing = {"utils.py", "helpers.py", "common.py", "core.py", "misc.py", "signals.py"}

    assert not [path for path in (ROOT / app).rglob("*.py") if path.name in nothing]

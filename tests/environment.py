"""The names of the variables that `cms/settings.py` reads."""

import re
from pathlib import Path

SETTINGS = Path(__file__).parent.parent / "cms" / "settings.py"


def variables() -> list[str]:
    return re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS.read_text(encoding="utf-8"))

"""How many bilingual stories a second one process publishes by the real action: the gate, the
freezing of both languages, the index, the events. Run as `python -m bench.publishing NUMBER`."""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from articles.models import LanguageVersion  # noqa: E402 - apps are there from here on
from cms.demo import archive  # noqa: E402
from publishing import actions  # noqa: E402

_WARM_UP = 10


def main(number: int) -> None:
    keys = archive.add_ready(number + _WARM_UP)
    by = archive.editor()
    for place, key in enumerate(keys):
        if place == _WARM_UP:
            begun = time.perf_counter()
        versions = LanguageVersion.objects.select_related("article").filter(article=key)
        actions.publish(list(versions), by=by)
    print(f"{number / (time.perf_counter() - begun):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))

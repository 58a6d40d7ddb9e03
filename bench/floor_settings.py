"""The project's settings with nothing in a request's way."""

from cms.settings import *  # noqa: F403
from cms.settings import DATABASES

MIDDLEWARE = []
ROOT_URLCONF = "bench.floor"
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False

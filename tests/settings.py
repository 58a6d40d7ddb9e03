"""The settings of the tests: those of an installation, with quick or harmless parts in place of
slow or far-reaching ones. Of the developer's own environment only the database is heard."""

import os

from tests.environment import variables

for name in variables():
    if name != "DATABASE_URL":
        os.environ.pop(name, None)
os.environ["ENV_FILE"] = os.devnull
os.environ["SECRET_KEY"] = "a-key-of-the-tests-that-opens-nothing-anywhere-at-all"

from cms.settings import *  # noqa: E402, F403
from cms.settings import DATABASES, STORAGES  # noqa: E402

# conftest.py puts the SQLite file, the photos and the static files into pytest's own folder. The
# database is a file there, since a server under test has threads, each with a connection.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PUBLIC_RATE = ""
# A test's changes are taken back without anything being told.
REMEMBERED_PAGES = 0
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# The server of the browser tests speaks plain HTTP.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import TransactionTestCase
from django.test.utils import override_settings
from django.utils import translation

from articles import insert_only

# The browser's driver runs an event loop in the thread of the tests, where Django would then
# refuse every query as unsafe. Nothing else runs in that loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A set in a test's parameters is part of its name: pytest-xdist's processes must agree on it.
os.environ.setdefault("PYTHONHASHSEED", "0")


def chromium() -> str | None:
    """The browser that is there: the one CHROMIUM names, or else one by its usual names."""
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    on_postgres = connection.vendor == "postgresql"
    browser = chromium()
    for item in items:
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: pytest --postgres"))
        if item.get_closest_marker("browser") and not browser:
            item.add_marker(pytest.mark.skip(reason="needs Chromium: set CHROMIUM to its path"))
        if item.get_closest_marker("omegat") and not shutil.which("omegat"):
            item.add_marker(pytest.mark.skip(reason="needs OmegaT: install Debian's omegat"))


@pytest.fixture(autouse=True)
def messages_as_they_stand_in_the_code() -> Iterator[None]:
    """A test reads English unless it asks for something else; a page follows its reader."""
    with translation.override(settings.MESSAGE_LANGUAGE):
        yield


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes where an installation keeps its files."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if connection.vendor == "sqlite":
        folder: Path = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "tests.sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_keepdb: bool) -> bool:
    """An embedded server is thrown away with all its databases; dropping one first would only wait
    for whoever still has a connection."""
    return django_db_keepdb or request.config.getoption("postgres")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After a test with real transactions the database is as the migrations left it, groups and
    permissions included; Django's own flush would leave it empty."""
    with django_db_blocker.unblock():
        migrated = connection.creation.serialize_db_to_string()

    def empty() -> None:
        for table in insert_only.TABLES:
            insert_only.remove(connection, table)
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)

    def restore(test_case: TransactionTestCase) -> None:
        # A page that has been closed may still be answered: of the two, the database can stop this one.
        for more in (True, True, False):
            try:
                empty()
                break
            except (CommandError, OperationalError):
                if not more:
                    raise
        connection.creation.deserialize_db_from_string(migrated)
        for table in insert_only.TABLES:
            insert_only.install(connection, table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield

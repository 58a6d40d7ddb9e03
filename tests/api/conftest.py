import pytest
from pytest_django import Settings

from api.public import clients, counting, limits


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    clients.remembered.clear()
    limits.leases.clear()
    counting.left_alone_until = 0.0


@pytest.fixture
def queue(settings: Settings) -> None:
    """Tasks wait for a worker, as they do in an installation."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

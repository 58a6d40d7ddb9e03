import pytest

from api.public import clients, counting, limits


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    clients.remembered.clear()
    limits.leases.clear()
    counting.left_alone_until = 0.0

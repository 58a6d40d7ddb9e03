import pytest

from api.public import counting, limits


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    limits.leases.clear()
    counting.left_alone_until = 0.0

"""Ready to type: the median of the rounds is held against a second, for each way of coming there."""

import pytest

from bench.ready import TARGET, Opened, lines


def opened(ready: float) -> Opened:
    return Opened(ready=ready, server=100, script=90, work=400, requests=57, bytes=284_000)


@pytest.mark.parametrize(
    ("times", "holds"),
    [
        ([TARGET - 300, TARGET, TARGET + 900], True),
        ([TARGET - 300, TARGET + 1, TARGET + 2], False),
    ],
)
def test_the_median_is_held_against_the_target(times, holds):
    ((row,), held) = lines({"cold": [opened(one) for one in times]})

    assert held is holds
    assert ("✗ ready to type" in row) is not holds
    assert row[0] == "ready to type, cold"
    assert row[-1] == "284"


def test_one_slow_way_misses_the_target_for_all():
    rows, held = lines({"cold": [opened(TARGET + 200)], "warm": [opened(400)]})

    assert not held
    assert "✗ ready to type" in rows[0]
    assert "✓" in rows[1]

"""The benchmark's verdict: what is below its target is told, and nothing else."""

import pytest

from bench import translating
from bench.cases import Case
from bench.load import Measured
from bench.report import Results, lines


def results(articles: int, *, floor: float, plain: float, shipped: float) -> Results:
    def rounds(rate: float) -> dict[str, list[Measured]]:
        return {"list": [Measured(rate * noise, 1.0, 2.0) for noise in (0.5, 1, 1.5)]}

    return Results(
        articles=articles, floors=rounds(floor), plain=rounds(plain), shipped=rounds(shipped)
    )


def case(**fields: float) -> Case:
    return Case(**{"name": "list", "floor": [], "paths": [], "target": 0.9, **fields})


@pytest.mark.parametrize(
    ("small", "large", "holds"),
    [
        ({"plain": 95, "shipped": 120}, {"plain": 94, "shipped": 120}, True),
        ({"plain": 89, "shipped": 120}, {"plain": 95, "shipped": 120}, False),
        ({"plain": 95, "shipped": 109}, {"plain": 95, "shipped": 120}, False),
        # Within its target, but the larger archive costs more than a tenth.
        ({"plain": 110, "shipped": 120}, {"plain": 95, "shipped": 120}, False),
    ],
)
def test_every_target_is_held_against_each_archive(small, large, holds):
    both = [results(5_000, floor=100, **small), results(50_000, floor=100, **large)]

    found = list(lines([case(shipped=1.1)], both))

    assert len(found) == 2
    assert all(line.holds for line in found) is holds


def test_a_share_is_of_the_same_rounds_floor():
    one = results(5_000, floor=200, plain=100, shipped=50)

    assert one.share(one.plain, "list") == pytest.approx(0.5)
    assert one.share(one.shipped, "list") == pytest.approx(0.25)


def test_what_misses_its_target_is_named_beside_it():
    small = results(5_000, floor=100, plain=95, shipped=109)
    large = results(50_000, floor=100, plain=80, shipped=120)

    one, other = lines([case(shipped=1.1)], [small, large])

    assert "✗ shipped" in one.cells
    assert "✗ same server, growth" in other.cells
    assert "≥ 0.9, ≥ 1.1, ≤ 1.1" in other.cells


def test_what_meets_its_targets_is_marked():
    (line,) = lines([case()], [results(5_000, floor=100, plain=95, shipped=20)])

    assert "✓" in line.cells


def test_a_longer_story_may_not_cost_more_queries():
    def cost(queries: int) -> dict[str, float]:
        return {"ms": 10.0, "queries": queries, "calls": 1}

    rows, holds = translating._rows({"opening": [cost(12), cost(12)], "saving": [cost(9), cost(8)]})

    assert not holds
    assert "✓" in rows[0]
    assert "✗ queries" in rows[1]

"""Words made of the numbers that a language has words for."""

from decimal import Decimal


def with_compounds(numbers: dict[str, tuple[Decimal, ...]]) -> dict[str, tuple[Decimal, ...]]:
    """With tens and units together, joined as languages join them: tjuefem, twenty-five."""
    tens = {word: value[0] for word, value in numbers.items() if value[0] in range(20, 100, 10)}
    units = {word: value[0] for word, value in numbers.items() if value[0] < 10}
    joined = {
        f"{ten}{joint}{unit}": (more + less,)
        for ten, more in tens.items()
        for unit, less in units.items()
        for joint in ("", "-")
    }
    return joined | numbers


def as_decades(
    numbers: dict[str, tuple[Decimal, ...]], rules: tuple[tuple[str, str], ...]
) -> dict[str, Decimal]:
    """The tens as decades: «førtiårene», "forties"."""
    tens = {word: value[0] for word, value in numbers.items() if value[0] in range(10, 100, 10)}
    return {
        word.removesuffix(ending) + more: ten
        for word, ten in tens.items()
        for ending, more in rules
        if word.endswith(ending)
    }

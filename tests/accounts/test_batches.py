"""Many things, a few at a time."""

from itertools import count, islice

from accounts.batches import batched


def test_the_last_batch_has_what_is_left():
    assert list(batched("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(batched([], 2)) == []


def test_nothing_is_read_beyond_the_batch_at_hand():
    numbers = count()

    assert list(islice(batched(numbers, 3), 1)) == [[0, 1, 2]]
    assert next(numbers) == 3

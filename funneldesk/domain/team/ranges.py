"""Sets of numbers as ranges: which answers of a device are there, told in a few bytes however many there are."""

from collections.abc import Iterable

#: (first, last) pairs, inclusive, rising, with gaps between them.
Ranges = tuple[tuple[int, int], ...]


def ranges_of(numbers: Iterable[int]) -> Ranges:
    """Return the ranges that hold exactly these numbers."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] + 1 == number:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(found)


def holds(ranges: Ranges, number: int) -> bool:
    """Whether a number lies in one of the ranges."""
    return any(first <= number <= last for first, last in ranges)


def are_ranges(ranges: object) -> bool:
    """Whether something read from a file is such ranges."""
    if not isinstance(ranges, (list, tuple)):
        return False
    last = 0
    for pair in ranges:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:  # noqa: PLR2004 - first and last
            return False
        first, end = pair
        if type(first) is not int or type(end) is not int or not last < first <= end:
            return False
        last = end + 1
    return True

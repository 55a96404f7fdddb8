"""Who is compared with whom in the search for leads that may be one person: never all with all.

A block is made of leads that share something coarse (a company and the beginning of a name ...). Where it is too large,
the finer blocks inside it are taken instead; where these are too large as well, everybody in them is compared with the
nearest in an order of names (the sorted neighbourhood of Hernández and Stolfo, 1995). So nobody is left out.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from funneldesk.domain.facts import Bool, Int64
    from funneldesk.domain.leads.duplicates import Keyed

#: In blocks of up to so many everybody is compared with everybody.
BLOCK = 40
#: As many pairs of one kind of block are made so at most; beyond that the largest blocks count as too large.
MOST_PAIRS = 2_000_000
#: In larger ones everybody is compared with so many before and behind.
NEAR = 10
#: So many pairs wait to be put among those found before.
_WAITING = 4_000_000

#: Kinds of blocks, each with a coarse and a fine key and a place in the order inside the fine one.
_KINDS, _LEVELS = 7, 3
BLOCK_KEYS = _KINDS * _LEVELS
#: Addresses of a department, not of a person.
_ROLES = frozenset(
    "info sales contact support office admin mail webmaster marketing pr soumu press".split()  # noqa: SIM905
)
_LEAST_LOCAL, _LEAST_PHONE = 3, 9


def block_keys(keys: "Keyed") -> tuple[int, ...]:
    """Return the blocks a lead stands in, `_LEVELS` numbers of each kind; 0 for none.

    Good within one run of the program only.
    """
    name, company = keys.name, keys.company
    if not name:
        return (0,) * BLOCK_KEYS
    phone = keys.phone if len(keys.phone) >= _LEAST_PHONE else ""
    local = keys.local if len(keys.local) >= _LEAST_LOCAL and keys.local not in _ROLES else ""
    first, last, back = name[:1], name[-2:], name[::-1]
    found = (
        (company and (1, company, first), (1, company, name[:2]), name[2:]),
        (company and (2, company, last), (2, company, name[-3:]), back[3:]),
        (keys.domain and (3, keys.domain, first), (3, keys.domain, name[:2]), name[2:]),
        (keys.domain and (4, keys.domain, last), (4, keys.domain, name[-3:]), back[3:]),
        (phone and (5, phone), (5, phone, name), company),
        (local and (6, local, first), (6, local, name), keys.domain),
        ((7, name), (7, name, company[:2]), company[2:]),
    )
    return tuple(
        number
        for coarse, fine, rest in found
        for number in ((hash(coarse), hash(fine), _place(rest)) if coarse else (0,) * _LEVELS)
    )


def _place(text: str) -> int:
    """Return a number that orders texts by their first three characters."""
    number = 0
    for letter in text[:3].ljust(3, "\0"):
        number = number << 21 | ord(letter)
    return number


class Compared(NamedTuple):
    """Which rows are to be compared.

    `codes`: a number for each pair of `rows` rows, first x rows + second, first < second; ascending, none twice.
    `near_only`: the rows in blocks so large that each was given only the nearest in some order; `crowd` of them, the
    most, stand in one, with the row `example`.
    """

    codes: "Int64"
    rows: int
    near_only: "Bool"
    crowd: int
    example: int

    @property
    def pairs(self) -> "Int64":
        """Return the pairs in two columns, in twice the memory of `codes`."""
        return np.stack(np.divmod(self.codes, max(self.rows, 1)), axis=1)


def pairs_in_blocks(keys: "Int64") -> Compared:
    """Return the pairs of rows that share a block. `keys`: a row for each lead, as `block_keys` gives them."""
    count = len(keys)
    found = _Codes()
    near_only = np.zeros(count, bool)
    crowd = example = 0
    for kind in range(0, keys.shape[1], _LEVELS):
        blocks = _Blocks(keys[:, kind])
        found.add(blocks.pairs())
        finer = _Blocks(np.where(blocks.crowded(), keys[:, kind + 1], 0))
        found.add(finer.pairs())
        crowded = finer.crowded()
        if crowded.any():
            for near in _nearest(np.flatnonzero(crowded), finer.keys, keys[:, kind + 2]):
                found.add(near)
            near_only |= crowded
            size, row = finer.largest()
            if size > crowd:
                crowd, example = size, row
    return Compared(found.all(), count, near_only, crowd, example)


class _Codes:
    """Numbers of pairs, none twice: most pairs share blocks of several kinds, and all of all kinds take much memory."""

    def __init__(self) -> None:
        self._parts = [np.zeros(0, np.int64)]

    def add(self, codes: "Int64") -> None:
        """Put numbers among the others."""
        self._parts.append(codes)
        if sum(map(len, self._parts[1:])) > _WAITING:
            self.all()

    def all(self) -> "Int64":
        """Return all of them in ascending order."""
        together = np.concatenate(self._parts)
        self._parts.clear()
        together.sort()
        self._parts.append(together[np.append(True, together[1:] != together[:-1])[: len(together)]])
        return self._parts[0]


class _Blocks:
    """Rows by equal keys; 0 is no key."""

    def __init__(self, keys: "Int64") -> None:
        self.keys = keys
        self._order = np.argsort(keys, kind="stable")
        ordered = keys[self._order]
        begins = np.ones(len(keys), bool)
        begins[1:] = ordered[1:] != ordered[:-1]
        starts = np.flatnonzero(begins)
        sizes = np.diff(np.append(starts, len(keys)))
        filled = ordered[starts] != 0
        self._starts, self._sizes = starts[filled], sizes[filled]
        self._most = self._largest_that_fits()

    def _largest_that_fits(self) -> int:
        """Return how large a block may be in which all are compared, so that there are not too many pairs."""
        counts = np.bincount(self._sizes[self._sizes <= BLOCK], minlength=BLOCK + 1)
        sizes = np.arange(BLOCK + 1)
        total = np.cumsum(counts * (sizes * (sizes - 1) // 2))
        return int(np.searchsorted(total, MOST_PAIRS, side="right")) - 1

    def pairs(self) -> "Int64":
        """Return all pairs of all blocks that are not too large, as numbers."""
        count = len(self.keys)
        made: list[Int64] = [np.zeros(0, np.int64)]
        for size in range(2, self._most + 1):
            first = self._starts[self._sizes == size]
            if len(first):
                one, other = np.triu_indices(size, 1)
                left = self._order[(first[:, None] + one).ravel()]
                right = self._order[(first[:, None] + other).ravel()]
                made.append(_numbers(left, right, count))
        return np.concatenate(made)

    def crowded(self) -> "Bool":
        """Return which rows stand in a block that is too large."""
        marks = np.zeros(len(self.keys) + 1, np.int64)
        large = self._sizes > self._most
        marks[self._starts[large]] += 1
        marks[self._starts[large] + self._sizes[large]] -= 1
        crowded = np.zeros(len(self.keys), bool)
        crowded[self._order] = np.cumsum(marks[:-1]) > 0
        return crowded

    def largest(self) -> tuple[int, int]:
        """Return the size of the largest block and one of its rows."""
        place = int(np.argmax(self._sizes))
        return int(self._sizes[place]), int(self._order[self._starts[place]])


def _nearest(rows: "Int64", blocks: "Int64", places: "Int64") -> "Iterator[Int64]":
    """Yield pairs of rows that stand near each other in their block, as numbers."""
    ordered = rows[np.lexsort((places[rows], blocks[rows]))]
    for step in range(1, NEAR + 1):
        left, right = ordered[:-step], ordered[step:]
        same = blocks[left] == blocks[right]
        yield _numbers(left[same], right[same], len(blocks))


def _numbers(one: "Int64", other: "Int64", count: int) -> "Int64":
    return np.minimum(one, other) * np.int64(count) + np.maximum(one, other)

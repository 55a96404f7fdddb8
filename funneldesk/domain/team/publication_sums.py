"""Funnels and contents where only sums are told: which numbers are left out, so that no small one can be worked out."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.contents.contents import ContentResult
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.team.publication_words import RANGES
from funneldesk.domain.team.small_numbers import Questions, what_is_told

if TYPE_CHECKING:
    from funneldesk.domain.facts import Bool

#: A funnel by its range and by what it is broken down by.
Funnels = Mapping[tuple[str, str], Funnel]
#: Cells of a step (the first stage has the count alone): who got there, of whom, and how many of these went on.
_COUNT, _N, _K = "count", "n", "k"
#: All of everybody's cells, the most important first: whole counts, then the last 12 months, then the steps.
_CELLS = [
    (part, stage, name) for part in (_COUNT, _N, _K) for stage in STAGES for name in ("all", "trailing")
]
_PLACES = {cell: place for place, cell in enumerate(_CELLS)}
#: One stage of one group: range, what it is broken down by ("": not at all), the group's value, the stage's code.
Place = tuple[str, str, str | None, str]
_WON = ("touched", "deals", "won")
_OF_CONTENTS: Questions = np.array(
    [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, -1, 0], [0, 1, -1], [1, 0, -1]], np.int8
)


def untold_of_funnels(funnels: Funnels) -> dict[Place, frozenset[str]]:
    """Return which of count, n and k may not be told of each stage: they tell of one to four people, or would help to.

    A breakdown that is not there for both ranges has to be left out: it is not looked at here.
    """
    bys = broken_down(funnels)
    values = {by: _values(funnels, by) for by in bys}
    groups = [[_cells(funnels, by, value) for value in values[by]] for by in bys]
    told = what_is_told(_cells(funnels, "", None), groups, questions())
    found: dict[Place, set[str]] = {}
    rows: list[tuple[str, str | None, Bool]] = [("", None, told.total)]
    rows += [
        (by, value, told.groups[place][at])
        for place, by in enumerate(bys)
        for at, value in enumerate(values[by])
    ]
    for by, value, row in rows:
        for (part, stage, name), is_told in zip(_CELLS, row.tolist(), strict=True):
            if not is_told:
                found.setdefault((name, by, value, stage), set()).add(part)
    return {place: frozenset(parts) for place, parts in found.items()}


def broken_down(funnels: Funnels) -> list[str]:
    """Return by what the funnels of both ranges are broken down."""
    return [by for name, by in funnels if name == "all" and by and ("trailing", by) in funnels]


def untold_of_content(content: ContentResult) -> frozenset[str]:
    """Return which of touched, deals and won may not be told of a content: they are parts of each other."""
    cells = [getattr(content, name) for name in _WON]
    told = what_is_told(cells, (), _OF_CONTENTS).total
    return frozenset(name for name, is_told in zip(_WON, told.tolist(), strict=True) if not is_told)


def questions() -> Questions:
    """Return what subtraction can ask of the cells of a funnel, in each range and before the trailing one."""
    asked = []
    for of in ({"all": 1}, {"trailing": 1}, {"all": 1, "trailing": -1}):
        for first in range(len(STAGES)):
            asked.append(_question(of, {(_COUNT, first): 1}))
            asked += [
                _question(of, {(_COUNT, first): 1, (_COUNT, later): -1})
                for later in range(first + 1, len(STAGES))
            ]
        for before, stage in combinations(range(len(STAGES)), 2):
            entrants, reached, n, k = (_COUNT, before), (_COUNT, stage), (_N, stage), (_K, stage)
            asked += [
                _question(of, {n: 1}), _question(of, {k: 1}), _question(of, {n: 1, k: -1}),
                _question(of, {entrants: 1, n: -1}), _question(of, {reached: 1, k: -1}),
                _question(of, {entrants: 1, n: -1, reached: -1, k: 1}),
            ]  # fmt: skip
    return np.unique(np.array(asked, np.int8), axis=0)


def _question(of: Mapping[str, int], cells: Mapping[tuple[str, int], int]) -> list[int]:
    row = [0] * len(_CELLS)
    for name, sign in of.items():
        for (part, stage), count in cells.items():
            row[_PLACES[part, STAGES[stage], name]] = sign * count
    return row


def _values(funnels: Funnels, by: str) -> list[str | None]:
    return list(dict.fromkeys(group.value for name in RANGES for group in funnels[name, by].groups))


def _cells(funnels: Funnels, by: str, value: str | None) -> list[int]:
    row = [0] * len(_CELLS)
    for name in RANGES:
        funnel = funnels[name, by]
        stages: Sequence[StageResult] = funnel.stages
        if by:
            stages = next((group.stages for group in funnel.groups if group.value == value), ())
        for stage in stages:
            for part in (_COUNT, _N, _K):
                row[_PLACES[part, stage.stage, name]] = getattr(stage, part) or 0
    return row

"""Funnels and contents where only sums are told: which of their numbers stay, so that no small one can be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from funneldesk.domain.contents.contents import ContentResult
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.team.publication_words import RANGES
from funneldesk.domain.team.small_numbers import Questions, what_is_told

#: A funnel by its range and by what it is broken down by.
Funnels = Mapping[tuple[str, str], Funnel]
#: Cells of a step (the first stage has the count alone): who got there, of whom, and how many of these went on.
_COUNT, _N, _K = "count", "n", "k"
#: All of everybody's cells, the most important first: whole counts, then the last 12 months, then the steps.
_CELLS = [(name, part, stage) for part in (_COUNT, _N, _K) for stage in STAGES for name in ("all", "trailing")]
_PLACES = {cell: place for place, cell in enumerate(_CELLS)}
#: A group of a breakdown, None for all; each stage by its code.
_Key = tuple[str, str | None]


def sums_told(funnels: Funnels) -> dict[tuple[str, str], Funnel]:
    """Return the funnels with None for whatever would tell of one to four people, also by subtraction."""
    bys = [by for name, by in funnels if name == "all" and by and ("trailing", by) in funnels]
    values = {by: _values(funnels, by) for by in bys}
    told = what_is_told(
        _cells(funnels, "", None), [[_cells(funnels, by, value) for value in values[by]] for by in bys], questions()
    )
    found = {}
    for (name, by), funnel in funnels.items():
        if by and by not in bys:
            continue
        stages = tuple(_stage(name, stage, told.total) for stage in funnel.stages)
        groups = [
            replace(group, stages=tuple(
                _stage(name, stage, told.groups[bys.index(by)][values[by].index(group.value)])
                for stage in group.stages
            ))
            for group in funnel.groups
        ]  # fmt: skip
        found[name, by] = replace(funnel, stages=stages, groups=tuple(groups))
    return found


def questions() -> Questions:
    """Return what subtraction can ask of the cells of a funnel, in each range and before the trailing one."""
    asked = []
    for of in ({"all": 1}, {"trailing": 1}, {"all": 1, "trailing": -1}):
        for first in range(len(STAGES)):
            asked.append(_question(of, {(_COUNT, first): 1}))
            asked += [
                _question(of, {(_COUNT, first): 1, (_COUNT, later): -1}) for later in range(first + 1, len(STAGES))
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
            row[_PLACES[name, part, STAGES[stage]]] = sign * count
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
                row[_PLACES[name, part, stage.stage]] = getattr(stage, part) or 0
    return row

"""The funnel of a range: counts, honest rates of mature entrants, verdicts, and the bottleneck (DESIGN 6)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.facts import Facts, Int64
from funneldesk.domain.fields import LEAD, STAGES
from funneldesk.domain.funnel.bottleneck import bottleneck
from funneldesk.domain.funnel.breakdown import Breakdown
from funneldesk.domain.funnel.funnel import Funnel, Group, StageResult, WholeWay
from funneldesk.domain.funnel.intervals import judge, wilson
from funneldesk.domain.funnel.maturity import maturity
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.tallies import (
    Groups,
    Selection,
    StageTally,
    StepTally,
    tally_stage,
    tally_step,
    tally_way,
)
from funneldesk.domain.moment import NEVER

#: The KPI whose band belongs to a step; a step that spans more, or another, has none.
_BANDS = {
    ("mql", "sal"): "acceptance_rate",
    ("sal", "deal"): "deal_creation_rate",
    ("deal", "won"): "win_rate",
    ("mql", "deal"): "deal_rate",
}


def funnel(
    facts: Facts,
    of: Selection,
    book: Book,
    by: Breakdown | None = None,
    needed: "Maturities | None" = None,
) -> Funnel:
    """Return the funnel of a selection under the bands and maturity of `book`, with groups if asked for.

    `needed`: `all_maturities` of the same days and book, where they are known already.
    """
    days = of.days
    needed = needed or all_maturities(days, book)
    total = _stage_results(of, book, needed, None)[0]
    groups: tuple[Group, ...] = ()
    if by is not None:
        found = _stage_results(of, book, needed, by)
        groups = tuple(
            Group(by.field, value, stages)
            for value, stages in zip(by.values, found, strict=True)
            if any(stage.count for stage in stages)
        )
    return Funnel(
        of.mode,
        of.from_day,
        of.to_day,
        days.as_of,
        total,
        bottleneck(total),
        groups,
        unattached_deals(facts, days.as_of),
        len(days.mql_differences()),
    )


def unattached_deals(facts: Facts, as_of: int) -> int:
    """Return how many deals up to `as_of`, or without a date, name neither a lead nor a company."""
    opened = facts.deals.opened_day
    return int(np.count_nonzero((facts.deals.lead < 0) & ((opened <= as_of) | (opened == NEVER))))


def band_of(book: Book, previous: str, stage: str) -> tuple[float, float] | None:
    """Return the agreed band of the step, None where the book has none.

    An end nobody agreed on is 0 or 1: no rate lies beyond it.
    """
    code = _BANDS.get((previous, stage))
    for kpi in book.kpis:
        if code is not None and kpi.code == code and (kpi.low is not None or kpi.high is not None):
            return (0.0 if kpi.low is None else kpi.low), (1.0 if kpi.high is None else kpi.high)
    return None


def steps(days: StageDays) -> tuple[tuple[int, int], ...]:
    """Return the steps between neighbouring recorded stages as (previous, stage)."""
    recorded = [stage for stage in range(len(STAGES)) if days.recorded[stage]]
    return tuple(pairwise(recorded))


def maturities(days: StageDays, book: Book) -> Mapping[int, int]:
    """Return how many days after the stage before a lead is mature, by the stage each step leads to."""
    return {stage: maturity(days, book, previous, stage) for previous, stage in steps(days)}


@dataclass(frozen=True, slots=True)
class Maturities:
    """How many days a lead needs before it is judged, by the stage it is to reach.

    `step`: after the stage before; `way`: after the first stage, for the rate over the whole way.
    """

    step: Mapping[int, int]
    way: Mapping[int, int]


def all_maturities(days: StageDays, book: Book) -> Maturities:
    """Return the maturities of all steps and of the ways that are longer than a step."""
    step = maturities(days, book)
    ways = {
        stage: step[stage] if before == LEAD else maturity(days, book, LEAD, stage)
        for before, stage in steps(days)
    }
    return Maturities(step, ways)


def _stage_results(
    of: Selection, book: Book, needed: Maturities, by: Breakdown | None
) -> list[tuple[StageResult, ...]]:
    """Return the stages of each group; without a breakdown of everybody, as the only group."""
    count = 1 if by is None else len(by.values)
    everybody = np.zeros(of.days.count, np.int32)
    previous_of = {stage: previous for previous, stage in steps(of.days)}

    def groups(stage: int) -> Groups:
        return Groups(everybody if by is None else by.group_of(of, stage), count)

    columns: list[list[StageResult]] = []
    for stage in range(len(STAGES)):
        counted = tally_stage(of, stage, groups(stage))
        previous = previous_of.get(stage)
        if previous is None:
            columns.append([_alone(of.days, stage, counted, g) for g in range(count)])
            continue
        step = tally_step(of, previous, stage, needed.step[stage], groups(previous))
        way = [step.entrants, step.n, step.k]
        if previous != LEAD:
            way = tally_way(of, stage, needed.way[stage], groups(LEAD))
        agreed = _Agreed(
            STAGES[previous],
            STAGES[stage],
            needed.step[stage],
            needed.way[stage],
            band_of(book, STAGES[previous], STAGES[stage]),
        )
        columns.append([_reached(agreed, counted, step, way, g) for g in range(count)])
    return list(zip(*columns, strict=True))


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What is the same for every group of a step."""

    previous: str
    stage: str
    maturity_days: int
    way_days: int
    band: tuple[float, float] | None


def _alone(days: StageDays, stage: int, counted: StageTally, group: int) -> StageResult:
    """Return the first stage, or one that no record could ever claim."""
    recorded = stage == LEAD or days.recorded[stage]
    return StageResult(
        STAGES[stage],
        int(counted.count[group]),
        recorded,
        int(counted.skipped[group]),
        int(counted.undated[group]),
    )


def _reached(
    agreed: _Agreed, counted: StageTally, step: StepTally, way: list[Int64], group: int
) -> StageResult:
    n, k, entrants = int(step.n[group]), int(step.k[group]), int(step.entrants[group])
    low, high = wilson(k, n) if n else (None, None)
    judged = judge(k, n, agreed.band) if n and agreed.band is not None else None
    first, median, third = (float(days) for days in step.quartiles[:, group])
    return StageResult(
        agreed.stage,
        int(counted.count[group]),
        recorded=True,
        skipped=int(counted.skipped[group]),
        undated=int(counted.undated[group]),
        previous=agreed.previous,
        n=n,
        k=k,
        rate=k / n if n else None,
        low=low,
        high=high,
        band=agreed.band,
        verdict=judged.verdict if judged else None,
        sure=judged.sure if judged else None,
        needed=judged.needed if judged else None,
        mature=n / entrants if entrants else None,
        immature=entrants - n,
        maturity_days=agreed.maturity_days,
        median_days=None if math.isnan(median) else median,
        quartile_days=None if math.isnan(median) else (first, third),
        whole_way=_whole_way(way, agreed.way_days, group),
    )


def _whole_way(way: list[Int64], needed_days: int, group: int) -> WholeWay:
    everybody, n, k = (int(counts[group]) for counts in way)
    low, high = wilson(k, n) if n else (None, None)
    return WholeWay(n, k, k / n if n else None, low, high, everybody - n, needed_days)

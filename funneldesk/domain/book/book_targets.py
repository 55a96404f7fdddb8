"""Targets worked backwards: how many of each stage a month needs for so many wins (STARTER: 月2受注 ← 商談8 ← ...).

A count is the wins divided by the rates of all steps behind it, and only then rounded up. With the middles of the
starter's bands (25 %, 55 %, 40 %) two wins need 8 deals, 14.5 SALs, so 15, and 36.4 MQLs, so 37: the starter's own
example. Rounding at every step would ask for 38.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from funneldesk.domain.book.book import Book, Kpi
from funneldesk.domain.funnel.funnel_counting import band_of
from funneldesk.domain.funnel.own_history import OwnHistory, OwnMonths, enough

#: The steps backwards, as (stage before, stage), and the KPI that agrees on the band of each.
STEPS = (("deal", "won"), ("sal", "deal"), ("mql", "sal"), ("lead", "mql"))
RATE_KPIS: Mapping[str, str] = {
    "sal": "acceptance_rate",
    "deal": "deal_creation_rate",
    "won": "win_rate",
}
SAL_COUNT = "sal_count"
#: Finer than rates are agreed, and than k of n is for as many people as any store holds.
_FINEST = 10_000_000

Source = Literal["bands", "own"]


@dataclass(frozen=True, slots=True)
class StepRate:
    """The rate of the step that leads from `previous` to `stage`, with its range; `source`: where it is from.

    `n`: the mature entrants it rests on, of one's own rates only.
    """

    previous: str
    stage: str
    rate: float
    low: float
    high: float
    source: Source
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """How many of a stage a month needs: `least` where all rates are at their upper ends, `most` at their lower.

    `most` is None where a range begins at nothing.
    """

    stage: str
    count: int
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A number needed beside one's own months: of `stage`, the first of the way that has months enough."""

    stage: str
    needed: int
    months: OwnMonths

    @property
    def verdict(self) -> Literal["usual", "rare", "never"]:
        """Return whether a usual month has that many, only some of them, or none."""
        if self.needed <= self.months.usual:
            return "usual"
        return "rare" if self.needed <= self.months.best else "never"


@dataclass(frozen=True, slots=True)
class Targets:
    """A month worked backwards from `wins`: the rates used, what is needed (from the wins back), and one's months.

    `reach`: None where no stage has months enough. `usual_wins`: what a usual month of `reach.stage` comes to at
    these rates.
    """

    wins: int
    rates: tuple[StepRate, ...]
    needed: tuple[Needed, ...]
    months: Mapping[str, OwnMonths]
    reach: Reach | None
    usual_wins: float | None

    def count(self, stage: str) -> int | None:
        """Return how many of a stage are needed, None where the way does not lead there."""
        return next((one.count for one in self.needed if one.stage == stage), None)


def targets(book: Book, history: OwnHistory, wins: int, source: Source) -> Targets:
    """Return a month worked backwards; a step without an own rate takes the book's band, and the other way round."""
    rates = step_rates(book, history, source)
    needed = needed_for(wins, rates)
    reach = _reach(needed, history.months)
    usual = None if reach is None else wins_from(reach.stage, reach.months.usual, rates)
    return Targets(wins, rates, needed, history.months, reach, usual)


def step_rates(book: Book, history: OwnHistory, source: Source) -> tuple[StepRate, ...]:
    """Return the rate of each step, from the wins back; they end where neither book nor records give one."""
    found = []
    for previous, stage in STEPS:
        own, agreed = _own_rate(history, previous, stage), _band_rate(book, previous, stage)
        # Of a lead that becomes an MQL nothing is agreed: what happened is all there is.
        rate = (own or agreed) if source == "own" else (agreed or own)
        if rate is None:
            break
        found.append(rate)
    return tuple(found)


def needed_for(wins: int, rates: Sequence[StepRate]) -> tuple[Needed, ...]:
    """Return what `wins` (>= 0) a month need of every stage, from the wins back."""
    exact = least = Fraction(wins)
    most: Fraction | None = Fraction(wins)
    found = [Needed(rates[0].stage if rates else "won", wins, wins, wins)]
    for rate in rates:
        exact /= _fraction(rate.rate)
        least /= _fraction(rate.high)
        low = _fraction(rate.low)
        most = None if most is None or not low else most / low
        found.append(
            Needed(
                rate.previous, math.ceil(exact), math.ceil(least), None if most is None else math.ceil(most)
            )
        )
    return tuple(found)


def wins_from(stage: str, count: float, rates: Sequence[StepRate]) -> float:
    """Return the wins that `count` of a stage come to."""
    wins = Fraction(count)
    for rate in rates if stage != "won" else ():
        wins *= _fraction(rate.rate)
        if rate.previous == stage:
            break
    return float(wins)


def wins_of_book(book: Book) -> int:
    """Return the wins a month that the book's target of SALs stands for at the middles of its bands; at least 1."""
    target = next((kpi.monthly_target for kpi in book.kpis if kpi.code == SAL_COUNT), None)
    rates = step_rates(book, OwnHistory(), "bands")
    if not target or "sal" not in {rate.previous for rate in rates}:
        return 1
    # Of the wins that need just as many SALs, rounded up, the whole ones come back.
    return max(1, math.floor(wins_from("sal", target, rates)))


def with_target(book: Book, found: Targets, definition: str) -> Book:
    """Return the book with the SALs needed as the month's target, and another definition beside it."""

    def aimed(kpi: Kpi) -> Kpi:
        if kpi.code != SAL_COUNT:
            return kpi
        return replace(kpi, monthly_target=found.count("sal"), definition=definition, origin="own")

    return replace(book, kpis=tuple(map(aimed, book.kpis)))


def _own_rate(history: OwnHistory, previous: str, stage: str) -> StepRate | None:
    step = history.step(previous, stage)
    if step is None or not enough(step) or not step.rate or step.low is None or step.high is None:
        return None
    return StepRate(previous, stage, step.rate, step.low, step.high, "own", step.n)


def _band_rate(book: Book, previous: str, stage: str) -> StepRate | None:
    """Return the middle of a step's band; of a band with one end that end, which is all that was promised."""
    band = band_of(book, previous, stage) if stage in RATE_KPIS else None
    if band is None:
        return None
    low, high = band
    if low <= 0 or high >= 1:
        low = high = high if low <= 0 else low
    rate = (low + high) / 2
    return StepRate(previous, stage, rate, low, high, "bands") if 0 < low <= high <= 1 else None


def _reach(needed: Sequence[Needed], months: Mapping[str, OwnMonths]) -> Reach | None:
    for one in reversed(needed):
        # Leads are no aim of anybody: where MQLs are known, these say what marketing has to bring.
        there = months.get(one.stage)
        if one.stage != "lead" and there is not None and there.enough:
            return Reach(one.stage, one.count, there)
    return None


def _fraction(rate: float) -> Fraction:
    return Fraction(rate).limit_denominator(_FINEST)

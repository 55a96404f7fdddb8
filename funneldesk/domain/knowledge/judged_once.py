"""Measures asked again: each person counts once, on the month-end by which it can be judged."""

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import Asked, asked_about, from_lead_date, people_of
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, LEAD, STAGES
from funneldesk.domain.findings.touch_traits import FirstTouches, first_touches
from funneldesk.domain.funnel.breakdown import Breakdown
from funneldesk.domain.funnel.contact_speed import ContactDays, contact_days, contacted_within
from funneldesk.domain.funnel.maturity import mature, maturity
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.handovers.scorecard import CONTACT_DAYS
from funneldesk.domain.knowledge.verdicts import MonthEnd
from funneldesk.domain.moment import NEVER
from funneldesk.domain.reviews.measures import Measure
from funneldesk.domain.scoring.matching import Float


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """People a measure counts: from which day, when it came true (NEVER: not yet), whether the pages count them.

    `needed_days`: how long each is watched before it is judged; `leaves`: the day from which it is a case of this side
    no more (NEVER: it stays).
    """

    day: Int32
    done: Int32
    ready: Bool
    success: Bool
    leaves: Int32
    needed_days: int

    def only(self, chosen: Bool) -> "Cases":
        """Return some of them."""
        return Cases(
            self.day[chosen], self.done[chosen], self.ready[chosen], self.success[chosen], self.leaves[chosen],
            self.needed_days,
        )  # fmt: skip

    def share(self, after: int = 0) -> Share:
        """Return the rate as the pages count it, of those from after a day on."""
        counted = self.ready & (self.day > after) & (self.day != NEVER)
        return Share(int(np.count_nonzero(counted)), int(np.count_nonzero(counted & self.success)))

    def young(self, after: int) -> int:
        """Return how many from after a day on cannot be judged yet."""
        return int(np.count_nonzero(~self.ready & (self.day > after) & (self.day != NEVER)))

    def by_month(self, after: int, month_ends: list[int], needed_days: int) -> list[Share]:
        """Return for each month-end those who could be judged by it first, and who of them had come so far."""
        new = (self.day > after) & (self.day != NEVER)
        judged = self.day[new].astype(np.int64) + needed_days
        place = np.searchsorted(np.array(month_ends, np.int64), judged)
        counted = place < len(month_ends)
        place, ends = place[counted], np.array(month_ends, np.int64)[place[counted]]
        there = self.leaves[new][counted] > ends
        came = there & (self.done[new][counted] <= ends)
        n, k = (np.bincount(place[chosen], minlength=len(month_ends)).tolist() for chosen in (there, came))
        return [Share(*pair) for pair in zip(n, k, strict=True)]


@dataclass(eq=False)
class Asking:
    """What measures are asked of: facts and stage days as of a day; what several need is found once."""

    facts: Facts
    days: StageDays
    book: Book
    _known: dict[tuple[str, str, str], Cases] = field(default_factory=dict)

    def sides(self, measure: Measure, groups: Breakdown | None) -> tuple[Cases, Cases] | None:
        """Return those a measure is about and everybody else; None where no record could give it.

        `groups`: the segments of `measure.by`.
        """
        if measure.kind == "content":
            return self._of_content(measure.content)
        everybody = self._everybody(measure)
        if everybody is None or groups is None or measure.value not in groups.values:
            return None
        inside: Bool = groups.codes == groups.values.index(measure.value)
        return everybody.only(inside), everybody.only(~inside)

    def _everybody(self, measure: Measure) -> Cases | None:
        key = (measure.kind, measure.previous, measure.stage)
        found = self._known.get(key)
        if found is None:
            found = self._of_contact() if measure.kind == "contact" else self._of_rate(measure)
            if found is not None:
                self._known[key] = found
        return found

    def _of_rate(self, measure: Measure) -> Cases | None:
        days, previous, stage = self.days, STAGES.index(measure.previous), STAGES.index(measure.stage)
        if not (days.recorded[stage] and (previous == LEAD or days.recorded[previous])):
            return None
        needed = maturity(days, self.book, previous, stage)
        ready = days.is_dated(previous) & mature(days, previous, needed)
        return self._cases(days.day_of(previous), days.day_of(stage), ready, days.is_dated(stage), needed)

    def _of_contact(self) -> Cases | None:
        found = self._contacts
        if not found.recorded:
            return None
        everybody = np.ones(self.days.count, np.bool_)
        asked, in_time = contacted_within(found, self.days, everybody, CONTACT_DAYS)
        # Who needs no call any more is nobody's case.
        owed = asked | (found.trigger > self.days.as_of - CONTACT_DAYS)
        day = np.where(owed, found.trigger, NEVER).astype(np.int32)
        done = np.where(in_time, found.contact, NEVER).astype(np.int32)
        return self._cases(day, done, asked, in_time, CONTACT_DAYS)

    def _of_content(self, content: str) -> tuple[Cases, Cases] | None:
        keys = [known.key for known in self.facts.contents]
        if content not in keys or not self.days.recorded[DEAL]:
            return None
        place, asked, days = keys.index(content), self._asked, self.days
        its = np.arange(len(keys)) == place
        lead, with_deal = (
            np.sort(people_of(self.facts, days, asked, its, part)) for part in ("touched_all", "deals")
        )
        touched, deal, needed = self._touches.of_content(place), days.day_of(DEAL), asked.maturity_days
        day = touched[lead]
        ready = days.as_of - day >= needed
        inside = self._cases(day, deal[lead], ready, np.isin(lead, with_deal), needed)
        begin = days.day_of(LEAD)
        watched = days.is_dated(LEAD) & ~days.is_undated(DEAL) & (begin <= deal)
        ready, came = from_lead_date(days, asked)
        ready[lead] = came[lead] = False
        leaves = np.full(days.count, NEVER, np.int32)
        leaves[lead] = day
        return inside, Cases(
            np.where(watched, begin, NEVER).astype(np.int32), deal, ready, came, leaves, needed
        )

    @staticmethod
    def _cases(day: Int32, done: Int32, ready: Bool, success: Bool, needed: int) -> Cases:
        return Cases(day, done, ready, success, np.full(len(day), NEVER, np.int32), needed)

    @cached_property
    def _contacts(self) -> ContactDays:
        return contact_days(self.facts, self.days)

    @cached_property
    def _asked(self) -> Asked:
        return asked_about(self.facts, self.days, self.book, DEFAULT_WINDOW_DAYS)

    @cached_property
    def _touches(self) -> FirstTouches:
        return first_touches(self.facts, self.days.as_of)


def month_gains(
    inside: list[Share], outside: list[Share], month_ends: list[int], effect: float
) -> list[MonthEnd]:
    """Return what each month-end adds, from those judged on both sides."""
    months = []
    n = [0, 0]
    for day, one, other in zip(month_ends, inside, outside, strict=True):
        n = [n[0] + one.n, n[1] + other.n]
        months.append(MonthEnd(day, odds_gain(one, other, effect), *n))
    return months


def odds_gain(inside: Share, outside: Share, effect: float) -> float:
    """Return how many times as likely both shares are if the odds differ e^`effect` times as if not, as a logarithm.

    Given how many came so far in all, as in Fisher's exact test: the non-central hypergeometric distribution. R. A.
    Fisher, "The logic of inductive inference", Journal of the Royal Statistical Society 98 (1935), 39-82.
    """
    k = inside.k + outside.k
    least, most = max(0, k - outside.n), min(inside.n, k)
    if least == most:
        return 0.0
    numbers = np.arange(least, most + 1)
    ways = _log_ways(inside.n, numbers) + _log_ways(outside.n, k - numbers)
    return effect * inside.k - _log_sum(ways + effect * numbers) + _log_sum(ways)


def _log_ways(n: int, k: Int64) -> Float:
    """Return the logarithms of n over k."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    return np.asarray(logs[n] - logs[k] - logs[n - k])


def _log_sum(logs: Float) -> float:
    top = float(logs.max())
    return top + math.log(float(np.exp(logs - top).sum()))

"""When a lead has had time enough for a step to be judged (経過観察中 until then; DESIGN 6, Maturity)."""

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.facts import Bool, Int32
from funneldesk.domain.fields import MQL, STAGES
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER

ENOUGH_DURATIONS = 30


def ninth_tenth(durations: Int32) -> int | None:
    """Return the 90th percentile (nearest rank) of whole days; None if there are fewer than 30."""
    if len(durations) < ENOUGH_DURATIONS:
        return None
    rank = -(-9 * len(durations) // 10) - 1
    return int(np.partition(durations, rank)[rank])


def durations(days: StageDays, previous: int, stage: int) -> Int32:
    """Return the observed days from one stage to another over the whole store, without negative ones."""
    both = days.is_dated(previous) & days.is_dated(stage)
    spent: Int32 = days.day_of(stage)[both] - days.day_of(previous)[both]
    return spent[spent >= 0]


def agreed_days(book: Book, previous: int, stage: int) -> int:
    """Return what the book says until enough is observed: the days of all stages spanned (MQL has none)."""
    return sum(book.maturity_days.get(STAGES[s], 0) for s in range(max(previous, MQL) + 1, stage + 1))


def maturity(days: StageDays, book: Book, previous: int, stage: int) -> int:
    """Return how many days after `previous` a lead is mature for the step to `stage`."""
    observed = ninth_tenth(durations(days, previous, stage))
    return agreed_days(book, previous, stage) if observed is None else observed


def mature(days: StageDays, previous: int, needed_days: int) -> Bool:
    """Return which leads reached `previous` at least so many days before as-of.

    Undated: counted from acquired_at; without it the stage always held.
    """
    last = days.as_of - needed_days
    # NEVER lies behind every day, so who has no date is not old enough by it.
    old_enough: Bool = days.day_of(previous) <= last
    undated = days.is_undated(previous)
    if undated.any():
        old_enough |= undated & ((days.acquired <= last) | (days.acquired == NEVER))
    return old_enough

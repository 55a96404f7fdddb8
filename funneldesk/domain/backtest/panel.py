"""The panel of a backtest: who stood where at each month-end, and whose deal came in the days after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.conditions import Disqualified
from funneldesk.domain.facts import Bool, Facts, Int32, Whole
from funneldesk.domain.fields import DEAL
from funneldesk.domain.funnel.periods import month_end
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from
from funneldesk.domain.scoring.points import all_leads
from funneldesk.domain.scoring.scoring import Features, Scoring, features, scores_of
from funneldesk.domain.touched import stretches

#: A deal within so many days after a month-end is its outcome.
HORIZON_DAYS = 90
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One row for each lead at each month-end it is judged at, sorted by lead, then month.

    `month`: position in `months` (ordinal days); `milli`: the score in thousandths; `deal`: whether the lead's
    first deal came within HORIZON_DAYS after; `inside`: whether it was in the book's segment.
    """

    months: tuple[int, ...]
    lead: Int32
    month: Whole
    milli: Int32
    deal: Bool
    inside: Bool

    def __len__(self) -> int:
        return len(self.lead)

    def where(self, chosen: Bool) -> "Panel":
        """Return the panel of the rows for which `chosen` holds."""
        return Panel(
            self.months,
            self.lead[chosen],
            self.month[chosen],
            self.milli[chosen],
            self.deal[chosen],
            self.inside[chosen],
        )


def first_deals(facts: Facts) -> tuple[Int32, Bool]:
    """Return each lead's first dated deal (NEVER: none), and who has only an undated one.

    When the deal of the latter was, nobody knows: they are in no backtest.
    """
    claims = facts.claims
    first = np.full(facts.count, NEVER, np.int32)
    undated = np.zeros(facts.count, np.bool_)
    late = claims.stage >= DEAL
    np.minimum.at(first, claims.lead[late], claims.day[late])
    undated[claims.lead[late & (claims.day == NEVER)]] = True
    return first, undated & (first == NEVER)


def lead_days(facts: Facts) -> Int32:
    """Return the day each lead was acquired, else the first day anything is known of it, as the funnel does."""
    return np.where(facts.acquired_day != NEVER, facts.acquired_day, exists_from(facts)).astype(np.int32)


def month_ends(first: int, as_of: int) -> tuple[int, ...]:
    """Return the month-ends from the month of `first` on whose outcome is known by the end of `as_of`."""
    found: list[int] = []
    day = month_end(first)
    while day + HORIZON_DAYS <= as_of:
        found.append(day)
        day = month_end(day + 1)
    return tuple(found)


def panels(
    facts: Facts, books: Sequence[Book], as_of: int, report: Report = lambda _done, _total: None
) -> tuple[Panel, ...]:
    """Return the panel of each book; `facts` as known (`domain.backtest.known`).

    At a month-end those leads are judged that were acquired by then, had no deal by then and were not
    disqualified by then, by that book's own criterion or by a list known by then.
    """
    born = lead_days(facts)
    deal, unknown = first_deals(facts)
    # A day of the first century is a slip of the pen, and no month-end of it holds anybody else.
    dated = born[(born != NEVER) & ~unknown & (deal > born)]
    months = month_ends(max(int(dated.min()), 1), as_of) if len(dated) else ()
    # Each lead is judged by itself: some at a time, or all that is asked of a million of them is in memory at once.
    parts, begins = [], [0]
    for some in stretches(facts):
        parts.append(_panels(some, books, months, _share(report, begins[-1], some.count, facts.count)))
        begins.append(begins[-1] + some.count)
    return tuple(_side_by_side([part[place] for part in parts], begins[:-1]) for place in range(len(books)))


def _share(report: Report, before: int, here: int, of_all: int) -> Report:
    """Return what takes the month-ends done of some leads and reports them as those of all."""
    return lambda done, months: report((before * months + done * here) // max(of_all, 1), months)


def _panels(facts: Facts, books: Sequence[Book], months: Sequence[int], report: Report) -> tuple[Panel, ...]:
    """Return the panel of each book at those month-ends at which anybody of these facts was open."""
    born = lead_days(facts)
    deal, unknown = first_deals(facts)
    parts: list[list[Panel]] = [[] for _book in books]
    kept: list[int] = []
    for place, day in enumerate(months):
        report(place, len(months))
        open_ = (born <= day) & (deal > day) & ~unknown & ~_listed_out(facts, day)
        if not open_.any():
            continue
        outcome = deal <= day + HORIZON_DAYS
        given: Features | None = None
        for book, rows in zip(books, parts, strict=True):
            given = features(facts, book, day, given)
            rows.append(_rows(Scoring(facts, book), given, open_, outcome, len(kept)))
        kept.append(day)
    return tuple(_joined(rows, tuple(kept)) for rows in parts)


def _listed_out(facts: Facts, day: int) -> Bool:
    """Return whom the lists known by `day` call disqualified, even if a later list takes it back."""
    if "stage" not in facts.columns:
        return np.zeros(facts.count, np.bool_)
    column = facts.columns["stage"]
    wanted = np.array([*(label == "disqualified" for label in column.labels), False])
    result: Bool = wanted[column.at(day)]
    return result


def _rows(scoring: Scoring, given: Features, open_: Bool, outcome: Bool, month: int) -> Panel:
    points = all_leads(given.facts, given.day)
    judged = open_ & ~scoring.conditions.holds(Disqualified(), points)
    lead = np.flatnonzero(judged).astype(np.int32)
    segment = scoring.book.scope.segment
    inside = (
        np.ones(len(lead), np.bool_) if segment is None else scoring.conditions.holds(segment, points)[lead]
    )
    milli = scores_of(given, scoring.book).milli[lead]
    return Panel((), lead, np.full(len(lead), month, np.int16), milli, outcome[lead], inside)


def _joined(parts: Sequence[Panel], months: tuple[int, ...]) -> Panel:
    if not parts:
        none = np.zeros(0, np.int32)
        return Panel(months, none, none.astype(np.int16), none, none.astype(np.bool_), none.astype(np.bool_))

    lead = np.concatenate([part.lead for part in parts])
    # Stable: the months of a lead stay in order.
    order = np.argsort(lead, kind="stable")
    return Panel(
        months,
        lead[order],
        np.concatenate([part.month for part in parts])[order],
        np.concatenate([part.milli for part in parts])[order],
        np.concatenate([part.deal for part in parts])[order],
        np.concatenate([part.inside for part in parts])[order],
    )


def _side_by_side(parts: Sequence[Panel], begins: Sequence[int]) -> Panel:
    """Return the panels of leads that follow each other as one; `begins`: the position of the first lead of each."""
    if len(parts) == 1:
        return parts[0]
    months = tuple(sorted({day for part in parts for day in part.months}))
    places = [np.searchsorted(months, part.months).astype(np.int16) for part in parts]
    return Panel(
        months,
        np.concatenate([part.lead + np.int32(begin) for part, begin in zip(parts, begins, strict=True)]),
        np.concatenate([place[part.month] for part, place in zip(parts, places, strict=True)]),
        np.concatenate([part.milli for part in parts]),
        np.concatenate([part.deal for part in parts]),
        np.concatenate([part.inside for part in parts]),
    )

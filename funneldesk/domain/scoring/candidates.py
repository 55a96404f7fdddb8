"""SAL候補: since when each lead has been a candidate (DESIGN 6).

A spell starts on the first day the total reaches the threshold of the version in force for the lead that day (and
what the threshold asks besides holds), and ends on the first day the total is below the leaving threshold, or what it
asks besides no longer holds: a lead that was disqualified is nobody to phone.
"""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_periods import Period
from funneldesk.domain.book.book_pilots import in_force, spans
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.funnel.selection import some
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import Breakpoints, exists_from, of_leads
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scores_in_force import leaving_points, scores_under
from funneldesk.domain.scoring.scoring import MILLI, Scoring, reaches

#: Leads looked at in one go, so that a threshold everybody reaches needs no more memory than one that few do.
_BLOCK = 20_000
_DAILY_BLOCK = 500
#: Up to one in so many leads they are looked at by themselves.
_FEW = 4
#: Activities of so many leads are read in one go.
_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Tests:
    """What was found at points sorted by lead and day.

    `on`: a spell can start; `off`: it ends that day; `off_after`: it ends before the lead's next point.
    """

    lead: Int32
    day: Int32
    on: Bool
    off: Bool
    off_after: Bool


def candidate_since(
    facts: Facts,
    versions: tuple[BookVersion, ...],
    as_of: int,
    today: Int32 | None = None,
    among: Bool | None = None,
) -> Int32:
    """Return by lead position the day the current spell began, NEVER for those not a candidate on `as_of`.

    `today`: the points of `as_of` in thousandths (`scores_under`), if they are known already; `among`: the only leads
    asked about (n leads; the others get NEVER). A lead of which nothing has a date is a candidate since `as_of`.
    """
    since = np.full(facts.count, NEVER, np.int32)
    held = spans(facts, versions, as_of)
    if not held or not facts.count:
        return since
    # Whoever is below the leaving threshold today is no candidate: most leads need no history.
    deciding = in_force(facts, versions, as_of)
    now = today if today is not None else scores_under(facts, deciding, as_of).milli
    known = exists_from(facts)
    here = (known <= as_of) | (known == NEVER)
    if among is not None:
        here &= among
    possible = np.flatnonzero(here & (now >= leaving_points(deciding) * MILLI))
    first = np.minimum(known, as_of).astype(np.int32)
    if facts.count <= _AT_ONCE and len(possible) * _FEW > facts.count:
        return _found(facts, held, possible, first)
    # Of a few leads only their own activities are read, as often as the tests ask for them; of many, some at a time.
    for start in range(0, len(possible), _AT_ONCE):
        places = possible[start : start + _AT_ONCE]
        part = some(facts, places.astype(np.int32))
        everybody = np.arange(part.count)
        since[places] = _found(part, spans(part, versions, as_of), everybody, first[places])
    return since


def _found(facts: Facts, held: tuple[Period, ...], possible: Int64, first: Int32) -> Int32:
    """Return since when those who may be candidates are (n leads), NEVER for all others."""
    since = np.full(facts.count, NEVER, np.int32)
    size = _DAILY_BLOCK if _daily(facts, held) else _BLOCK
    for start in range(0, len(possible), size):
        leads = np.zeros(facts.count, np.bool_)
        leads[possible[start : start + size]] = True
        tests = [tested(facts, span, leads, first) for span in held]
        _current_spells(tests, since)
    return since


def _breakpoints(facts: Facts, span: Period, leads: Bool) -> Breakpoints:
    found = Breakpoints(facts, span.book, leads)
    found.score()
    if span.book.threshold.also is not None:
        found.condition(span.book.threshold.also)
        falling = Breakpoints(facts, span.book, leads)
        falling.condition(span.book.threshold.also, rising=False)
        found.any_day |= falling.any_day
    return found


def _daily(facts: Facts, spans: tuple[Period, ...]) -> bool:
    nobody = np.zeros(facts.count, np.bool_)
    return any(_breakpoints(facts, span, nobody).any_day for span in spans)


def tested(facts: Facts, span: Period, leads: Bool, first: Int32) -> Tests:
    """Return what is found on the days of a period on which something may change, each lead's from `first` on."""
    # Each lead's own days of the period: while a pilot runs, its leads come under it one by one.
    found = _breakpoints(facts, span, leads & (span.begin <= span.end))
    begin = np.maximum(first, span.begin).astype(np.int32)
    found.add_every(begin)
    if found.any_day:
        found.add_range(begin, span.end)
    at = found.points(span.begin, span.end, first)
    book, scoring = span.book, Scoring(facts, span.book)
    milli = scoring.milli(at)
    also = holds_besides(scoring, book.threshold.also, at)
    last = Points(at.lead, _last_days(at, span.end))
    low_after = scoring.milli(last) < book.threshold.leave * MILLI
    return Tests(
        at.lead,
        at.day,
        on=reaches(milli, book.threshold.points, book.threshold.operator) & also,
        off=(milli < book.threshold.leave * MILLI) | ~also,
        off_after=low_after | ~holds_besides(scoring, book.threshold.also, last),
    )


def holds_besides(scoring: Scoring, condition: Condition | None, points: Points) -> Bool:
    """Return at which points what the threshold asks besides points holds."""
    if condition is None:
        return np.ones(len(points), np.bool_)
    return scoring.conditions.holds(condition, points)


def _last_days(points: Points, to_day: Int32 | int) -> Int32:
    """Return the day before the lead's next point, or `to_day`: until then the total only falls."""
    last = np.empty(len(points), np.int32)
    last[:] = of_leads(to_day, points.lead)
    same = points.lead[1:] == points.lead[:-1]
    last[:-1][same] = points.day[1:][same] - 1
    return last


def _current_spells(tests: list[Tests], since: Int32) -> None:
    """Write the start of each lead's current spell into `since`."""
    lead = np.concatenate([t.lead for t in tests])
    # Stable: a lead's points stay in the order of the periods, which is that of the days.
    order = np.argsort(lead, kind="stable")
    lead = lead[order]
    day = np.concatenate([t.day for t in tests])[order]
    on, off, off_after = (
        np.concatenate([getattr(t, name) for t in tests])[order] for name in ("on", "off", "off_after")
    )
    # Each point has two places in time: its own day (2i), and the days up to the next point (2i + 1).
    place = 2 * np.arange(len(lead))
    ended = np.where(off_after, place + 1, np.where(off, place, -1))
    last_end = np.full(len(since), -1)
    np.maximum.at(last_end, lead, ended)
    started = np.flatnonzero(on & (place > last_end[lead]))
    # Backwards, so that of several starts the earliest stays.
    since[lead[started[::-1]]] = day[started[::-1]]

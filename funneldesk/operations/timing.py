"""Timing: how soon people are contacted, what became of it, how long they wait for each stage; and who they are."""

from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.duties.answers import answers_of
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.breakdown import Breakdown, breakdown
from funneldesk.domain.funnel.contact_speed import Comparison, compare_week, contact_waits
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.timing import Speeds, Timing, speeds, timing, with_people_in_charge
from funneldesk.domain.funnel.waiting import waiting_for
from funneldesk.domain.handovers.answer_times import AnswerTime, answer_times, limits_of
from funneldesk.domain.moment import NEVER
from funneldesk.operations.business_calendar import calendar_of, company_holidays, fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.scoring import scores_on
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Bool, Facts
    from funneldesk.domain.funnel.stages import StageDays
    from funneldesk.store.store import Store


def timing_of(
    store: "Store",
    as_of: int,
    *,
    from_day: int | None = None,
    to_day: int | None = None,
    by: str | None = None,
) -> Timing:
    """Return the timing of the leads acquired in a range (None: open), as of a day, perhaps by groups.

    An unknown `by` is a UserError.
    """
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        key = (book_key(versions, as_of), as_of, from_day, to_day)

        def compute() -> Timing:
            days = stage_days_of(store, as_of)
            chosen = Selection(days, "cohort", from_day, to_day).cohort
            groups = _groups(store, facts, days, by) if by else None
            book = version_in_force(versions, as_of).book
            answers = _answers(store, facts, chosen, as_of, book)
            found = _speeds(facts, days, chosen, key)
            period = Period(from_day, to_day)
            return timing(days, found, period, answers, groups=groups, labels=book.stage_labels)

        return remembered(facts, ("timing", *key, company_holidays(store), by, fiscal_month(store)), compute)


def timing_of_choice(
    store: "Store", as_of: int, choice: RangeChoice, *, by: str | None = None
) -> tuple[Timing, bool]:
    """Return the timing of a named range of the window, and whether the range fell back (`ranges.period_of`)."""
    period, fallback = period_of(choice, facts_of(store), as_of, fiscal_month(store))
    return timing_of(store, as_of, from_day=period.from_day, to_day=period.to_day, by=by), fallback


def bucket_members(
    store: "Store", as_of: int, bucket: int, *, from_day: int | None = None, to_day: int | None = None
) -> tuple[int, ...]:
    """Return the ids of the leads of one bucket (its place among `Timing.buckets`), ascending."""
    facts, days, chosen, key = _asked(store, as_of, from_day, to_day)
    return _ids(facts, _speeds(facts, days, chosen, key).bucket == bucket)


def week_comparison(
    store: "Store", as_of: int, *, from_day: int | None = None, to_day: int | None = None
) -> Comparison:
    """Return what became of those contacted within 7 days and of those contacted later."""
    facts, days, chosen, key = _asked(store, as_of, from_day, to_day)
    found = _speeds(facts, days, chosen, key)
    return remembered(facts, ("week", *key), lambda: compare_week(found.found, found.bucket, days))


def waiting_members(
    store: "Store",
    as_of: int,
    previous: str,
    stage: str,
    *,
    from_day: int | None = None,
    to_day: int | None = None,
) -> tuple[int, ...]:
    """Return the ids of the leads that still wait for `stage` since they reached `previous`, ascending."""
    facts, days, chosen, _key = _asked(store, as_of, from_day, to_day)
    counted, arrived = waiting_for(days, chosen, STAGES.index(previous), STAGES.index(stage))
    return _ids(facts, counted & ~arrived)


def contact_members(
    store: "Store", as_of: int, *, from_day: int | None = None, to_day: int | None = None
) -> tuple[int, ...]:
    """Return the ids of the triggered leads without a recorded contact, ascending."""
    facts, days, chosen, key = _asked(store, as_of, from_day, to_day)
    asked, _spent, arrived = contact_waits(_speeds(facts, days, chosen, key).found, days, chosen)
    return _ids(facts, asked & ~arrived)


def open_members(store: "Store", answers: AnswerTime) -> tuple[int, ...]:
    """Return the ids of the leads with a hand-over that still waits for this contact or answer, ascending."""
    return tuple(facts_of(store).lead_ids[answers.open].tolist())


def group_members(
    store: "Store",
    as_of: int,
    by: str,
    value: str | None,
    *,
    from_day: int | None = None,
    to_day: int | None = None,
) -> tuple[int, ...]:
    """Return the ids of the leads with a trigger of one group, ascending."""
    facts, days, chosen, key = _asked(store, as_of, from_day, to_day)
    groups = _groups(store, facts, days, by)
    triggered = _speeds(facts, days, chosen, key).found.trigger != NEVER
    place = groups.values.index(value) if value in groups.values else -1
    return _ids(facts, chosen & triggered & (groups.codes == place))


def _asked(
    store: "Store", as_of: int, from_day: int | None, to_day: int | None
) -> "tuple[Facts, StageDays, Bool, tuple[object, ...]]":
    with store.one_view():
        facts, days = facts_of(store), stage_days_of(store, as_of)
        key = (book_key(versions_of(store), as_of), as_of, from_day, to_day)
        return facts, days, Selection(days, "cohort", from_day, to_day).cohort, key


def _groups(store: "Store", facts: "Facts", days: "StageDays", by: str) -> Breakdown:
    known = with_people_in_charge(facts, days.as_of) if by == "owner" else facts
    return breakdown(
        known, days, by, lambda: scores_on(facts, versions_of(store), days.as_of), fiscal_month(store)
    )


def _speeds(facts: "Facts", days: "StageDays", chosen: "Bool", key: "tuple[object, ...]") -> Speeds:
    return remembered(facts, ("speeds", *key), lambda: speeds(facts, days, chosen))


def _answers(
    store: "Store", facts: "Facts", chosen: "Bool", as_of: int, book: "Book"
) -> tuple[AnswerTime, ...]:
    if not len(facts.handovers):
        return ()
    return answer_times(facts, answers_of(facts, as_of), calendar_of(store), chosen, limits_of(book))


def _ids(facts: "Facts", chosen: "Bool") -> tuple[int, ...]:
    return tuple(facts.lead_ids[np.flatnonzero(chosen)].tolist())

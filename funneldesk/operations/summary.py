"""The one page for the manager: every number of it is asked of the operation that other pages ask."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.colours import LIGHT
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.duties.answers import legs_of
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.handovers.rejection_reasons import Rejections, answered, answered_leads, rejections
from funneldesk.domain.leads.records import term_key
from funneldesk.domain.summary.summary import CALLS, REASONS, Call, Plan, Summary
from funneldesk.operations.auditing import note_export
from funneldesk.operations.backtest import backtest_of
from funneldesk.operations.contents import contents_of
from funneldesk.operations.duties import duties_of
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.reviews import decisions, hypotheses
from funneldesk.operations.scoring import named_candidates
from funneldesk.operations.tasks import NO_TASK
from funneldesk.operations.timing import timing_of, week_comparison
from funneldesk.operations.today import owed_calls
from funneldesk.store.lead_list import stored_lead

if TYPE_CHECKING:
    from funneldesk.domain.backtest.backtest import Backtest
    from funneldesk.domain.handovers.rejection_reasons import Answered
    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store


def summary_of(store: "Store", as_of: int, task: "Task" = NO_TASK) -> Summary:
    """Return the page as of a day: the leads of the last 12 months, as the funnel page shows them first.

    Contents and scores are judged by all there is: a year holds too little of either. `task` reports the month-ends
    of the backtest, which takes longest.
    """
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        version = version_in_force(versions, as_of)
        period, fallback = period_of(RangeChoice("trailing"), facts, as_of)
        first, last = period.from_day, period.to_day
        calls, to_call = _calls(store, as_of)
        declined = rejections_of(store, as_of, period)
        return Summary(
            as_of,
            version.number,
            version.book.stage_labels,
            funnel_of(store, as_of, from_day=first, to_day=last),
            fallback,
            _backtest(store, as_of, task),
            timing_of(store, as_of, from_day=first, to_day=last),
            week_comparison(store, as_of, from_day=first, to_day=last),
            declined,
            contents_of(store, as_of),
            calls,
            to_call,
            _plans(store, declined, as_of),
        )


def rejections_of(store: "Store", as_of: int, period: Period) -> Rejections:
    """Return what sales answered to hand-overs in a period, and why it declined, as of a day."""
    return rejections(_answered(store, as_of, period))


def answered_members(store: "Store", as_of: int, period: Period, part: str) -> tuple[int, ...]:
    """Return the ids of the leads behind one of these numbers (`rejection_reasons.answered_leads`), ascending."""
    return tuple(facts_of(store).lead_ids[answered_leads(_answered(store, as_of, period), part)].tolist())


def _answered(store: "Store", as_of: int, period: Period) -> "Answered":
    facts, versions = facts_of(store), versions_of(store)
    key = ("answered", book_key(versions, as_of), as_of, period)
    return remembered(
        facts, key, lambda: answered(facts, legs_of(facts, as_of), Reasons(versions), period, as_of)
    )


def _plans(store: "Store", declined: Rejections, as_of: int) -> dict[str, tuple[Plan, ...]]:
    """Return by reason the decisions and expectations of reviews that name it and are not over."""
    open_ = [Plan(one.text, one.who, one.until) for one in decisions(store) if one.done is None]
    open_ += [
        Plan(one.text, until=one.until) for one in hypotheses(store) if one.from_day <= as_of <= one.until
    ]
    named = {
        one.name: tuple(plan for plan in open_ if term_key(one.name) in term_key(plan.text))
        for one in declined.reasons[:REASONS]
    }
    return {name: plans for name, plans in named.items() if plans}


def _backtest(store: "Store", as_of: int, task: "Task") -> "Backtest":
    facts, versions = facts_of(store), versions_of(store)
    key = ("backtest", book_key(versions, as_of), as_of)
    return remembered(facts, key, lambda: backtest_of(store, as_of, None, task).current)


def _calls(store: "Store", as_of: int) -> tuple[tuple[Call, ...], int]:
    """Return the first of those whom a rule asks to phone, the most points first, and how many there are."""
    duties = duties_of(store, as_of)
    wanted = owed_calls(duties)
    first = wanted[:CALLS]
    calls = duties.of_event("candidate")
    of_first = np.flatnonzero(np.isin(calls.numbers("lead"), first)) if first else np.zeros(0, np.intp)
    owed = {duty.lead: duty for duty in reversed(calls.take(of_first))}
    people = named_candidates(store, np.array(first, np.int64), as_of)
    found = []
    for person in people:
        lead = stored_lead(store, person.lead)
        values = lead.values if lead else {}
        duty = owed[person.lead]
        found.append(
            Call(
                person.lead, person.name, person.company, values.get("title", ""), values.get("phone", ""),
                person.score, person.reasons, duty.owner, duty.days_late,
            )
        )  # fmt: skip
    return tuple(found), len(wanted)


def write_summary(store: "Store", summary: Summary, path: Path) -> Path:
    """Draw the page into a file, in the format its name ends with, and write down that it left the program."""
    from funneldesk.charts.exporting import save_figure
    from funneldesk.charts.summary import summary_sheet

    save_figure(summary_sheet(summary, LIGHT), path)
    note_summary(store, summary)
    return path


def note_summary(store: "Store", summary: Summary, *, printed: bool = False) -> None:
    """Write down that the page left the program, with the people it names."""
    note_export(store, "summary", len(summary.calls) if summary.has_names else 0, printed=printed)

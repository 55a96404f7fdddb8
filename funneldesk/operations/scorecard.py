"""The scorecard of both sides: what marketing and sales owe each other, and how much of it was kept."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.duties.answers import answers_of
from funneldesk.domain.funnel.intervals import judge
from funneldesk.domain.handovers.scorecard import Kept, kept_by_sales
from funneldesk.domain.unique import unique
from funneldesk.operations.business_calendar import calendar_of, company_holidays
from funneldesk.operations.duties import duties_computed
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.required_fields import lacking

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Facts, Int64
    from funneldesk.domain.funnel.funnel import Verdict
    from funneldesk.store.store import Store

#: Whose data marketing answers for: that of leads and MQLs; a decision's and a deal's is sales'.
_STAGES = ("lead", "mql")
#: The limit for an answer where the book has no rule about it.
_ANSWER = (2, "business")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One promise: its code, its side, what was kept; `goal` the least share agreed on, `leads` those it missed.

    `days`: the time limit, where there is one. The codes: complete, lists (marketing); contact, answer, reason.
    """

    code: str
    side: str
    kept: Kept
    leads: tuple[int, ...] = ()
    goal: float | None = None
    days: int = 0
    calendar: str = "calendar"

    @property
    def is_sample(self) -> bool:
        """Whether it is a share of cases like others to come, for which an interval says something."""
        return self.side == "sales"

    @property
    def verdict(self) -> "Verdict | None":
        """Return how it stands to its goal, None where none is agreed or there is nothing to judge."""
        if self.goal is None or self.kept.rate is None:
            return None
        return judge(self.kept.k, self.kept.n, (self.goal, 1.0)).verdict


def scorecard_of(store: "Store", as_of: int) -> tuple[Line, ...]:
    """Return the scorecard on a day, by the book in force; SALs against the target are among the KPIs."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        book = version_in_force(versions, as_of).book
        key = ("scorecard", book_key(versions, as_of), as_of, company_holidays(store))
        return remembered(
            facts, key, lambda: (*_marketing(store, book, as_of), *_sales(store, facts, book, as_of))
        )


def _marketing(store: "Store", book: "Book", as_of: int) -> tuple[Line, ...]:
    required = {stage: fields for stage, fields in book.data_rules.required.items() if stage in _STAGES}
    found = lacking(store, replace(book.data_rules, required=required), as_of)
    states = list(found.found.values())
    asked, missing = sum(n for n, _ in states), sum(len(places) for _, places in states)
    places = unique(np.concatenate([np.zeros(0, np.int32), *(places for _, places in states)]))
    complete = Kept(asked - missing, asked)
    schedules = [one for one in book.data_rules.schedules if one.owner == "marketing"]
    late = [one for one in duties_computed(store, as_of).lists if one.schedule.owner == "marketing"]
    lists = Kept(len(schedules) - len(late), len(schedules))
    return (
        Line("complete", "marketing", complete, _ids(found.ids, places.astype(np.int32))),
        Line("lists", "marketing", lists),
    )


def _sales(store: "Store", facts: "Facts", book: "Book", as_of: int) -> tuple[Line, ...]:
    rule = next((one for one in book.rules if one.event == "handover"), None)
    days, calendar = (rule.due_days, rule.due_calendar) if rule else _ANSWER
    kept = kept_by_sales(
        facts, answers_of(facts, as_of), calendar_of(store), answer_days=days, answer_calendar=calendar
    )
    goal = next((one.low for one in book.kpis if one.code == "contact_7_days"), None)
    ids = facts.lead_ids
    return (
        Line("contact", "sales", kept.contact, _ids(ids, kept.contact.missed), goal),
        Line("answer", "sales", kept.answer, _ids(ids, kept.answer.missed), None, days, calendar),
        Line("reason", "sales", kept.reason, _ids(ids, kept.reason.missed)),
    )


def _ids(ids: "Int64", places: "np.typing.NDArray[np.int32]") -> tuple[int, ...]:
    return tuple(ids[places].tolist())

"""Both sides' numbers, each asked once: what marketing looks at first, what sales does, and both may look at either.

Every number is the one its own page shows: the funnel's, the scorecard's, the contents'.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from funneldesk.domain.campaigns.campaigns import CampaignResult
from funneldesk.domain.contents.contents import ContentResult
from funneldesk.domain.duties.answers import legs_of
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.periods import Period, month_start
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.handovers.rejection_reasons import Rejections
from funneldesk.domain.unique import unique
from funneldesk.operations.campaigns import campaigns_of
from funneldesk.operations.contents import contents_of
from funneldesk.operations.duties import duties_computed
from funneldesk.operations.facts import facts_of
from funneldesk.operations.funnel import funnel_members, funnel_of
from funneldesk.operations.kpis import CountKpi, kpis_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.scorecard import Line, scorecard_of
from funneldesk.operations.summary import answered_members, rejections_of

if TYPE_CHECKING:
    from funneldesk.domain.duties.answers import Legs
    from funneldesk.domain.facts import Bool
    from funneldesk.store.store import Store

Side = Literal["marketing", "sales"]
#: What each side looks at, in its order. Promises of both stand at the end of both.
ORDER: dict[Side, tuple[str, ...]] = {
    "marketing": (
        "lead",
        "mql",
        "handed",
        "taken",
        "sal",
        "acceptance",
        "complete",
        "lists",
        "contact",
        "answer",
    ),
    "sales": (
        "waiting",
        "contact",
        "answer",
        "reason",
        "deal",
        "won",
        "sal",
        "acceptance",
        "complete",
        "lists",
    ),
}
#: Rates between two stages, by the stage they lead to.
STEPS = {"mql": "mql", "acceptance": "sal", "deal": "deal", "won": "won"}
#: Rows of a list on a board.
MOST = 5


@dataclass(frozen=True, slots=True)
class Number:
    """One number: a `count`, perhaps `late` of them or some to each side (`to_is`, `to_sales`), or a share.

    `step`: it is the rate of that step of the funnel; `line`: a promise of the scorecard; `month`: SALs of the month.
    `recorded` False: no record could ever say it.
    """

    code: str
    count: int | None = None
    share: Share | None = None
    step: StageResult | None = None
    line: Line | None = None
    month: CountKpi | None = None
    late: int = 0
    to_is: int = 0
    to_sales: int = 0
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Boards:
    """All numbers by code, and what both sides see as lists; `period`: what funnel and answers are about."""

    as_of: int
    period: Period
    fallback: bool
    labels: Mapping[str, str]
    numbers: Mapping[str, Number]
    rejections: Rejections
    contents: tuple[ContentResult, ...]
    sources: tuple[CampaignResult, ...]
    is_empty: bool

    def of(self, side: Side) -> tuple[Number, ...]:
        """Return the numbers of a side in its order."""
        return tuple(self.numbers[code] for code in ORDER[side])


def boards_of(store: "Store", as_of: int) -> Boards:
    """Return both boards as of a day: of the last 12 months, as the funnel page shows them first."""
    with store.one_view():
        facts = facts_of(store)
        period, fallback = period_of(RangeChoice("trailing"), facts, as_of)
        kpis, answers = kpis_of(store, as_of), rejections_of(store, as_of, period)
        stages = {
            stage.stage: stage
            for stage in funnel_of(store, as_of, from_day=period.from_day, to_day=period.to_day).stages
        }
        legs = legs_of(facts, as_of)
        numbers = [
            Number("lead", stages["lead"].count),
            *(
                Number(code, stages[stage].count, step=stages[stage], recorded=stages[stage].recorded)
                for code, stage in STEPS.items()
            ),
            _handed(legs, period),
            Number("taken", share=Share(answers.decided, answers.accepted), recorded=answers.recorded),
            Number("sal", kpis.sal.count, month=kpis.sal, recorded=kpis.sal.count is not None),
            _waiting(store, legs, as_of),
            *(
                Number(
                    line.code, share=Share(line.kept.n, line.kept.k), line=line, recorded=line.kept.recorded
                )
                for line in scorecard_of(store, as_of)
            ),
        ]
        # Without a record of deals there is no rate to order contents by.
        contents = contents_of(store, as_of).contents[:MOST] if stages["deal"].recorded else ()
        sources = campaigns_of(store, as_of, "source", period).rows
        return Boards(
            as_of, period, fallback, kpis.labels, {one.code: one for one in numbers}, answers,
            contents, _first(sources), kpis.leads == 0,
        )  # fmt: skip


def _first(sources: tuple[CampaignResult, ...]) -> tuple[CampaignResult, ...]:
    """Return the sources that brought most deals; where none are recorded, most leads."""
    named = [one for one in sources if one.value]
    return tuple(sorted(named, key=lambda one: (-(one.deal or 0), -one.leads, one.value or ""))[:MOST])


def _handed(legs: "Legs", period: Period) -> Number:
    chosen = _handed_in(legs, period)
    to_sales = int(np.count_nonzero(chosen & legs.to_sales))
    count = int(np.count_nonzero(chosen))
    return Number("handed", count, to_is=count - to_sales, to_sales=to_sales, recorded=bool(len(legs.lead)))


def _handed_in(legs: "Legs", period: Period) -> "Bool":
    chosen = legs.handed > 0
    if period.from_day is not None:
        chosen &= legs.handed >= period.from_day
    return chosen if period.to_day is None else chosen & (legs.handed <= period.to_day)


def number_members(store: "Store", as_of: int, code: str) -> tuple[int, ...]:
    """Return the ids of the leads behind a number, ascending; of a promise those it was not kept to."""
    with store.one_view():
        facts = facts_of(store)
        period, _fallback = period_of(RangeChoice("trailing"), facts, as_of)
        first, last = period.from_day, period.to_day

        def of_legs(chosen: "Callable[[Legs], Bool]") -> tuple[int, ...]:
            legs = legs_of(facts, as_of)
            return tuple(facts.lead_ids[unique(legs.lead[chosen(legs)])].tolist())

        found: dict[str, Callable[[], tuple[int, ...]]] = {
            "lead": lambda: funnel_members(store, as_of, "lead", from_day=first, to_day=last),
            "sal": lambda: funnel_members(
                store, as_of, "sal", mode="period", from_day=month_start(as_of), to_day=as_of
            ),
            "handed": lambda: of_legs(lambda legs: _handed_in(legs, period)),
            "taken": lambda: answered_members(store, as_of, period, "accepted"),
            "waiting": lambda: of_legs(lambda legs: legs.to_sales & legs.is_open),
        }
        if code in found:
            return found[code]()
        if code in STEPS:
            return funnel_members(store, as_of, STEPS[code], part="k", from_day=first, to_day=last)
        return next(line.leads for line in scorecard_of(store, as_of) if line.code == code)


def _waiting(store: "Store", legs: "Legs", as_of: int) -> Number:
    """Return the hand-overs to sales that wait for an answer, and how many of them should have one by now."""
    places = legs.place[legs.to_sales & legs.is_open]
    answers = [one for one in duties_computed(store, as_of).owed if one.rule.event == "handover"]
    # A book may have several rules about an answer: a hand-over that is late by two of them is one.
    owed = np.concatenate([np.zeros(0, np.int32), *(one.leg[one.due < as_of] for one in answers)])
    late = int(np.count_nonzero(np.isin(places, owed)))
    return Number("waiting", len(places), late=late, recorded=bool(legs.to_sales.any()))

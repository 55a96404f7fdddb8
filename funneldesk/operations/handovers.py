"""The hand-overs of a store as people look at them: which wait for an answer, since when, and what was decided."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np

from funneldesk.domain.duties.answers import legs_of
from funneldesk.domain.fields import DECISIONS
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.packed import Numbers, Packed, Texts
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_lists import DutyList
from funneldesk.operations.facts import facts_of
from funneldesk.operations.gathering_legs import packed_legs
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.people_columns import people_columns
from funneldesk.operations.worklist_matters import count_matters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from funneldesk.store.store import Store

#: Which hand-overs: those that wait, by decision, or all.
STATES = ("open", *DECISIONS, "all")


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One hand-over with names; days are ordinals, NEVER where nothing says one. `due`: for the answer."""

    leg: Leg
    person: str
    company: str
    handed: int
    decided: int
    contacted: int
    due: int
    is_late: bool

    @property
    def reason(self) -> str:
        """Return why it was declined, "" where it was not: somebody may have thought better of it."""
        return self.leg.reason if self.leg.decision == "rejected" else ""

    @property
    def state(self) -> str:
        """Return "open" or the decision."""
        return self.leg.decision or "open"


@dataclass(frozen=True, slots=True)
class HandoverList:
    """All hand-overs: open ones first, the longest waiting on top, then the newest decided.

    `owed`: how many rows the work list has. Counted where the list is made: a hundred thousand keep a window waiting.
    """

    as_of: int
    lines: "Sequence[HandoverLine]"
    owed: int
    #: Who is in charge of any.
    owners: tuple[str, ...] = field(init=False)
    #: How many wait for an answer, and how many of those should have been answered by now.
    waiting: int = field(init=False)
    late: int = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        lines = self.lines
        if isinstance(lines, Packed):
            legs = cast("Packed[Leg]", lines.columns["leg"])
            owners = legs.texts("owner").used()
            waiting = int(np.count_nonzero(legs.texts("decision").are("")))
            late = int(np.count_nonzero(lines.numbers("is_late")))
        else:
            owners = {line.leg.owner for line in lines}
            waiting, late = sum(line.leg.is_open for line in lines), sum(line.is_late for line in lines)
        object.__setattr__(self, "owners", tuple(sorted(owners - {""})))
        object.__setattr__(self, "waiting", waiting)
        object.__setattr__(self, "late", late)

    def shown(self, state: str, side: str, owner: str | None) -> "Sequence[HandoverLine]":
        """Return those of one of STATES, to one side ("": both), of one person (None: everybody)."""
        if state == "all" and not side and owner is None:
            return self.lines
        if isinstance(self.lines, Packed):
            return _shown_of_many(self.lines, state, side, owner)
        return tuple(
            line
            for line in self.lines
            if state in ("all", line.state)
            and side in ("", line.leg.side)
            and owner in (None, line.leg.owner)
        )


def _shown_of_many(
    lines: Packed[HandoverLine], state: str, side: str, owner: str | None
) -> Packed[HandoverLine]:
    legs = cast("Packed[Leg]", lines.columns["leg"])
    wanted = np.ones(len(lines), np.bool_)
    if state != "all":
        wanted &= legs.texts("decision").are("" if state == "open" else state)
    if side:
        wanted &= legs.texts("side").are(side)
    if owner is not None:
        wanted &= legs.texts("owner").are(owner)
    return lines.take(np.flatnonzero(wanted))


def handovers_of(store: "Store", as_of: int) -> HandoverList:
    """Return the hand-overs known on a day."""
    with store.one_view():
        duties = duties_of(store, as_of)
        return HandoverList(as_of, handover_lines(store, duties), count_matters(store, duties))


def handover_lines(store: "Store", duties: DutyList) -> "Sequence[HandoverLine]":
    """Return the hand-overs as they stood on the day of some duties, in the order of the page, late as these say."""
    legs, zone = _legs_on(store, duties.as_of), store.zone
    if not len(legs):
        return ()
    lead = legs.numbers("lead")
    person, company = people_columns(store, lead)
    days = {
        name: legs.texts(f"{name}_at").numbers(lambda moment: moment_of(moment or None, zone).day)
        for name in ("handed", "decided", "contacted")
    }
    due, late = _answers(legs, duties)
    lines = Packed(
        HandoverLine,
        {
            "leg": legs,
            "person": person,
            "company": company,
            **{name: Numbers(column) for name, column in days.items()},
            "due": Numbers(due),
            "is_late": Numbers(late),
        },
    )
    is_open = legs.texts("decision").are("")
    day = np.where(is_open, days["handed"], -np.minimum(days["decided"], days["handed"]))
    return lines.take(np.lexsort((legs.numbers("record"), day, ~is_open))).kept()


def _answers(legs: Packed[Leg], duties: DutyList) -> "tuple[NDArray[np.int32], NDArray[np.bool_]]":
    """Return by when each hand-over is to be answered, and whether that is over."""
    due, late = np.full(len(legs), NEVER, np.int32), np.zeros(len(legs), np.bool_)
    answers = duties.of_event("handover")
    if len(answers):
        # Of several about one hand-over the last one counts.
        record, place = legs.numbers("record"), np.arange(len(answers))
        order = np.lexsort((place, numbers := answers.numbers("leg")))
        at = np.searchsorted(numbers[order], record, side="right") - 1
        here = (at >= 0) & (numbers[order][at] == record)
        chosen = order[at[here]]
        due[here], late[here] = answers.numbers("due")[chosen], answers.numbers("days_late")[chosen] > 0
    return due, late


def _legs_on(store: "Store", as_of: int) -> Packed[Leg]:
    """Return the hand-overs begun up to a day without what was decided or said of them later, as duties see them.

    What a later word replaced is not brought back.
    """
    facts = facts_of(store)
    known, legs = legs_of(facts, as_of), packed_legs(legs_of_store(store))
    records = facts.handovers.record[known.place]
    if not len(legs) or not len(records):
        return Packed(Leg, {})
    order = np.argsort(records, kind="stable")
    record = legs.numbers("record")
    at = np.minimum(np.searchsorted(records[order], record), len(order) - 1)
    here = records[order][at] == record
    legs, at = legs.take(np.flatnonzero(here)), order[at[here]]
    later = {
        "decision": known.decided[at] == NEVER,
        "contacted_at": known.contacted[at] == NEVER,
        "comment": known.commented[at] == NEVER,
    }
    # A decision goes with all that was said with it.
    undecided = later["decision"] & ~legs.texts("decision").are("")
    later |= dict.fromkeys(("decision", "reason", "decided_at", "recheck_at"), undecided)
    columns = {
        name: column.emptied(later[name]) if isinstance(column, Texts) and name in later else column
        for name, column in legs.columns.items()
    }
    return Packed(Leg, columns)

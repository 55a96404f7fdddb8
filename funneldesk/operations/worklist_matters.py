"""What the work list has a row for: each lead a side owes something about, and each hand-over that waits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.packed import Packed
from funneldesk.domain.unique import unique
from funneldesk.domain.worklist.worklist_sheets import SIDES
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_lists import Duty, DutyList
from funneldesk.operations.facts import facts_of
from funneldesk.operations.gathering_legs import packed_legs
from funneldesk.operations.leads import figures_of
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.refusals import mail_only
from funneldesk.store.erasing import erased_leads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.domain.facts import Bool, Int64
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Matter:
    """What one side owes about one lead."""

    side: str
    lead: int
    duties: tuple[Duty, ...]
    leg: Leg | None


def matters_of(store: "Store", as_of: int) -> list[Matter]:
    """Return what is owed, once for each lead and side, and hand-overs no rule asks for that wait all the same."""
    legs = _legs(store)
    record = {number: place for place, number in enumerate(_column(legs, "record").tolist())}
    waiting = {(leg.side, leg.lead): leg for leg in legs.take(_waiting(store, legs, as_of))}
    found: dict[tuple[str, int], list[Duty]] = {}
    for duty in duties_of(store, as_of).duties:
        if duty.lead and duty.who in SIDES:
            found.setdefault((duty.who, duty.lead), []).append(duty)
    matters = []
    for (side, lead), duties in found.items():
        number = next((duty.leg for duty in duties if duty.leg), 0)
        # Who was handed to inside sales is owed a call; what comes of it is an answer to that hand-over.
        leg = legs[record[number]] if number in record else waiting.get((side, lead))
        matters.append(Matter(side, lead, tuple(duties), leg))
    asked = {(matter.leg.side, matter.lead) for matter in matters if matter.leg} | found.keys()
    matters += [
        Matter(side, lead, (), leg) for (side, lead), leg in waiting.items() if (side, lead) not in asked
    ]
    return matters


def count_matters(store: "Store", duties: DutyList) -> int:
    """Return how many these are, of the duties of their day; none of them is made for it."""
    legs = _legs(store)
    places = _waiting(store, legs, duties.as_of)
    waiting = _pairs(legs.take(places), "side") if len(places) else np.zeros(0, np.int64)
    rows = duties.rows
    if len(rows):
        rows = rows.take(np.flatnonzero((rows.numbers("lead") != 0) & rows.texts("who").are(*SIDES)))
    if not len(rows):
        return len(waiting)
    owed, numbers = _pairs(rows, "who"), rows.numbers("leg")
    # Of several hand-overs the first one counts: what is said of it is an answer.
    about = np.flatnonzero(numbers)
    about = about[np.unique(owed[about], return_index=True)[1]]
    answered = _pairs(_with_numbers(legs, numbers[about]), "side")
    asked = np.concatenate([owed, answered])
    return len(unique(owed)) + int(np.count_nonzero(~np.isin(waiting, asked)))


def _legs(store: "Store") -> Packed[Leg]:
    """Return the hand-overs about everybody who was not erased, oldest record first."""
    legs, erased = packed_legs(legs_of_store(store)), erased_leads(store.connection)
    return (
        legs.take(np.flatnonzero(~np.isin(legs.numbers("lead"), [*erased]))) if erased and len(legs) else legs
    )


def _column(legs: Packed[Leg], name: str) -> "NDArray[np.signedinteger]":
    return legs.numbers(name) if len(legs) else np.zeros(0, np.int64)


def _with_numbers(legs: Packed[Leg], numbers: "NDArray[np.signedinteger]") -> Packed[Leg]:
    """Return the hand-overs with these records, as far as there are any."""
    return legs.take(np.flatnonzero(np.isin(_column(legs, "record"), numbers)))


def _pairs(rows: Packed[Duty] | Packed[Leg], side: str) -> "Int64":
    """Return a number for the lead and the side of each row; the side is one of SIDES."""
    found = np.zeros(len(rows), np.int64)
    if len(rows):
        found += rows.numbers("lead").astype(np.int64) * len(SIDES)
        for code, name in enumerate(SIDES):
            found[rows.texts(side).are(name)] += code
    return found


def _waiting(store: "Store", legs: Packed[Leg], as_of: int) -> "NDArray[np.intp]":
    """Return the places of the newest hand-over of each side and lead that may be contacted and has no decision.

    What inside sales handed on to sales it has answered. In the order in which each was first handed over.
    """
    if not len(legs):
        return np.zeros(0, np.intp)
    zone = store.zone
    day = legs.texts("handed_at").numbers(lambda moment: moment_of(moment or None, zone).day)
    day = np.where(day == NEVER, 0, day)
    known = np.flatnonzero((day <= as_of) & legs.texts("side").are(*SIDES))
    if not len(known):
        return known
    day, lead, pair = day[known], legs.numbers("lead")[known], _pairs(legs.take(known), "side")
    order = np.lexsort((day, pair))
    starts = np.flatnonzero(np.append(True, np.diff(pair[order]) != 0))
    first = np.minimum.reduceat(order, starts)
    newest = order[np.append(starts[1:], len(order)) - 1]
    newest = newest[np.argsort(first)]
    is_open = legs.texts("decision").are("")[known[newest]]
    may = _may_be_contacted(store, lead[newest], as_of)
    waits = is_open & may & ~_handed_on(pair[newest], day[newest])
    return np.asarray(known[newest[waits]])


def _may_be_contacted(store: "Store", lead: "NDArray[np.signedinteger]", as_of: int) -> "Bool":
    figures = figures_of(store, as_of)
    places = figures.positions(lead.astype(np.int64))
    out = figures.disqualified | (figures.opted_out & ~mail_only(store, facts_of(store)))
    return np.asarray((places >= 0) & ~np.append(out, True)[places])


def _handed_on(pair: "Int64", day: "NDArray[np.signedinteger]") -> "Bool":
    """Return which of these, one for each pair of lead and side, inside sales handed on to sales since."""
    lead, side = np.divmod(pair, len(SIDES))
    is_sales = side == SIDES.index("sales")
    if not is_sales.any():
        return np.zeros(len(pair), np.bool_)
    order = np.argsort(lead[is_sales])
    leads, days = lead[is_sales][order], day[is_sales][order]
    at = np.minimum(np.searchsorted(leads, lead), len(leads) - 1)
    return np.asarray((side == SIDES.index("is")) & (leads[at] == lead) & (days[at] >= day))

"""What the rules ask for on a day, with names, column by column: a hundred thousand are never objects at once."""

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.duties.standing import STANDING
from funneldesk.domain.packed import Numbers, Packed, Texts
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.operations.duty_lists import DUTY_FIELDS, LONG_AGO, Duty, packed_duties
from funneldesk.operations.people_columns import people_columns

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from funneldesk.domain.duties.duties import Duties, LateList, Owed
    from funneldesk.domain.facts import Facts, Int32
    from funneldesk.domain.packed import Column
    from funneldesk.store.store import Store

    Columns = dict[str, Column]

#: Duties no rule of the book asks for stand after those of its rules.
_AFTER_THE_RULES = 1000


def duty_rows(
    store: "Store", found: "Duties", facts: "Facts", milli: "Int32", erased: "Collection[int]" = ()
) -> Packed[Duty]:
    """Return duties with names in the order in which they are worked off, without those about some leads.

    `milli`: the scores of the day in thousandths, one for each lead of the facts.
    """
    parts = [Packed(Duty, _of_rule(owed, facts, milli, found.as_of)) for owed in found.owed if len(owed)]
    if found.lists:
        parts.append(packed_duties([_of_list(late, found.as_of) for late in found.lists]))
    if not parts:
        return Packed(Duty, {})
    rows = reduce(Packed.joined, parts)
    if erased:
        rows = rows.take(np.flatnonzero(~np.isin(rows.numbers("lead"), [*erased])))
    rows = rows.take(_order(rows))
    person, company = people_columns(store, rows.numbers("lead"))
    named = {**rows.columns, "person": person, "company": company}
    return Packed(Duty, {name: named[name] for name in DUTY_FIELDS})


def _order(rows: Packed[Duty]) -> "NDArray[np.intp]":
    """Return the order of duties: the rules of the book stand in the order of their weight, then the others."""
    late = rows.numbers("days_late")
    number = np.where(rows.texts("event").are(*STANDING), _AFTER_THE_RULES, rows.numbers("number"))
    return np.lexsort((rows.numbers("lead"), rows.numbers("due"), number, late <= 0, late > LONG_AGO))


def _of_rule(owed: "Owed", facts: "Facts", milli: "Int32", as_of: int) -> "Columns":
    rule, count = owed.rule, len(owed)
    here, is_leg = owed.lead >= 0, owed.leg >= 0
    lead, leg = np.maximum(owed.lead, 0), np.maximum(owed.leg, 0)
    same = {
        "rule": rule.id, "event": rule.event, "who": rule.who, "list_kind": "",
        "name": rule.name, "action": rule.action,
    }  # fmt: skip
    texts = {name: Texts.alike(text, count) for name, text in same.items()}
    if rule.event in STANDING:
        # Why somebody was turned down says what is asked for.
        reason = Texts.coded(_of_leg(facts.handovers.reason, leg, is_leg, -1), facts.names)
        texts |= {"name": reason, "action": reason}
    numbers = {
        "number": np.full(count, rule.number, np.int32),
        "version": np.full(count, owed.version, np.int32),
        "lead": np.where(here, facts.lead_ids[lead], 0) if facts.count else np.zeros(count, np.int32),
        "leg": _of_leg(facts.handovers.record, leg, is_leg, 0),
        "start": np.where(owed.start == 0, np.int32(as_of), owed.start),
        "due": owed.due,
        "days_late": np.maximum(as_of - owed.due, 0),
        "attempts": owed.attempts,
        "score": np.where(here, milli[lead] / MILLI, 0.0) if facts.count else np.zeros(count),
        "undated": owed.start == 0,
        "passed_on": _is_passed_on(owed, facts, leg, is_leg),
    }
    owner = _owner(owed, facts, leg, is_leg)
    return {**texts, **{name: Numbers(values) for name, values in numbers.items()}, "owner": owner}


def _of_leg(
    values: "NDArray[np.signedinteger]", leg: "Int32", is_leg: "NDArray[np.bool_]", none: int
) -> "NDArray[np.signedinteger]":
    """Return what stands in a column of hand-overs, `none` for rows about no hand-over."""
    return np.where(is_leg, values[leg], none) if len(values) else np.full(len(leg), none, np.int32)


def _is_passed_on(
    owed: "Owed", facts: "Facts", leg: "Int32", is_leg: "NDArray[np.bool_]"
) -> "NDArray[np.bool_]":
    """Return which are owed because of a hand-over to inside sales, not because of a score."""
    if owed.rule.event != "candidate":
        return np.zeros(len(owed), np.bool_)
    legs = facts.handovers
    begins = np.stack([_of_leg(days, leg, is_leg, -1) for days in (legs.handed_day, legs.decided_day)])
    return np.asarray(is_leg & ((owed.start == 0) | (owed.start == begins).any(axis=0)))


def _owner(owed: "Owed", facts: "Facts", leg: "Int32", is_leg: "NDArray[np.bool_]") -> Texts:
    """Return who is in charge: whoever turned it down passes it on; the account is the lead's own person's."""
    rule, count = owed.rule, len(owed)
    if rule.who == "marketing":
        return Texts.alike("", count)
    of_leg = Texts.coded(_of_leg(facts.handovers.owner, leg, is_leg, -1), facts.names)
    if rule.who not in ("is", "sales") or not facts.count:
        return of_leg
    column = facts.columns["owner"]
    codes = np.where(owed.lead >= 0, column.codes[np.maximum(owed.lead, 0)], -1)
    of_lead = Texts.coded(codes, column.labels)
    first, second = (of_lead, of_leg) if rule.event == "to_owner" else (of_leg, of_lead)
    places = np.arange(count)
    return first.joined(second).take(np.where(first.are(""), places + count, places))


def _of_list(late: "LateList", as_of: int) -> Duty:
    schedule = late.schedule
    return Duty(
        schedule.id, 0, 0, "list", schedule.name, schedule.name, schedule.owner, "", 0, "", "", 0,
        late.due, late.due, max(as_of - late.due, 0), list_kind=schedule.kind,
    )  # fmt: skip

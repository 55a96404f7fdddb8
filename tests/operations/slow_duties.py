"""What is owed on a day, and how many rows the work list has, worked out one by one: what the quick way is held to."""

from collections.abc import Iterator

from funneldesk.domain.duties.duties import LateList, Owed
from funneldesk.domain.duties.standing import STANDING
from funneldesk.domain.facts import Facts
from funneldesk.domain.moment import moment_of
from funneldesk.domain.worklist.worklist_sheets import SIDES
from funneldesk.operations.duties import duties_computed
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.leads import figures_of
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.refusals import mail_only
from funneldesk.operations.scoring import scores_on
from funneldesk.store.erasing import erased_leads
from funneldesk.store.lead_names import lead_names
from funneldesk.store.store import Store


def slow_duties(store: Store, as_of: int) -> tuple[Duty, ...]:
    with store.one_view():
        found, facts = duties_computed(store, as_of), facts_of(store)
        milli = scores_on(facts, versions_of(store), as_of).milli
        erased = erased_leads(store.connection)
        rows = [*(one for owed in found.owed for one in _of_rule(store, owed, facts, milli.tolist(), as_of))]
        rows += [_of_list(late, as_of) for late in found.lists]
    return tuple(sorted((duty for duty in rows if duty.lead not in erased), key=_order))


def _order(duty: Duty) -> tuple[bool, bool, int, int, int]:
    number = 1000 if duty.event in STANDING else duty.number
    return duty.is_long_ago, not duty.is_late, number, duty.due, duty.lead


def _of_rule(store: Store, owed: Owed, facts: Facts, milli: list[int], as_of: int) -> Iterator[Duty]:
    rule, legs, owners = owed.rule, facts.handovers, facts.columns["owner"]
    for place, lead in enumerate(owed.lead.tolist()):
        leg, start, due = int(owed.leg[place]), int(owed.start[place]), int(owed.due[place])
        number = int(facts.lead_ids[lead]) if lead >= 0 else 0
        person, company = lead_names(store, [number]).get(number, ("", ""))
        of_lead = owners.labels[owners.codes[lead]] if lead >= 0 and owners.codes[lead] >= 0 else ""
        of_lead = of_lead if rule.who in ("is", "sales") else ""
        of_leg = facts.names[legs.owner[leg]] if leg >= 0 and legs.owner[leg] >= 0 else ""
        owner = (of_lead or of_leg) if rule.event == "to_owner" else (of_leg or of_lead)
        name, action = rule.name, rule.action
        if rule.event in STANDING:
            name = action = facts.names[legs.reason[leg]] if leg >= 0 and legs.reason[leg] >= 0 else ""
        begins = (0, int(legs.handed_day[leg]), int(legs.decided_day[leg])) if leg >= 0 else ()
        yield Duty(
            rule.id, rule.number, owed.version, rule.event, name, action, rule.who,
            "" if rule.who == "marketing" else owner, number, person, company,
            int(legs.record[leg]) if leg >= 0 else 0, start or as_of, due, max(as_of - due, 0),
            int(owed.attempts[place]), milli[lead] / 1000 if lead >= 0 else 0.0, undated=not start,
            passed_on=rule.event == "candidate" and start in begins,
        )  # fmt: skip


def _of_list(late: LateList, as_of: int) -> Duty:
    one = late.schedule
    days = max(as_of - late.due, 0)
    return Duty(
        one.id, 0, 0, "list", one.name, one.name, one.owner, "", 0, "", "", 0, late.due, late.due, days,
        list_kind=one.kind,
    )  # fmt: skip


def slow_owed(store: Store, as_of: int) -> set[tuple[str, int]]:
    """Return side and lead of each row the work list has."""
    erased = erased_leads(store.connection)
    legs = [leg for leg in legs_of_store(store) if leg.lead not in erased]
    duties = [duty for duty in slow_duties(store, as_of) if duty.lead and duty.who in SIDES]
    owed = {(duty.who, duty.lead) for duty in duties}
    numbers: dict[tuple[str, int], int] = {}
    for duty in duties:
        if duty.leg:
            numbers.setdefault((duty.who, duty.lead), duty.leg)
    asked = owed | {(leg.side, leg.lead) for leg in legs if leg.record in numbers.values()}
    return owed | {pair for pair in _waiting(store, legs, as_of) if pair not in asked}


def _waiting(store: Store, legs: list[Leg], as_of: int) -> Iterator[tuple[str, int]]:
    newest: dict[tuple[str, int], tuple[int, Leg]] = {}
    for leg in legs:
        day = moment_of(leg.handed_at, store.zone).day if leg.handed_at else 0
        if day <= as_of and newest.get((leg.side, leg.lead), (0, leg))[0] <= day:
            newest[leg.side, leg.lead] = day, leg
    figures = figures_of(store, as_of)
    may_mail = mail_only(store, facts_of(store))
    for (side, lead), (day, leg) in newest.items():
        [place] = (figures.ids == lead).nonzero()[0].tolist() or [-1]
        if place < 0 or figures.disqualified[place] or (figures.opted_out[place] and not may_mail[place]):
            continue
        handed_on = side == "is" and ("sales", lead) in newest and newest["sales", lead][0] >= day
        if leg.is_open and not handed_on:
            yield side, lead

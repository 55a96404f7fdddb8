"""Hand-overs as a page shows them, worked out one by one: what the quick way is held against."""

from collections.abc import Iterator
from dataclasses import replace

from funneldesk.domain.duties.answers import legs_of
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.operations.duty_lists import DutyList
from funneldesk.operations.facts import facts_of
from funneldesk.operations.handovers import HandoverLine
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.store.lead_names import lead_names
from funneldesk.store.store import Store


def slow_lines(store: Store, duties: DutyList) -> list[HandoverLine]:
    answers = {duty.leg: duty for duty in duties.duties if duty.leg and duty.event == "handover"}
    lines = []
    for leg in _legs_on(store, duties.as_of):
        handed, decided, contacted = (
            moment_of(moment or None, store.zone).day
            for moment in (leg.handed_at, leg.decided_at, leg.contacted_at)
        )
        duty = answers.get(leg.record)
        [(person, company)] = lead_names(store, [leg.lead]).values()
        due, is_late = (duty.due, duty.is_late) if duty else (NEVER, False)
        lines.append(HandoverLine(leg, person, company, handed, decided, contacted, due, is_late))
    return sorted(lines, key=_order)


def _legs_on(store: Store, as_of: int) -> Iterator[Leg]:
    facts = facts_of(store)
    known = legs_of(facts, as_of)
    days = zip(known.decided.tolist(), known.contacted.tolist(), known.commented.tolist(), strict=True)
    by_record = dict(zip(facts.handovers.record[known.place].tolist(), days, strict=True))
    for leg in legs_of_store(store):
        if leg.record not in by_record:
            continue
        decided, contacted, commented = by_record[leg.record]
        one = leg
        if leg.decision and decided == NEVER:
            one = replace(one, decision="", reason="", decided_at="", recheck_at="")
        if contacted == NEVER:
            one = replace(one, contacted_at="")
        yield replace(one, comment="") if commented == NEVER else one


def _order(line: HandoverLine) -> tuple[bool, int, int]:
    day = line.handed if line.leg.is_open else -min(line.decided, line.handed)
    return not line.leg.is_open, day, line.leg.record

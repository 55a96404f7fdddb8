"""The leads of facts as the slow reading of the duties takes them, one after the other."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from funneldesk.domain.facts import FOLLOWS, NOT_REACHED, NOTED, Bool, Facts
from funneldesk.domain.fields import ACTIVITY_KINDS, DECISIONS, OUTCOMES, SAL, SIDES
from funneldesk.domain.moment import NEVER
from funneldesk.operations.merging import decisions
from funneldesk.operations.stores import Store
from tests.domain.duties.slow_duties import Contact, Deal, Lead, Leg

_SIDES = (*SIDES, "")  # the code -1 is the last one
_TALKS = {ACTIVITY_KINDS.index(kind): kind for kind in ("call", "meeting")}
_OTHER = ACTIVITY_KINDS.index("other")


def dated(day):
    return None if day == NEVER else int(day)


def merged_days(store: Store) -> dict[int, list[int]]:
    """Return the days on which somebody decided whether a lead is one with another, by lead."""
    found: dict[int, list[int]] = {}
    for one in decisions(store):
        if not one.hidden and not one.in_vain:
            at = datetime.fromisoformat(one.at).astimezone(ZoneInfo(store.zone))
            for lead in one.leads:
                found.setdefault(lead, []).append(at.date().toordinal())
    return found


def leads_of(facts: Facts, merged: Mapping[int, list[int]], mail_only: Bool) -> list[Lead]:
    """Return every lead by position; whether it is a candidate depends on the day."""
    found = [
        Lead(disqualified=dated(out), opted_out=None if called else dated(opted))
        for out, opted, called in zip(facts.disqualified_day, facts.opt_out_day, mail_only, strict=True)
    ]
    for place, lead in enumerate(facts.lead_ids.tolist()):
        found[place].merged = merged.get(lead, [])
    _take_legs(facts, found)
    for place, rule, day in zip(facts.done.lead, facts.done.rule, facts.done.day, strict=True):
        if place >= 0:
            found[place].done.append((facts.names[rule], int(day)))
    _take_contacts(facts, found)
    _take_deals(facts, found)
    claims = facts.claims
    for lead, stage, day in zip(claims.lead, claims.stage, claims.day, strict=True):
        if stage >= SAL:
            found[lead].claims.append(dated(day))
    return found


def _take_legs(facts: Facts, found: list[Lead]) -> None:
    legs = facts.handovers
    for n in range(len(legs)):
        found[legs.lead[n]].legs.append(
            Leg(
                _SIDES[legs.side[n]],
                dated(legs.handed_day[n]),
                (*DECISIONS, "")[legs.decision[n]],
                dated(legs.decided_day[n]),
                dated(legs.contacted_day[n]),
                dated(legs.commented_day[n]),
                dated(legs.recheck_day[n]),
                int(legs.record[n]),
                FOLLOWS[legs.follows[n]],
            )
        )


def _take_contacts(facts: Facts, found: list[Lead]) -> None:
    events = facts.events
    for n in range(len(events)):
        lead, day, kind, side = (
            found[events.lead[n]],
            dated(events.day[n]),
            events.kind[n],
            _SIDES[events.side[n]],
        )
        noted = bool(events.result[n] & NOTED)
        if day is None:
            continue
        if kind in _TALKS:
            lead.contacts.append(Contact(day, _TALKS[kind], side, not events.result[n] & NOT_REACHED, noted))
        elif kind == _OTHER and noted and side not in {"", "marketing"}:
            lead.notes.append(day)


def _take_deals(facts: Facts, found: list[Lead]) -> None:
    deals, again = facts.deals, facts.rechecks
    rechecks = {
        (int(lead), int(lost)): int(day)
        for lead, lost, day in zip(again.lead, again.lost_day, again.recheck_day, strict=True)
    }
    for n in attached(deals.lead):
        outcome = OUTCOMES[deals.outcome[n]]
        closed = dated(min(deals.closed_day[n], deals.won_day[n]))
        recheck = rechecks.get((int(deals.lead[n]), int(deals.closed_day[n]))) if outcome == "lost" else None
        found[deals.lead[n]].deals.append(Deal(dated(deals.opened_day[n]), outcome, closed, recheck))


def attached(lead):
    """Return the rows that belong to a lead."""
    return [n for n, owner in enumerate(lead.tolist()) if owner >= 0]

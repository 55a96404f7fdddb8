"""Facts made of the leads of `slow_duties`, and what the program says the rules ask about them."""

from dataclasses import replace

import numpy as np

from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.answers import answers_of
from funneldesk.domain.duties.duties import Matters, owed_now
from funneldesk.domain.facts import FOLLOWS, NOT_REACHED, NOTED, Done, Events, Handovers, Rechecks
from funneldesk.domain.fields import ACTIVITY_KINDS, DECISIONS, SIDES
from funneldesk.domain.moment import NEVER, NO_INSTANT
from tests.domain import facts_builder
from tests.domain.small_books import versions

CALENDAR = Calendar()


def facts_of(leads):
    """Facts of these leads; `since` is no fact, it is given to the rules."""
    people = [
        facts_builder.person(
            None,
            deals=[
                facts_builder.Deal(
                    deal.opened, deal.closed if deal.outcome == "won" else None, outcome=deal.outcome,
                    closed=deal.closed,
                )
                for deal in lead.deals
            ],
            claims=[("sal", when) for when in _claims(lead)],
            disqualified=lead.disqualified,
            opt_out=lead.opted_out,
            fields={"f": lead.f},
        )
        for lead in leads
    ]  # fmt: skip
    names = tuple(dict.fromkeys(name for lead in leads for name, _day in lead.done))
    return replace(
        facts_builder.facts(*people),
        events=_events(leads),
        handovers=_handovers(leads),
        rechecks=_rechecks(leads),
        done=_group(
            Done,
            [(names.index(name), place, day) for place, lead in enumerate(leads) for name, day in lead.done],
            ("day", "lead", "rule"),
        ),
        names=names,
    )


def _claims(lead):
    legs = [leg for leg in lead.legs if leg.side == "sales" and leg.decision == "accepted"]
    return [*lead.claims, *(leg.handed if leg.decided is None else leg.decided for leg in legs)]


def _events(leads):
    rows = []
    for place, lead in enumerate(leads):
        for one in lead.contacts:
            bits = (0 if one.reached else NOT_REACHED) | (NOTED if one.noted else 0)
            rows.append((place, one.day, one.kind, SIDES.index(one.side) if one.side else -1, bits))
        rows += [(place, day, "other", SIDES.index("is"), NOTED) for day in lead.notes]
    rows.sort(key=lambda row: row[:2])
    made = [
        (place, day, NO_INSTANT, ACTIVITY_KINDS.index(kind), side, -1, -1, number, bits)
        for number, (place, day, kind, side, bits) in enumerate(rows)
    ]
    kinds = (np.int32, np.int32, np.int64, np.int8, np.int8, np.int32, np.int32, np.int64, np.int8)
    columns = list(zip(*made, strict=True)) if made else [()] * len(kinds)
    return Events(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))


def _handovers(leads):
    rows = []
    for place, lead in enumerate(leads):
        for leg in lead.legs:
            decided = leg.decided if leg.decided is not None else leg.handed
            rows.append((
                place, SIDES.index(leg.side), _day(leg.handed), _day(decided) if leg.decision else NEVER,
                DECISIONS.index(leg.decision) if leg.decision else -1, _day(leg.contacted), _day(leg.commented),
                _day(leg.recheck), FOLLOWS.index(leg.follows if leg.decision == "rejected" else ""), -1, -1, leg.record,
            ))  # fmt: skip
    return _group(Handovers, rows, ("record", "handed_day", "lead"))


def _rechecks(leads):
    rows = [
        (place, deal.closed, deal.recheck, -1)
        for place, lead in enumerate(leads)
        for deal in lead.deals
        if deal.recheck is not None and deal.closed is not None and deal.outcome == "lost"
    ]
    return _group(Rechecks, rows, ("recheck_day", "lost_day", "lead"))


def _day(when):
    return NEVER if when is None else when


def _group(kind, rows, keys):
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(kind.__slots__)
    empty = kind()
    made = {
        name: np.array(column, getattr(empty, name).dtype)
        for name, column in zip(kind.__slots__, columns, strict=True)
    }
    order = np.lexsort([made[name] for name in keys])
    return kind(**{name: column[order] for name, column in made.items()})


def matters(leads, as_of, *, began=NEVER):
    facts = facts_of(leads)
    begun = [_day(lead.since) for lead in leads]
    since = np.array([when if when <= as_of else NEVER for when in begun], np.int32)
    merged = np.array([max(lead.merged, default=0) for lead in leads], np.int32)
    return Matters(facts, answers_of(facts, as_of), since, CALENDAR, began, merged)


def owed(leads, book, as_of, **rest):
    """What is owed: {(rule, place of the lead): (record of the leg or None, start, due, attempts)}."""
    about = matters(leads, as_of, **rest)
    found = {}
    for one in owed_now(about, InForce(versions(book)[0])):
        for lead, leg, start, due, attempts in zip(
            *(getattr(one, name).tolist() for name in ("lead", "leg", "start", "due", "attempts")),
            strict=True,
        ):
            record = int(about.facts.handovers.record[leg]) if leg >= 0 else None
            assert (one.rule.id, lead) not in found
            found[one.rule.id, lead] = (record, start or as_of, due, attempts)
    return found

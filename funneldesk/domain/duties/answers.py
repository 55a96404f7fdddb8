"""What was done about each lead up to a day: contacts, legs, deals. The columns the rules look at.

All arrays have one entry per lead. Days are ordinals; 0 stands for "never" where the newest day is asked for, so
that comparing "since" with "newest" just works.
"""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.facts import NOT_REACHED, NOTED, Bool, Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS, DECISIONS, OUTCOMES, SAL, SIDES
from funneldesk.domain.moment import NEVER

IS, SALES, MARKETING = SIDES.index("is"), SIDES.index("sales"), SIDES.index("marketing")
UNSAID = -1
#: Answered whenever it was asked.
ALWAYS = NEVER - 1
_CALL, _MEETING, _OTHER = (ACTIVITY_KINDS.index(kind) for kind in ("call", "meeting", "other"))
_REJECTED = DECISIONS.index("rejected")
_OPEN, _WON = OUTCOMES.index("open"), OUTCOMES.index("won")


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Calls and meetings up to a day, one row each, in the order of the events; and what was written down without one.

    Such a note is `noted`, and neither a call nor `reached`.
    """

    lead: Int32
    day: Int32
    side: Int32
    call: Bool
    reached: Bool
    noted: Bool

    def newest(self, leads: int, chosen: Bool) -> Int32:
        """Return the newest day of the chosen contacts of each lead, 0 for none."""
        return _newest(leads, self.lead[chosen], self.day[chosen])


def contacts_of(facts: Facts, as_of: int) -> Contacts:
    """Return the calls, meetings and notes of people outside marketing, up to `as_of`."""
    events = facts.events
    met = (events.kind == _CALL) | (events.kind == _MEETING)
    # A tool that writes remarks beside anything else does not say whose they are.
    written = (events.kind == _OTHER) & ((events.result & NOTED) != 0) & (events.side != UNSAID)
    here = np.flatnonzero((met | written) & (events.day <= as_of) & (events.side != MARKETING))
    result = events.result[here]
    return Contacts(
        events.lead[here],
        events.day[here],
        events.side[here].astype(np.int32),
        events.kind[here] == _CALL,
        met[here] & ((result & NOT_REACHED) == 0),
        (result & NOTED) != 0,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """The legs begun up to a day, with what was known of them by then; `place` in `Facts.handovers`.

    A leg without any date has begun at all times: `handed` is 0. Later decisions, contacts and comments are NEVER.
    """

    place: Int32
    lead: Int32
    to_sales: Bool
    handed: Int32
    decided: Int32
    rejected: Bool
    contacted: Int32
    commented: Int32
    recheck: Int32

    @property
    def is_open(self) -> Bool:
        """Which wait for a decision."""
        return np.asarray(self.decided == NEVER)

    def newest_of_each_lead(self, leads: int) -> Bool:
        """Return which leg to sales is the newest of its lead."""
        last = np.full(leads, -1)
        chosen = np.flatnonzero(self.to_sales)
        # Sorted by (lead, handed): of several assignments the newest stays.
        last[self.lead[chosen]] = chosen
        found = np.zeros(len(self.place), np.bool_)
        found[last[last >= 0]] = True
        return found


def legs_of(facts: Facts, as_of: int) -> Legs:
    """Return the legs begun by the end of `as_of`."""
    all_ = facts.handovers
    first = np.minimum.reduce([all_.handed_day, all_.decided_day, all_.contacted_day])
    handed = np.where(all_.handed_day == NEVER, np.where(first == NEVER, 0, first), all_.handed_day)
    decided = np.where(
        all_.decision < 0, NEVER, np.where(all_.decided_day == NEVER, handed, all_.decided_day)
    )
    here = np.flatnonzero(handed <= as_of)
    order = here[np.lexsort((all_.record[here], handed[here], all_.lead[here]))]

    def known(days: Int32) -> Int32:
        return np.where(days[order] <= as_of, days[order], NEVER).astype(np.int32)

    decided = known(decided.astype(np.int32))
    rejected = (all_.decision[order] == _REJECTED) & (decided != NEVER)
    return Legs(
        order.astype(np.int32),
        all_.lead[order],
        all_.side[order] != IS,
        handed[order].astype(np.int32),
        decided,
        rejected,
        known(all_.contacted_day),
        known(all_.commented_day),
        np.where(rejected | (decided == NEVER), all_.recheck_day[order], NEVER).astype(np.int32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What the rules ask about every lead.

    `dealt`: newest day a deal opened; `in_deal`: one is open, or was won; `out`: disqualified, or asked not to be
    contacted. `answered`: newest day on which somebody did something about a candidate: reached it, handed it to
    sales, decided, opened a deal; `ALWAYS` where a list says that sales has it, but not since when.
    """

    leads: int
    as_of: int
    contacts: Contacts
    legs: Legs
    dealt: Int32
    in_deal: Bool
    out: Bool
    answered: Int32


def answers_of(facts: Facts, as_of: int) -> Answers:
    """Return what was done about every lead up to `as_of`."""
    count, contacts, legs = facts.count, contacts_of(facts, as_of), legs_of(facts, as_of)
    deals = facts.deals
    begun = (deals.lead >= 0) & (deals.opened_day <= as_of)
    dealt = _newest(count, deals.lead[begun], deals.opened_day[begun])
    closed = np.where(deals.outcome == _OPEN, NEVER, np.minimum(deals.closed_day, deals.won_day))
    running = (
        (deals.lead >= 0)
        & ((deals.opened_day <= as_of) | (deals.opened_day == NEVER))
        & ((closed > as_of) & ((deals.outcome == _OPEN) | (closed != NEVER)) | (deals.outcome == _WON))
    )
    in_deal = np.zeros(count, np.bool_)
    in_deal[deals.lead[running]] = True
    reached = contacts.newest(count, contacts.reached)
    answered = np.maximum(reached, dealt)
    # That it was passed to inside sales is what makes the call owed, not the call.
    passed = np.where(legs.to_sales, legs.handed, NEVER)
    for days in (passed, legs.decided, legs.contacted):
        here = days != NEVER
        np.maximum.at(answered, legs.lead[here], days[here])
    claims = facts.claims
    taken = (claims.stage >= SAL) & ((claims.day <= as_of) | (claims.day == NEVER))
    days = np.where(claims.day[taken] == NEVER, ALWAYS, claims.day[taken]).astype(np.int32)
    np.maximum.at(answered, claims.lead[taken], days)
    out = (facts.disqualified_day <= as_of) | (facts.opt_out_day <= as_of)
    return Answers(count, as_of, contacts, legs, dealt, in_deal, np.asarray(out), answered)


def _newest(leads: int, lead: Int32, day: Int32) -> Int32:
    found = np.zeros(leads, np.int32)
    np.maximum.at(found, lead, day)
    return found

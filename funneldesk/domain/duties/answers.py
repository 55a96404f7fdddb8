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
_CALL, _MEETING, _OTHER = (ACTIVITY_KINDS.index(kind) for kind in ("call", "meeting", "other"))
_REJECTED = DECISIONS.index("rejected")
_OPEN, _WON, _LOST = (OUTCOMES.index(name) for name in ("open", "won", "lost"))


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Calls and meetings up to a day, one row each, in the order of the events."""

    lead: Int32
    day: Int32
    side: Int32
    call: Bool
    reached: Bool

    def newest(self, leads: int, chosen: Bool) -> Int32:
        """Return the newest day of the chosen contacts of each lead, 0 for none."""
        return _newest(leads, self.lead[chosen], self.day[chosen])


def contacts_of(facts: Facts, as_of: int) -> Contacts:
    """Return the calls and meetings of people outside marketing, up to `as_of`."""
    events = facts.events
    here = events.where(
        lambda of: (
            ((of("kind") == _CALL) | (of("kind") == _MEETING))
            & (of("day") <= as_of)
            & (of("side") != MARKETING)
        )
    )
    return Contacts(
        events.some("lead", here),
        events.some("day", here),
        events.some("side", here).astype(np.int32),
        events.some("kind", here) == _CALL,
        (events.some("result", here) & NOT_REACHED) == 0,
    )


def _noted(facts: Facts, legs: "Legs", as_of: int) -> Int32:
    """Return the newest day on which somebody wrote down what was said, 0 for never."""
    events = facts.events
    here = events.where(lambda of: ((of("result") & NOTED) != 0) & (of("day") <= as_of))
    kind, side = events.some("kind", here), events.some("side", here)
    talked = ((kind == _CALL) | (kind == _MEETING)) & ((events.some("result", here) & NOT_REACHED) == 0)
    # A tool's own entries have texts as well: a note alone counts where somebody signs for it.
    alone = (kind == _OTHER) & (side != UNSAID)
    here = here[(talked | alone) & (side != MARKETING)]
    found = _newest(facts.count, events.some("lead", here), events.some("day", here))
    there = legs.commented != NEVER
    np.maximum.at(found, legs.lead[there], legs.commented[there])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """The legs begun up to a day, with what was known of them by then; `place` in `Facts.handovers`.

    A leg is as old as the first date it has; without any it has begun at all times: `handed` is 0. Later decisions,
    contacts and comments are NEVER. `recheck`: the date to look again that nobody's acceptance has outdated.
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

    def newest_matter(self, leads: int) -> tuple[Int32, Int32]:
        """Return the leg of each lead that has one of which was heard last, and when: handed over, or turned down."""
        day = np.where(self.rejected, self.decided, self.handed).astype(np.int32)
        order = np.lexsort((np.arange(len(day)), day, self.lead))
        last = np.full(leads, -1, np.int32)
        last[self.lead[order]] = order
        found = last[last >= 0]
        return found, day[found]

    def newest(self, leads: int, among: Bool) -> Int32:
        """Return the newest leg of each lead that has one, of those chosen by `among`."""
        last = np.full(leads, -1, np.int32)
        chosen = np.flatnonzero(among)
        # Sorted by (lead, handed): of several assignments the newest stays.
        last[self.lead[chosen]] = chosen
        return last[last >= 0]


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
        np.where(rejected | (all_.decision[order] < 0), all_.recheck_day[order], NEVER).astype(np.int32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What the rules ask about every lead.

    `dealt`: newest day a deal opened; `in_deal`: one is open; `customer`: one was won. `disqualified`: by hand or by
    list; `opted_out`: of calls as well as of mail. `noted`: newest day on which somebody wrote down what was said.
    `claimed`: newest day from which on records say that sales has it; `turned_down`: what was last heard of its
    hand-overs is a rejection; `taken`: a list says without a date that sales has it, and nobody turned it down since.
    `answered`: newest day on which somebody did something about a candidate: reached it, handed it to sales, turned
    it down, took it over, opened a deal. That inside sales accepted it is a promise and no answer.
    """

    leads: int
    as_of: int
    contacts: Contacts
    legs: Legs
    dealt: Int32
    in_deal: Bool
    customer: Bool
    disqualified: Bool
    opted_out: Bool
    noted: Int32
    claimed: Int32
    turned_down: Bool
    taken: Bool
    answered: Int32


def answers_of(facts: Facts, as_of: int, mail_only: Bool | None = None) -> Answers:
    """Return what was done about every lead up to `as_of`; `mail_only`: who may be called although opted out."""
    opted_out = np.asarray(facts.opt_out_day <= as_of)
    if mail_only is not None:
        opted_out &= ~mail_only
    count, contacts, legs = facts.count, contacts_of(facts, as_of), legs_of(facts, as_of)
    dealt, in_deal, customer = _deals_of(facts, as_of)
    claimed, undated = _claims_of(facts, as_of)
    newest, _day = legs.newest_matter(count)
    turned_down = _turned_down(count, legs, newest)
    taken = undated & ~turned_down & ~_turned_down(count, legs, legs.newest(count, legs.to_sales))
    answered = np.maximum.reduce([contacts.newest(count, contacts.reached), dealt, claimed])
    # That it was passed to inside sales is what makes the call owed, not the call.
    passed = np.where(legs.to_sales, legs.handed, NEVER)
    decided = np.where(legs.to_sales | legs.rejected, legs.decided, NEVER)
    for days in (passed, decided, legs.contacted):
        here = days != NEVER
        np.maximum.at(answered, legs.lead[here], days[here].astype(np.int32))
    return Answers(
        count, as_of, contacts, legs, dealt, in_deal, customer,
        np.asarray(facts.disqualified_day <= as_of), opted_out,
        _noted(facts, legs, as_of), claimed, turned_down, taken, answered,
    )  # fmt: skip


def _deals_of(facts: Facts, as_of: int) -> tuple[Int32, Bool, Bool]:
    """Return the newest day a deal opened, for whom one is open, and for whom one was won."""
    deals = facts.deals
    begun = (deals.lead >= 0) & (deals.opened_day <= as_of)
    dealt = _newest(facts.count, deals.lead[begun], deals.opened_day[begun])
    there, over = _there_and_over(facts, as_of)
    in_deal, customer = np.zeros(facts.count, np.bool_), np.zeros(facts.count, np.bool_)
    in_deal[deals.lead[there & ~over]] = True
    customer[deals.lead[there & over & (deals.outcome == _WON)]] = True
    return dealt, in_deal, customer


def _there_and_over(facts: Facts, as_of: int) -> tuple[Bool, Bool]:
    """Return which deals of leads had begun, and which were closed."""
    deals = facts.deals
    there = (deals.lead >= 0) & ((deals.opened_day <= as_of) | (deals.opened_day == NEVER))
    closed = np.minimum(deals.closed_day, deals.won_day)
    # Without the day it was closed on it has been closed all along.
    over = (deals.outcome != _OPEN) & ((closed <= as_of) | (closed == NEVER))
    return there, over


def lost_since(facts: Facts, as_of: int) -> Int32:
    """Return the day the newest deal was lost, of leads with lost ones only: 0 without a date, NEVER for others."""
    deals = facts.deals
    there, over = _there_and_over(facts, as_of)
    gone = there & over & (deals.outcome == _LOST)
    found = np.full(facts.count, NEVER, np.int32)
    found[deals.lead[gone]] = 0
    dated = gone & (deals.closed_day != NEVER)
    np.maximum.at(found, deals.lead[dated], deals.closed_day[dated])
    found[deals.lead[there & ~gone]] = NEVER
    return found


def _claims_of(facts: Facts, as_of: int) -> tuple[Int32, Bool]:
    """Return the newest day, and for whom there is one without a day, from which on records say that sales has it."""
    claims = facts.claims
    late = claims.stage >= SAL
    dated = late & (claims.day <= as_of)
    undated = np.zeros(facts.count, np.bool_)
    undated[claims.lead[late & (claims.day == NEVER)]] = True
    return _newest(facts.count, claims.lead[dated], claims.day[dated]), undated


def _turned_down(leads: int, legs: Legs, chosen: Int32) -> Bool:
    """Return whose leg of those chosen was rejected."""
    found = np.zeros(leads, np.bool_)
    found[legs.lead[chosen[legs.rejected[chosen]]]] = True
    return found


def _newest(leads: int, lead: Int32, day: Int32) -> Int32:
    found = np.zeros(leads, np.int32)
    np.maximum.at(found, lead, day)
    return found

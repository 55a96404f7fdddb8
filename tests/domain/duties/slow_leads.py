"""A lead in plain Python, and what is known about it at the end of a day. None is "no date"."""

from dataclasses import dataclass, field, replace

LEAST = -(10**9)


@dataclass
class Leg:
    side: str = "sales"
    handed: int | None = None
    decision: str = ""
    decided: int | None = None
    contacted: int | None = None
    commented: int | None = None
    recheck: int | None = None
    record: int = 0
    #: What the book says follows from its reason.
    follows: str = ""


@dataclass
class Contact:
    day: int
    kind: str = "call"
    side: str = ""
    reached: bool = True
    noted: bool = False


@dataclass
class Deal:
    opened: int | None = None
    outcome: str = "open"
    closed: int | None = None
    recheck: int | None = None


@dataclass
class Lead:
    since: int | None = None
    disqualified: int | None = None
    legs: list = field(default_factory=list)
    contacts: list = field(default_factory=list)
    deals: list = field(default_factory=list)
    #: Days, or None, on which lists say that sales has it.
    claims: list = field(default_factory=list)
    #: Days of notes without a call.
    notes: list = field(default_factory=list)
    opted_out: int | None = None
    f: str = ""
    #: (id of the rule, day)
    done: list = field(default_factory=list)
    #: Days on which somebody decided whether it is one with another lead.
    merged: list = field(default_factory=list)


def at(when):
    """A day to compare with; what has no date was there from the beginning."""
    return LEAST if when is None else when


class Seen:
    """What is known about one lead at the end of a day."""

    def __init__(self, lead, day):
        self.day, self.f = day, lead.f
        self.since = lead.since if lead.since is not None and lead.since <= day else None
        self.disqualified = lead.disqualified is not None and lead.disqualified <= day
        self.opted_out = lead.opted_out is not None and lead.opted_out <= day
        legs = [self._leg(leg) for leg in lead.legs]
        self.legs = sorted(
            (leg for leg in legs if at(leg.handed) <= day), key=lambda leg: (at(leg.handed), leg.record)
        )
        self.contacts = [one for one in lead.contacts if one.day <= day and one.side != "marketing"]
        self.deals = [one for one in lead.deals if at(one.opened) <= day]
        #: A deal that a list calls lost is lost, also where the same list says that it opens later.
        self.lost = [one for one in lead.deals if one.closed is not None and one.closed <= day]
        self.merged = lead.merged
        self.notes = [when for when in lead.notes if when <= day]
        self.done = [one for one in lead.done if one[1] <= day]
        self.claims = [when for when in self._claimed(lead) if at(when) <= day]

    @staticmethod
    def _claimed(lead):
        """Since when records say that sales has it: as `domain.funnel.claims` reads them."""
        found = [*lead.claims, *(deal.opened for deal in lead.deals)]
        found += [deal.closed for deal in lead.deals if deal.outcome == "won"]
        accepted = [leg for leg in lead.legs if leg.side == "sales" and leg.decision == "accepted"]
        return found + [leg.handed if leg.decided is None else leg.decided for leg in accepted]

    def _leg(self, leg):
        """The leg as old as its first date, without what happened to it later."""
        dates = [when for when in (leg.handed, leg.decided, leg.contacted) if when is not None]
        handed = leg.handed if leg.handed is not None else min(dates, default=None)
        decided = leg.decided if leg.decided is not None else handed
        known = leg.decision and at(decided) <= self.day
        return replace(
            leg,
            handed=handed,
            decision=leg.decision if known else "",
            decided=decided if known else None,
            contacted=self._past(leg.contacted),
            commented=self._past(leg.commented),
            recheck=leg.recheck if not leg.decision or (known and leg.decision == "rejected") else None,
        )

    def _past(self, when):
        return when if when is not None and when <= self.day else None

    def to_sales(self):
        return next((leg for leg in reversed(self.legs) if leg.side == "sales"), None)

    def deal_open(self):
        return any(deal.outcome == "open" or self._later(deal) for deal in self.deals)

    def customer(self):
        return any(deal.outcome == "won" and not self._later(deal) for deal in self.deals)

    def _later(self, deal):
        return deal.closed is not None and deal.closed > self.day

    def deal_since(self, day):
        return any(deal.opened is not None and deal.opened >= day for deal in self.deals)

    def sales_says_it_has_it(self):
        """A list says so, nobody knows since when, and sales did not turn it down since."""
        newest = self.to_sales()
        return (
            None in self.claims and not self.turned_down() and not (newest and newest.decision == "rejected")
        )

    def newest_matter(self):
        """The leg of which was heard last, and when: that it was handed over, or turned down."""
        days = [at(leg.decided if leg.decision == "rejected" else leg.handed) for leg in self.legs]
        return max(
            zip(days, range(len(days)), self.legs, strict=True), default=None, key=lambda found: found[:2]
        )

    def turned_down(self):
        newest = self.newest_matter()
        return newest is not None and newest[2].decision == "rejected"

    def reached_since(self, day, sides=("", "is", "sales")):
        return any(one.reached and one.day >= day and one.side in sides for one in self.contacts)

    def answered_since(self, day):
        """Somebody reached it, handed it on, turned it down, took it over."""
        acted = [
            (leg.side == "sales" and at(leg.handed) >= day)
            or (
                (leg.decision == "rejected" or (leg.decision and leg.side == "sales"))
                and at(leg.decided) >= day
            )
            or at(leg.contacted) >= day
            for leg in self.legs
            if leg.handed is not None
        ]
        claimed = any(when is not None and when >= day for when in self.claims)
        return any(acted) or self.reached_since(day) or self.deal_since(day) or claimed

    def anything_done(self):
        return self.answered_since(LEAST)

    def tries_since(self, day):
        """The days of the calls in a row nobody answered, up to now."""
        reached = max((one.day for one in self.contacts if one.reached), default=LEAST)
        return sorted(
            one.day
            for one in self.contacts
            if one.kind == "call" and not one.reached and one.day >= day and one.day > reached
        )

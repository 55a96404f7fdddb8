"""The duties once more, in plain Python, one lead and one rule at a time, from the docstring of `domain.duties.duties`.

Days are ordinals; None is "no date". Nothing here is quick, and nothing is shared with the program but the calendar.
"""

from dataclasses import replace

from funneldesk.domain.book.book import Rule
from tests.domain.duties.slow_leads import LEAST, Contact, Deal, Lead, Leg, Seen, at

__all__ = ["Contact", "Deal", "Lead", "Leg", "Owed", "standing"]


class Owed:
    """What the rules of a book ask about one lead on a day: `of(rule)` gives None or (leg, start, due, attempts)."""

    def __init__(self, lead, rules, day, calendar):
        self.seen, self.rules, self.day, self.calendar = Seen(lead, day), rules, day, calendar

    def of(self, rule):
        contacting = rule.event in ("candidate", "no_contact", "unreachable", "recheck", "undecided")
        if self.seen.disqualified or (self.seen.opted_out and contacting) or not self.holds(rule):
            return None
        found = getattr(self, rule.event)(rule)
        if found is None:
            return None
        leg, start, tries, clock = found
        if clock is None:  # the time is over when it begins
            clock, rule = start, replace(rule, due_days=0, due_calendar="calendar")
        if any(name == rule.id and when >= start for name, when in self.seen.done):
            return None
        # Nobody can say that what has no date is late.
        start, clock = (self.day if when == LEAST else when for when in (start, clock))
        return leg, start, self._limit(rule, self._named_clock(rule, start) or clock), tries

    def holds(self, rule):
        return rule.condition is None or self.seen.f in rule.condition.values

    def _named_clock(self, rule, start):
        """The day the rule's own clock gives, where it is not that of its event."""
        usual = {"no_contact": "handover", "unreachable": "call"}.get(rule.event, rule.event)
        if rule.clock in ("", usual):
            return None
        newest = self.seen.to_sales()
        days = {
            "candidate": self.seen.since,
            "call": max((one.day for one in self.seen.contacts if one.kind == "call"), default=None),
            "handover": newest and newest.handed,
        }
        return days.get(rule.clock) or start

    def _limit(self, rule, clock):
        day, left = clock, rule.due_days
        if rule.due_calendar == "calendar":
            return day + left
        while left or not (rule.due_days or self.calendar.is_business_day(day)):
            day += 1
            left -= self.calendar.is_business_day(day) if rule.due_days else 0
        return day

    def _passed_on(self):
        """The newest hand-over to inside sales that nobody did anything about."""
        seen = self.seen
        if seen.sales_says_it_has_it():
            return None
        legs = [
            leg
            for leg in seen.legs
            if leg.side == "is" and leg.decision != "rejected" and leg.contacted is None
        ]
        return next((leg for leg in reversed(legs) if not seen.answered_since(at(leg.handed))), None)

    def _waiting(self):
        """Since when inside sales is to call, None: it is not."""
        seen = self.seen
        if seen.sales_says_it_has_it() or seen.opted_out:
            return None
        sold = seen.deal_open() or seen.customer()
        if seen.since is not None and not sold and not seen.answered_since(seen.since):
            return seen.since
        leg = self._passed_on()
        return None if leg is None else at(leg.handed)

    def _silent(self):
        """The newest hand-over to sales after which there is no contact and that is still a matter."""
        seen = self.seen
        leg = seen.to_sales()
        if (
            leg is None
            or leg.handed is None
            or leg.decision == "rejected"
            or leg.contacted is not None
            or seen.turned_down()
        ):
            return None
        if seen.opted_out or seen.deal_open() or seen.deal_since(leg.handed):
            return None
        contact = seen.reached_since(leg.handed, ("sales",)) or seen.reached_since(leg.handed + 1, ("",))
        return None if contact else leg

    def _tries(self):
        start = self._waiting()
        if start is None:
            leg = self._silent()
            start = leg and leg.handed
        return [] if start is None else self.seen.tries_since(start)

    def _given_up(self):
        counts = [rule.count for rule in self.rules if rule.event == "unreachable" and self.holds(rule)]
        return any(0 < count <= len(self._tries()) for count in counts)

    def candidate(self, rule):
        del rule
        start = self._waiting()
        if start is None or self._given_up():
            return None
        leg = self._passed_on()
        clock = max([self.day if start == LEAST else start, *self._tries()])
        return leg and leg.record, start, len(self._tries()), clock

    def unreachable(self, rule):
        tries = self._tries()
        if not 0 < rule.count <= len(tries):
            return None
        day = tries[rule.count - 1]
        return None, day, len(tries), day

    def call(self, rule):
        seen = self.seen
        mine = [one for one in seen.contacts if one.kind == "call" and one.reached]
        if rule.who in ("is", "sales"):
            mine = [one for one in mine if one.side in ("", rule.who)]
        called = max((one.day for one in mine), default=LEAST)
        if self.day - called >= 30:
            return None
        said = [one.day for one in seen.contacts if one.noted and one.reached] + seen.notes
        said += [leg.commented for leg in seen.legs if leg.commented is not None]
        return None if any(day >= called for day in said) else (None, called, 0, called)

    def handover(self, rule):
        del rule
        leg = self.seen.to_sales()
        if leg is None or leg.decision or self.seen.turned_down() or self.seen.deal_since(at(leg.handed)):
            return None
        if any(when is not None and when >= at(leg.handed) for when in self.seen.claims):
            return None
        return leg.record, at(leg.handed), 0, at(leg.handed)

    def no_contact(self, rule):
        leg = self._silent()
        if leg is None or self._given_up():
            return None
        if self._waiting() is not None and any(
            one.event == "candidate" and self.holds(one) for one in self.rules
        ):
            return None
        start = leg.handed + rule.after_days
        again = [
            one.day
            for one in self.seen.contacts
            if one.kind == "call" and one.side == "is" and one.day >= start
        ]
        start = max([leg.handed, *again]) + rule.after_days
        return None if start > self.day else (leg.record, start, len(self._tries()), start)

    def undecided(self, rule):
        """Reached since it became inside sales' matter, and nobody handed it on, took it or turned it down since."""
        seen = self.seen
        begins = [] if seen.since is None or seen.customer() else [seen.since]
        passed = [
            leg
            for leg in seen.legs
            if leg.side == "is" and leg.decision != "rejected" and leg.handed is not None
        ]
        begins += [at(leg.handed) for leg in passed]
        if not begins or seen.deal_open() or seen.sales_says_it_has_it():
            return None
        begun = max(begins)
        if not any(one.event == "candidate" and self.holds(one) for one in self.rules):
            return None
        met = [one.day for one in seen.contacts if one.reached and one.side in ("", "is")]
        met += [leg.contacted for leg in passed if leg.contacted is not None]
        if not met or max(met) < begun:
            return None
        settled = [leg.handed for leg in seen.legs if leg.side == "sales"]
        settled += [leg.decided for leg in seen.legs if leg.decision == "rejected" or leg.side == "sales"]
        settled += [*seen.claims, *(deal.opened for deal in seen.deals)]
        settled += [one.day for one in seen.contacts if one.reached and one.side == "sales"]
        if any(when is not None and when >= begun for when in settled):
            return None
        start = self._limit(rule, max(met))
        return None if start > self.day else (None, start, 0, None)

    def _to_act(self, event):
        """The newest matter, where it is a rejection for a reason that asks somebody to act, and since when."""
        newest = self.seen.newest_matter()
        if newest is None or newest[2].decision != "rejected" or newest[2].follows != event:
            return None, None
        return newest[2], at(newest[2].decided)

    def to_owner(self, rule):
        del rule
        (leg, day), seen = self._to_act("to_owner"), self.seen
        if leg is None or seen.reached_since(day + 1, ("sales", "")) or seen.deal_since(day):
            return None
        if any(when is not None and when >= day for when in seen.claims):
            return None
        return leg.record, day, 0, day

    def merge(self, rule):
        del rule
        leg, day = self._to_act("merge")
        if leg is None or any(when >= day for when in self.seen.merged):
            return None
        return leg.record, day, 0, day

    def recheck(self, rule):
        del rule
        seen = self.seen
        if seen.deal_open() or seen.customer():
            return None
        # The newest matter speaks: (as old as, the date it left).
        matters = []
        if newest := seen.newest_matter():
            matters.append((newest[0], newest[2].recheck))
        matters += [
            (deal.closed, deal.recheck)
            for deal in seen.lost
            if deal.recheck is not None
            and not any(other.opened is not None and other.opened > deal.closed for other in seen.deals)
        ]
        newest = max((day for day, _ in matters), default=None)
        date = max((date for day, date in matters if day == newest and date is not None), default=None)
        if date is None or date > self.day or seen.answered_since(date):
            return None
        return None, date, 0, date


def standing(rules):
    """What is owed without a rule, within the time sales has for its answer, else inside sales for its call."""
    limits = [rule for event in ("handover", "candidate") for rule in rules if rule.event == event]
    days, calendar = (limits[0].due_days, limits[0].due_calendar) if limits else (0, "calendar")
    sides = {"undecided": "is", "to_owner": "sales", "merge": "marketing"}
    if not any(rule.event == "candidate" for rule in rules):
        del sides["undecided"]
    return [Rule(event, 0, event, event, side, "", days, calendar, "") for event, side in sides.items()]

"""The same rules once more, in plain Python, one lead and one day at a time: what the quick code is held against."""

from decimal import ROUND_HALF_EVEN, Decimal

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.conditions import (
    Activity,
    All,
    Any_,
    Attribute,
    DaysSince,
    Disqualified,
    Not,
    Score,
)
from funneldesk.domain.moment import NEVER
from tests.domain.facts_builder import moment


class Slow:
    """One lead of `facts_builder.person`."""

    def __init__(self, person, contents=()):
        self.person = person
        self.contents = {content.key: content for content in contents}
        self.acquired = moment(person.acquired)[0]
        self.activities = [
            (moment(when)[0], kind, content[0] if content else None) for when, kind, *content in person.did
        ]

    def known_from(self):
        days = [self.acquired] + [day for day, _, _ in self.activities]
        days += [moment(when)[0] for _, when in self.person.claims]
        for deal in self.person.deals:
            days += [moment(deal.opened)[0], moment(deal.won)[0]]
        return min(days)

    def value(self, field, day):
        history = self.person.changes.get(field)
        if history is None:
            return self.person.fields.get(field, "")
        value = history[0][1]
        for when, text in history:
            if moment(when)[0] <= day:
                value = text
        return value

    def matching(self, match):
        for day, kind, key in self.activities:
            content = self.contents.get(key)
            of_type = content.type if content else ""
            if match.kinds and kind not in match.kinds:
                continue
            if match.contents and key not in match.contents:
                continue
            if match.types and of_type not in match.types:
                continue
            if day != NEVER:
                yield day

    def holds(self, condition, book, day):  # noqa: C901, PLR0911 - one case for each kind of condition
        match condition:
            case Attribute(field, "is", values):
                return self.value(field, day) in values
            case Attribute(field, "filled"):
                return bool(self.value(field, day))
            case Activity(match, least, within):
                ages = [day - when for when in self.matching(match)]
                return sum(age >= 0 and (within is None or age < within) for age in ages) >= least
            case DaysSince(match, days):
                past = [when for when in self.matching(match) if when <= day]
                start = max(past, default=self.acquired)
                return start != NEVER and day - start >= days
            case Score(operator, points, component):
                score = self.score(book, day, component)
                return score > points if operator == "gt" else score >= points
            case Disqualified():
                if moment(self.person.disqualified)[0] <= day:
                    return True
                return any(
                    c.target == "disqualified" and c.when and self.holds(c.when, book, day)
                    for c in book.criteria
                )
            case All(parts):
                return all(self.holds(part, book, day) for part in parts)
            case Any_(parts):
                return any(self.holds(part, book, day) for part in parts)
            case Not(part):
                return not self.holds(part, book, day)
        raise TypeError(condition)

    def signal(self, signal, book, day):
        if signal.test is not None:
            return Decimal(str(signal.points)) if self.holds(signal.test, book, day) else Decimal(0)
        total = 0.0
        for when in self.matching(signal.counts):
            age = day - when
            if age >= 0 and (signal.window_days is None or age < signal.window_days):
                decays = signal.half_life_days and signal.points >= 0
                total += signal.points * (0.5 ** (age / signal.half_life_days) if decays else 1)
        if signal.cap is not None:
            total = max(-signal.cap, min(signal.cap, total))
        return Decimal(repr(total)).quantize(Decimal("0.001"), ROUND_HALF_EVEN)

    def score(self, book, day, component=None):
        total = Decimal(0)
        for part in book.components:
            if component in (None, part.id):
                points = sum(self.signal(s, book, day) for s in book.signals if s.component == part.id)
                total += max(Decimal(str(part.floor)), min(Decimal(str(part.cap)), points))
        return total

    def joined(self, pilot, as_of):
        """The first day in the pilot; None: not up to `as_of`. Without any date in its days: judged on the last."""
        last = as_of if pilot.until_day is None else min(as_of, pilot.until_day)
        segment, known = pilot.book.scope.segment, self.known_from()
        if last < pilot.from_day:
            return None
        if known > last:
            return pilot.from_day if segment is None or self.holds(segment, pilot.book, last) else None
        for day in range(max(known, pilot.from_day), last + 1):
            if segment is None or self.holds(segment, pilot.book, day):
                return day
        return None

    def book_on(self, versions, day, as_of):
        for pilot in versions:
            if pilot.is_pilot and pilot.decides and pilot.runs_on(day):
                joined = self.joined(pilot, as_of)
                if joined is not None and joined <= day:
                    return pilot.book
        return version_in_force(versions, day).book

    def candidate_since(self, versions, as_of):
        """None: no candidate on `as_of`."""
        spells = self.candidate_spells(versions, as_of)
        return spells[-1][0] if spells and spells[-1][1] is None else None

    def candidate_spells(self, versions, as_of):
        """Walk through all days: [(first day, day on which it is none any more or None)]."""
        found, since, first = [], None, min(self.known_from(), as_of)
        if self.known_from() != NEVER and self.known_from() > as_of:
            return []
        for day in range(first, as_of + 1):
            book = self.book_on(versions, day, as_of)
            score, threshold = self.score(book, day), book.threshold
            also = threshold.also is None or self.holds(threshold.also, book, day)
            if since is not None and (score < threshold.leave or not also):
                found.append((since, day))
                since = None
            reached = score > threshold.points if threshold.operator == "gt" else score >= threshold.points
            if since is None and reached and also:
                since = day
        return found if since is None else [*found, (since, None)]

    def mql_day(self, versions, as_of):
        """The first day the criterion in force that day was met; None: not up to `as_of`."""
        for day in range(min(self.known_from(), as_of + 1), as_of + 1):
            book = self.book_on(versions, day, as_of)
            criteria = [c.when for c in book.criteria if c.target == "mql" and c.when is not None]
            if any(self.holds(when, book, day) for when in criteria):
                return day
        return None

"""The same numbers read one lead and one cost at a time, without arrays: what `campaigns` is compared with."""

import unicodedata
from datetime import date
from fractions import Fraction

LEVELS = ("lead", "mql", "sal", "deal", "won")


def key_of(text):
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def month_of(day):
    return date.fromordinal(day).strftime("%Y-%m")


def level_of(someone, as_of):
    """How far a lead got: 0 lead to 4 won."""
    reached = [LEVELS.index(stage) for stage, day in someone.claims if day <= as_of]
    reached += [3 for deal in someone.deals if deal.opened <= as_of]
    reached += [4 for deal in someone.deals if deal.won and deal.won <= as_of]
    return max(reached, default=0)


def in_range(someone, from_day, to_day, as_of):
    # Who has no date of being acquired is a lead from the first day anything is known of.
    days = [day for _stage, day in someone.claims]
    days += [day for deal in someone.deals for day in (deal.opened, deal.won) if day]
    since = min(days, default=None) if someone.acquired is None else someone.acquired
    if since is None:
        return from_day is None and to_day is None
    return (from_day or 0) <= since <= min(to_day or as_of, as_of)


def brought(people, by, from_day, to_day, as_of):
    """By value as compared ("" for none): leads, the four stages, the amount (None: unknown), unpriced wins."""
    found = {}
    for someone in people:
        if not in_range(someone, from_day, to_day, as_of):
            continue
        row = found.setdefault(
            key_of(someone.fields.get(by, "")), {"counts": [0] * 5, "amounts": [], "unpriced": 0}
        )
        for level in range(level_of(someone, as_of) + 1):
            row["counts"][level] += 1
        won = [deal for deal in someone.deals if deal.won and deal.won <= as_of]
        row["amounts"] += [deal.amount for deal in won if deal.amount >= 0]
        row["unpriced"] += sum(deal.amount < 0 for deal in won)
        row["unpriced"] += not won and level_of(someone, as_of) == 4
    return {
        key: (
            *row["counts"],
            None if row["unpriced"] and not row["amounts"] else sum(row["amounts"]),
            row["unpriced"],
        )
        for key, row in found.items()
    }


def spent(costs, people, by, from_day, to_day, as_of):
    """Costs by value as compared; under None those that belong to none; and what was not counted."""
    campaigns = {key_of(p.fields.get("campaign", "")) for p in people} | {key_of(c.campaign) for c in costs}
    found, outside, undated = {}, 0, 0
    for cost in costs:
        if not cost.month and (from_day or to_day):
            undated += cost.amount
            continue
        last = min(to_day or as_of, as_of)
        first = month_of(from_day) if from_day else ""
        if cost.month and ((from_day or 0) > last or not first <= cost.month <= month_of(last)):
            outside += cost.amount
            continue
        campaign = key_of(cost.campaign)
        if not campaign and cost.content and key_of(cost.content) in campaigns:
            campaign = key_of(cost.content)
        if by == "campaign":
            home = campaign or None
        elif cost.source:
            home = key_of(cost.source)
        else:
            sources = {
                key_of(p.fields["source"])
                for p in people
                if campaign and key_of(p.fields.get("campaign", "")) == campaign and p.fields.get("source")
            }
            sources |= {
                key_of(c.source) for c in costs if campaign and key_of(c.campaign) == campaign and c.source
            }
            home = sources.pop() if len(sources) == 1 else None
        found[home] = found.get(home, 0) + cost.amount
    return found, outside, undated


def half_up(amount, count):
    """Whole hundredths, a half counts up."""
    return int(Fraction(amount, count) + Fraction(1, 2)) if count else None

"""The backtest in plain loops, written from its description alone: nothing here is shared with the program.

A person is a dict: acquired, views [day], deals [day or None], stage_known (day a list called it disqualified, or
None), industry [(day known, text)] in time order. Days are ordinals.
"""

from datetime import date, timedelta


def last_day_of_month(day):
    at = date.fromordinal(day)
    following = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return (following - timedelta(days=1)).toordinal()


def score(person, day, rule):
    points = 0.0
    for view in person["views"]:
        age = day - view
        if 0 <= age < rule["window"]:
            points += rule["view"] * 0.5 ** (age / rule["half_life"])
    points = min(points, rule["cap"])
    known = [text for since, text in person["industry"] if since <= day]
    if known and known[-1] == "p":
        points += rule["industry"]
    return round(points, 3)


def rows(people, as_of, rule):
    """(person, month-end, score, whether a deal followed), by person and month."""
    found = []
    born = [p["acquired"] for p in people if p["acquired"] is not None]
    if not born:
        return found
    for who, person in enumerate(people):
        dated = sorted(day for day in person["deals"] if day is not None)
        if None in person["deals"] and not dated:
            continue
        month = last_day_of_month(min(born))
        while month <= as_of - 90:
            gone = person["stage_known"] is not None and person["stage_known"] <= month
            there = person["acquired"] is not None and person["acquired"] <= month and not gone
            if there and (not dated or dated[0] > month):
                followed = bool(dated) and month < dated[0] <= month + 90
                found.append((who, month, score(person, month, rule), followed))
            month = last_day_of_month(month + 1)
    return found


def group(found, inside):
    """n and k: each person once, at the first month-end inside."""
    first = {}
    for who, _month, points, followed in sorted(found):
        if inside(points) and who not in first:
            first[who] = followed
    return len(first), sum(first.values())


def recall(found, threshold):
    deals = {who for who, _m, _s, followed in found if followed}
    caught = {who for who, _m, points, followed in found if followed and points >= threshold}
    return len(caught) / len(deals) if deals else None


def calls(found, threshold):
    """How often somebody stands at the threshold who did not at the month-end before."""
    above = {(who, month) for who, month, points, _f in found if points >= threshold}
    before = {}
    for month in sorted({month for _w, month, _s, _f in found}):
        before[last_day_of_month(month + 1)] = month
    return sum((who, before.get(month)) not in above for who, month in above)


def auc(found):
    """Every pair of rows, weighted by one over the rows of either person."""
    count = {}
    for who, _m, _s, _f in found:
        count[who] = count.get(who, 0) + 1
    wins = total = 0.0
    for who, _m, high, followed in found:
        for other, _n, low, also in found:
            if followed and not also:
                weight = 1 / count[who] / count[other]
                total += weight
                wins += weight * (1 if high > low else 0.5 if high == low else 0)
    return wins / total if total else None

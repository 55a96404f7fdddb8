"""The backtest in plain loops: DESIGN 6 and the starter book, nothing of the program imported.

Scores are those of `reference`, of a person of whom only is known what some list had said by that day.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from tests.oracle.reference import Person, World, ordinal, read, score, wilson

HORIZON, BAND = 90, 10
VALUES = ("email", "company", "industry", "employees", "title", "department", "stage")
#: Fields the starter book's scores and its criterion of the disqualified look at.
LOOKED_AT = tuple(field for field in VALUES if field != "stage")


class Known(Person):
    """A person as the lists told of it by a day."""

    def value(self, name: str, day: int) -> str:
        known = sorted((at, value) for at, value in self.values.get(name, {}).items() if at <= day)
        return known[-1][1] if known else ""


class Row:
    """A lead at a month-end."""

    def __init__(self, who: str, month: int, points: float, *, deal: bool, industry: str) -> None:
        self.who, self.month, self.points, self.deal, self.industry = who, month, points, deal, industry


def read_past(folder: Path, list_day: int) -> World:
    """Read the lists that `past_lists` writes."""
    world = World({}, {}, {}, set())
    world.types = {row["content"]: row["type"] for row in read(folder / "contents.csv")}
    for name in ("leads", "leads_later", "leads_last"):
        for row in read(folder / f"{name}.csv"):
            _take(world.people.setdefault(row["external_id"], Known(row["external_id"])), row, list_day)
    for row in read(folder / "activities.csv"):
        day = ordinal(row["occurred_at"])
        world.people[row["lead_external_id"]].activities.append((day, row["activity"], row["content"]))
    for row in read(folder / "deals.csv"):
        won = ordinal(row["won_at"]) or (ordinal(row["closed_at"]) if row["outcome"] == "won" else None)
        opened = ordinal(row["opened_at"]) or won
        who = row["lead_external_id"] or _last_touched(world, row["company"], opened)
        person = world.people.setdefault(who, Known(who))
        person.claims.append(("deal", opened))
        if row["outcome"] == "won":
            person.claims.append(("won", won))
    return world


def _take(person: Known, row: dict, list_day: int) -> None:
    known = ordinal(row["updated_at"]) or list_day
    for name in VALUES:
        if row[name]:
            at = person.values.setdefault(name, {})
            at[known] = max(at.get(known, ""), row[name])
    person.acquired = ordinal(row["acquired_at"]) or person.acquired
    for name in ("deal", "won"):
        if row[f"{name}_at"]:
            person.claims.append((name, ordinal(row[f"{name}_at"])))
    if row["stage"] in {"mql", "sal", "deal", "won"}:
        person.claims.append((row["stage"], None))


def _last_touched(world: World, company: str, opened: int | None) -> str:
    """Return the lead of a company last touched (or acquired) when its deal opened, else its unnamed contact."""
    found = []
    for who, person in world.people.items():
        if company in person.values.get("company", {}).values():
            days = [person.acquired, *(activity[0] for activity in person.activities)]
            found += [(day, who) for day in days if day is not None and (opened is None or day <= opened)]
    return max(found)[1] if found else company


def rows_of(world: World, as_of: int) -> tuple[list[int], list[Row], int]:
    """Return the month-ends, who stood where at them, and how many have only deals without a day."""
    rows: list[Row] = []
    undated = 0
    for who, person in sorted(world.people.items()):
        deals = [day for stage, day in person.claims if stage in {"deal", "won"}]
        dated = [day for day in deals if day is not None]
        if deals and not dated:
            undated += 1
            continue
        born = person.acquired
        if born is None:
            born = min([a[0] for a in person.activities] + [d for _s, d in person.claims if d], default=None)
        month = None if born is None else _month_end(born)
        while month is not None and month + HORIZON <= as_of:
            if not any(day <= month for day in dated) and not _is_out(person, month):
                deal = any(day <= month + HORIZON for day in dated)
                points = round(score(world, person, month)["total"], 3)
                rows.append(Row(who, month, points, deal=deal, industry=person.value("industry", month)))
            month = _month_end(month + 1)
    return sorted({row.month for row in rows}), rows, undated


def _is_out(person: Known, day: int) -> bool:
    return person.value("stage", day) == "disqualified" or "学生" in {
        person.value(name, day) for name in ("title", "company", "industry")
    }


def _month_end(day: int) -> int:
    at = date.fromordinal(day)
    return (date(at.year + at.month // 12, at.month % 12 + 1, 1) - timedelta(1)).toordinal()


def left_out(world: World, rows: list[Row]) -> int:
    """Return how many values lists gave later than their lead was first judged."""
    total = 0
    for who in {row.who for row in rows}:
        person, first = world.people[who], min(row.month for row in rows if row.who == who)
        total += sum(bool(person.values.get(f)) and not person.value(f, first) for f in LOOKED_AT)
    return total


def share(rows: Iterable[Row]) -> dict:
    """Return n and k, each lead once at the first of its rows, with rate and interval."""
    first: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row.month):
        first.setdefault(row.who, row)
    n, k = len(first), sum(row.deal for row in first.values())
    low, high = wilson(k, n) if n else (None, None)
    return {"n": n, "k": k, "rate": k / n if n else None, "low": low, "high": high}


def figures(rows: list[Row], months: list[int], threshold: float = 60) -> dict:
    """Return every figure at a threshold, reached or exceeded."""

    def above(row: Row) -> bool:
        return row.points >= threshold

    dealt = {row.who for row in rows if row.deal}
    caught = {row.who for row in rows if row.deal and above(row)}
    everybody, over = share(rows), share(filter(above, rows))
    bands = sorted({int(row.points // BAND) for row in rows})
    return {
        "leads": everybody["n"],
        "deals": len(dealt),
        "everybody": everybody,
        "above": over,
        "below": share(row for row in rows if not above(row)),
        "bands": [
            {
                "from": band * BAND,
                "to": (band + 1) * BAND,
                **share(r for r in rows if r.points // BAND == band),
            }
            for band in (range(bands[0], bands[-1] + 1) if bands else ())
        ],
        "precision": over["rate"],
        "recall": len(caught) / len(dealt) if dealt else None,
        "lift": over["rate"] / everybody["rate"] if over["n"] and everybody["rate"] else None,
        "calls_per_week": _calls(rows, months, above),
        "auc": _auc(rows),
    }


def _calls(rows: list[Row], months: list[int], above: Callable[[Row], bool]) -> float:
    standing = {(row.who, row.month) for row in rows if above(row)}
    before = dict(zip(months[1:], months, strict=False))
    calls = sum((who, before.get(month)) not in standing for who, month in standing)
    first = date.fromordinal(months[0]).replace(day=1).toordinal()
    return calls * 7 / (months[-1] - first + 1)


def _auc(rows: list[Row]) -> float | None:
    count = Counter(row.who for row in rows)
    wins = pairs = 0.0
    for hit in (row for row in rows if row.deal):
        for miss in (row for row in rows if not row.deal):
            weight = 1 / count[hit.who] / count[miss.who]
            pairs += weight
            wins += weight * ((hit.points > miss.points) + (hit.points == miss.points) / 2)
    return wins / pairs if pairs else None

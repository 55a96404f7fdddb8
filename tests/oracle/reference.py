"""A second, slow opinion: DESIGN 5 and 6 and the starter book, written once more in plain Python.

Nothing of the program is imported here. One lead at a time, one day at a time, lists and loops: what is
written below should be readable beside the design, not quick.
"""

import csv
import math
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

STAGES = ("lead", "mql", "sal", "deal", "won")
Z = 1.959963984540054
#: (component, kinds, types, points, cap, window, half-life); "" is content nobody described.
ACTIVITY_SIGNALS = (
    ("behaviour", {"form"}, None, 60, None, 90, None),
    ("behaviour", {"attend"}, None, 20, 40, 180, 90),
    ("behaviour", {"download"}, {"guide", "comparison"}, 20, 40, 180, 90),
    ("behaviour", {"download"}, {"white_paper", "other", ""}, 15, 30, 180, 90),
    ("behaviour", {"view", "visit"}, {"pricing"}, 10, 20, 60, 30),
    ("behaviour", {"view", "download"}, {"case"}, 8, 16, 90, 45),
    ("behaviour", {"view"}, {"article", "video", "other", ""}, 2, 10, 90, 30),
    ("engagement", {"open"}, None, 1, 5, 90, 45),
    ("engagement", {"click"}, None, 4, 12, 90, 45),
    ("engagement", {"reply"}, None, 10, 10, 90, None),
)
LIMITS = {"behaviour": (0, 60), "attribute": (-40, 30), "engagement": (-10, 20)}
RESPONSES = {"view", "download", "register", "attend", "form", "open", "click", "visit", "reply"}
MATURITY = {"mql": 0, "sal": 30, "deal": 60, "won": 120}
BANDS = {
    ("mql", "sal"): (0.35, 0.45),
    ("sal", "deal"): (0.50, 0.60),
    ("deal", "won"): (0.20, 0.30),
    ("mql", "deal"): (0.175, 0.27),
}


@dataclass
class Person:
    """One lead as the lists tell of it; days are ordinals."""

    key: str
    acquired: int | None = None
    values: dict = field(default_factory=dict)  # field -> {known_at: value}
    activities: list = field(default_factory=list)  # (day, kind, content)
    moments: list = field(default_factory=list)  # the same with ((day, time of day), kind, content)
    deals: list = field(default_factory=list)  # (opened, won, amount)
    claims: list = field(default_factory=list)  # (stage, day or None)
    book_claims: dict = field(default_factory=dict)  # as_of -> day of the book's MQL

    def value(self, name: str, day: int) -> str:
        """Return what was known on `day`; the earliest known value holds from the beginning."""
        known = sorted(self.values.get(name, {}).items())
        before = [value for at, value in known if at <= day]
        return before[-1] if before else (known[0][1] if known else "")


@dataclass
class World:
    """All lists of one company."""

    people: dict
    types: dict
    costs: dict
    has: set


def read(path: Path) -> list[dict]:
    """Return the rows of a list that may be missing."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ordinal(text: str | None) -> int | None:
    """Return the day of a moment as the lists write it."""
    return date.fromisoformat(text[:10]).toordinal() if text else None


def read_world(folder: Path, list_day: int) -> World:
    """Read contents, leads, activities, handovers and deals of `folder`; all ids are of one system."""
    world = World({}, {}, {}, set())
    for row in read(folder / "contents.csv"):
        world.types[row["content"]] = row["type"]
        world.costs[row["content"]] = float(row["cost"] or 0)
    for name in ("leads.csv", "leads_later.csv"):
        for row in read(folder / name):
            _take_lead(world, row, list_day)
    for row in read(folder / "activities.csv"):
        day, person = ordinal(row["occurred_at"]), _person(world, row)
        person.activities.append((day, row["activity"], row["content"]))
        person.moments.append(((day, row["occurred_at"][10:]), row["activity"], row["content"]))
    for row in read(folder / "handovers.csv"):
        world.has.add("sal")
        if row["decision"] == "accepted" and row["side"] in {"", "sales"}:
            _person(world, row).claims.append(("sal", ordinal(row["decided_at"] or row["handed_at"])))
        else:
            _person(world, row)
    for row in read(folder / "deals.csv"):
        world.has |= {"deal", "won"}
        _take_deal(_person(world, row), row)
    return world


def _person(world: World, row: dict) -> Person:
    key = row["lead_external_id"]
    return world.people.setdefault(key, Person(key))


def _take_lead(world: World, row: dict, list_day: int) -> None:
    person = world.people.setdefault(row["external_id"], Person(row["external_id"]))
    known = ordinal(row["updated_at"]) or list_day
    for name in ("email", "phone", "industry", "employees", "title", "department", "source"):
        if row.get(name):
            at = person.values.setdefault(name, {})
            at[known] = max(at.get(known, ""), row[name])
    if row["acquired_at"]:
        person.acquired = ordinal(row["acquired_at"])
    for name in ("mql", "sal"):
        if f"{name}_at" in row:
            world.has.add(name)
            if row[f"{name}_at"]:
                person.claims.append((name, ordinal(row[f"{name}_at"])))
    if row.get("stage"):
        world.has.add(row["stage"])
        person.claims.append((row["stage"], None))


def _take_deal(person: Person, row: dict) -> None:
    opened, won = ordinal(row["opened_at"]), ordinal(row["won_at"])
    if row["outcome"] == "won":
        won = won or ordinal(row["closed_at"])
        person.claims.append(("won", won))
    # 0: won on a day nobody knows.
    day_won = won if won or row["outcome"] != "won" else 0
    person.deals.append((opened, day_won, float(row["amount"] or 0)))
    person.claims.append(("deal", opened or won))  # open on the day it was won at the latest


def score(world: World, person: Person, day: int) -> dict:
    """Return the components of the score at the end of `day`, and their total."""
    sums = {"behaviour": 0.0, "attribute": 0.0, "engagement": 0.0}
    seen = [a for a in person.activities if a[0] is not None and a[0] <= day]
    for component, kinds, types, points, cap, window, half_life in ACTIVITY_SIGNALS:
        total = 0.0
        for at, kind, content in seen:
            if (
                kind in kinds
                and day - at < window
                and (types is None or world.types.get(content, "") in types)
            ):
                total += points * (0.5 ** ((day - at) / half_life) if half_life else 1)
        total = round(total, 3)
        sums[component] += min(total, cap) if cap is not None else total
    sums["attribute"] = _attributes(person, day)
    last = max((at for at, kind, _ in seen if kind in RESPONSES), default=person.acquired)
    if last is not None and day - last >= 90:
        sums["engagement"] -= 10
    parts = {name: min(max(total, LIMITS[name][0]), LIMITS[name][1]) for name, total in sums.items()}
    return parts | {"total": sum(parts.values())}


def _attributes(person: Person, day: int) -> float:
    title, email = person.value("title", day), person.value("email", day)
    points = 10.0 if person.value("industry", day) == "製造業" else 0.0
    employees = person.value("employees", day)
    points += 10 if employees and 50 <= int(employees) <= 999 else 0
    points += {"部長": 10, "課長": 6, "学生": -40}.get(title, 0)
    points += 5 if person.value("department", day) == "マーケティング部" else 0
    if email:
        points += -10 if email.endswith("@gmail.com") else 5
    return points


def candidate_since(world: World, person: Person, as_of: int) -> int | None:
    """Return the first day of the spell as a candidate that still lasts at `as_of`; day after day."""
    tested = set()
    for at, _kind, _content in person.activities:
        if at is not None:
            tested |= {at, *(at + signal[5] for signal in ACTIVITY_SIGNALS)}
    for known in person.values.values():
        tested |= set(known)
    if not tested:
        return None
    since = None
    for day in range(min(tested), as_of + 1):
        if since is None and day not in tested:
            continue
        total = score(world, person, day)["total"]
        if since is None and total >= 60:
            since = day
        elif since is not None and total < 45:
            since = None
    return since


def book_mql(person: Person, as_of: int) -> int | None:
    """Return the first day on which the book's MQL criterion held."""
    days = sorted(
        a for a, kind, _ in person.activities if a is not None and kind in {"download", "attend", "form"}
    )
    changes = sorted({at for name in ("email", "phone") for at in person.values.get(name, {})})
    for day in sorted({*days, *changes}):
        recent = any(0 <= day - at < 180 for at in days)
        if day <= as_of and recent and (person.value("email", day) or person.value("phone", day)):
            return day
    return None


def stage_days(person: Person, as_of: int) -> tuple[list[int | None], list[bool], list[bool]]:
    """Return per stage: its date or None; whether it was reached; whether it has a claim of its own."""
    claims = [[] for _ in STAGES]
    undated = [False] * 5
    for name, day in person.claims:
        if day is None:
            undated[STAGES.index(name)] |= person.acquired is None or person.acquired <= as_of
        elif day <= as_of:
            claims[STAGES.index(name)].append(day)
    mql = book_mql(person, as_of)
    if mql is not None:
        claims[1] = [mql]
    lead = person.acquired
    if lead is None:
        ever = [day for _name, day in person.claims if day is not None]
        ever += [activity[0] for activity in person.activities if activity[0] is not None]
        lead = min(ever, default=None)
    own = [True, *(bool(claims[i]) or undated[i] for i in range(1, 5))]
    dates = [lead, *(min((day for at in claims[i:] for day in at), default=None) for i in range(1, 5))]
    reached = [True] + [dates[i] is not None or any(undated[i:]) for i in range(1, 5)]
    if lead is not None and lead > as_of:
        reached[0], dates[0] = False, None
    return dates, reached, own


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of k out of n."""
    p, zz = k / n, Z * Z
    middle = (p + zz / (2 * n)) / (1 + zz / n)
    half = Z / (1 + zz / n) * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return middle - half, middle + half


def percentile_90(durations: list[int]) -> int:
    """Return the 90th percentile by nearest rank."""
    return sorted(durations)[math.ceil(0.9 * len(durations)) - 1]

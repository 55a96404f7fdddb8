"""The second opinion on funnels and contents: DESIGN 6 in loops. Nothing of the program is imported."""

import statistics

from tests.oracle.reference import BANDS, MATURITY, STAGES, World, percentile_90, stage_days, wilson


def recorded(world: World) -> list[bool]:
    """Return per stage whether any record could give a claim for it."""
    kinds = {kind for person in world.people.values() for _day, kind, _content in person.activities}
    mql = "mql" in world.has or bool(kinds & {"download", "attend", "form"})
    return [True, mql, *(name in world.has for name in STAGES[2:])]


def funnel(
    world: World, as_of: int, mode: str = "cohort", span: tuple = (None, None), keys=None
) -> list[dict]:
    """Return the stages of the funnel; `span` are the first and last day, `keys` the people it is about."""
    told = {key: stage_days(person, as_of) for key, person in world.people.items()}
    seen = recorded(world)
    steps = [i for i in range(5) if seen[i]]
    result = []
    for i in range(5):
        inside = {
            key: days for key, days in told.items()
            if (keys is None or key in keys) and (mode == "period" or _within(days, 0, span, undated_too=True))
        }  # fmt: skip
        here = [d for d in inside.values() if (d[1][i] if mode == "cohort" else _within(d, i, span))]
        stage = {"stage": STAGES[i], "recorded": seen[i], "count": len(here)}
        stage["skipped"] = sum(not d[2][i] for d in here)
        undated = here if mode == "cohort" else [d for d in inside.values() if d[1][i]]
        stage["undated"] = sum(d[0][i] is None for d in undated)
        if i and seen[i]:
            before = steps[steps.index(i) - 1]
            entrants = {
                key: d for key, d in inside.items()
                if (d[1][before] if mode == "cohort" else _within(d, before, span))
            }  # fmt: skip
            stage |= _step(world, told, entrants, before, i, as_of, mode)
        result.append(stage)
    return result


def _within(days: tuple, stage: int, span: tuple, *, undated_too: bool = False) -> bool:
    date, reached = days[0][stage], days[1][stage]
    if span == (None, None) and undated_too:
        return reached
    return date is not None and (span[0] is None or date >= span[0]) and (span[1] is None or date <= span[1])


def _step(world: World, told: dict, entrants: dict, before: int, stage: int, as_of: int, mode: str) -> dict:
    durations = [
        d[0][stage] - d[0][before]
        for d in told.values()
        if d[0][stage] is not None and d[0][before] is not None and d[0][stage] >= d[0][before]
    ]
    settings = sum(MATURITY[name] for name in STAGES[before + 1 : stage + 1])
    needed_days = percentile_90(durations) if len(durations) >= 30 else settings
    mature = []
    for key, d in entrants.items():
        start = d[0][before]
        if start is None:
            start = world.people[key].acquired
        if start is None or as_of - start >= needed_days:
            mature.append(d)
    # Undated claims are left out of periods.
    arrived = [d[1][stage] if mode == "cohort" else d[0][stage] is not None for d in mature]
    n, k = len(mature), sum(arrived)
    own = [
        d[0][stage] - d[0][before]
        for d in entrants.values()
        if d[0][stage] is not None and d[0][before] is not None and d[0][stage] >= d[0][before]
    ]
    band = BANDS.get((STAGES[before], STAGES[stage]))
    result = {
        "previous": STAGES[before], "n": n, "k": k, "rate": k / n if n else None, "band": band,
        "mature": n / len(entrants) if entrants else None, "maturity_days": needed_days,
        "median_days": statistics.median(own) if own else None,
    }  # fmt: skip
    if n:
        result["low"], result["high"] = wilson(k, n)
    if n and band:
        result |= judged(k / n, n, band)
    return result


def judged(rate: float, n: float, band: tuple) -> dict:
    """Return verdict, whether it is sure, and how many more entrants would make it so."""
    verdict = "below" if rate < band[0] else "above" if rate > band[1] else "within"

    def sure(people: int) -> bool:
        low, high = wilson(rate * people, people)
        if verdict == "below":
            return high < band[0]
        return low > band[1] if verdict == "above" else band[0] <= low and high <= band[1]

    needed = None
    if rate not in band:
        needed = next((more for more in range(200_000) if sure(n + more)), None)
    return {"verdict": verdict, "sure": sure(n), "needed": needed}


def bottleneck(stages: list[dict]) -> tuple[str, float] | None:
    """Return the step that costs most wins, and how many more there would be at the band's middle."""
    steps = [s for s in stages if "n" in s]
    best = None
    for at, step in enumerate(steps):
        if not step["n"] or not step["band"] or step["rate"] >= sum(step["band"]) / 2:
            continue
        gain = step["n"] * (sum(step["band"]) / 2 - step["rate"])
        for later in steps[at + 1 :]:
            few = later["n"] < 30 and later["band"]
            gain *= sum(later["band"]) / 2 if few else later["rate"] or 0
        if gain > 0 and (best is None or gain > best[1]):
            best = (step["stage"], gain)
    return best


def contents(world: World, as_of: int, window: int) -> dict[str, dict]:
    """Return per content: touched and deals (n and k), and the same of all other leads."""
    touches, lead_day, deal_day = {}, {}, {}
    for key, person in world.people.items():
        dates, reached, _own = stage_days(person, as_of)
        if reached[3] and dates[3] is None:
            continue  # a deal without a date: nobody can say whether a touch came before it
        lead_day[key], deal_day[key] = dates[0], dates[3]
        touches[key] = sorted(
            (day, content) for day, kind, content in person.activities
            if content and day is not None and day <= as_of and kind not in {"bounce", "unsubscribe"}
        )  # fmt: skip
    mature_days = _touch_maturity(touches, deal_day) if window else 0
    result = {}
    for name in {content for at in touches.values() for _day, content in at}:
        everybody, people, others = set(), {}, {}
        for key, at in touches.items():
            days = [day for day, content in at if content == name]
            deal = deal_day[key]
            if days and (deal is None or days[0] <= deal):
                everybody.add(key)
                if days[0] + mature_days <= as_of:
                    people[key] = any(_within_days(day, deal, window) for day in days)
        for key in touches.keys() - everybody:
            born, deal = lead_day[key], deal_day[key]
            if born is not None and (deal is None or born <= deal) and born + mature_days <= as_of:
                others[key] = _within_days(born, deal, window)
        result[name] = {
            "touched": len(people), "deals": sum(people.values()), "touched_all": len(everybody),
            "baseline": sum(others.values()) / len(others) if others else None,
        }  # fmt: skip
    return result


def _within_days(day: int, deal: int | None, window: int) -> bool:
    return deal is not None and deal - day >= 0 and (not window or deal - day <= window)


def _touch_maturity(touches: dict, deal_day: dict) -> int:
    """Return m of the content rate: days from the first touch of a content to the first deal."""
    durations = []
    for key, at in touches.items():
        deal, firsts = deal_day[key], {}
        for day, content in at:
            firsts.setdefault(content, day)
        durations += [deal - day for day in firsts.values() if deal is not None and day <= deal]
    return percentile_90(durations) if len(durations) >= 30 else MATURITY["sal"] + MATURITY["deal"]

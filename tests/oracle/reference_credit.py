"""The second opinion on credit (DESIGN 6, Credit), path by path. Nothing of the program is imported."""

from collections import Counter, defaultdict
from itertools import pairwise

from tests.oracle.reference import World, stage_days

MODELS = ("first", "last", "linear", "position", "decay", "markov")


def credit(world: World, as_of: int, window: int) -> tuple[dict[str, dict], dict[str, float]]:
    """Return per model the deals credited to each content, and per content the won amount (linear)."""
    paths = [path for person in world.people.values() for path in _paths(person, as_of, window)]
    effects = _removal_effects([(steps, deal is not None) for steps, deal, _amount in paths])
    result = {model: defaultdict(float) for model in MODELS}
    amounts = defaultdict(float)
    for steps, deal, amount in paths:
        if deal is None:
            continue
        names = [name for _day, name in steps]
        shared = _shares(steps, deal, effects)
        for model in MODELS:
            for name, share in zip(names or ["(none)"], shared[model] if names else [1.0], strict=True):
                result[model][name] += share
        for name in names or ["(none)"]:
            amounts[name] += amount / max(len(names), 1)
    return result, amounts


def _paths(person, as_of: int, window: int) -> list[tuple]:
    """Return (steps, day of the deal or None, won amount) of every path of one lead."""
    touches = sorted(
        (moment, content) for moment, kind, content in person.moments
        if content and kind not in {"bounce", "unsubscribe"} and moment[0] <= as_of
    )  # fmt: skip
    deals = []
    for opened, won, amount in person.deals:
        day = opened if opened is not None else won
        if day is None or day <= as_of:
            is_won = won is not None and (won == 0 or won <= as_of)
            deals.append((day, amount if is_won else 0.0))
    if not deals:
        if stage_days(person, as_of)[1][3]:
            raise ValueError("these companies have no deals but those of their deal lists")
        return [(_collapsed(touches, as_of - window if window else 0, as_of), None, 0.0)]
    result, before = [], -1
    for day, amount in sorted(deals, key=lambda deal: (deal[0] is None, deal[0])):
        if day is None:
            result.append(([], 0, amount))  # nobody knows what came before it
            continue
        since = max(before + 1, day - window if window else 0)
        result.append((_collapsed(touches, since, day), day, amount))
        before = day
    return result


def _collapsed(touches: list, first: int, last: int) -> list[tuple[int, str]]:
    steps = []
    for (day, _clock), content in touches:
        if first <= day <= last:
            if steps and steps[-1][1] == content:
                steps.pop()
            steps.append((day, content))
    return steps


def _shares(steps: list, deal: int, effects: dict) -> dict[str, list[float]]:
    n = len(steps)
    ends = [1.0] if n == 1 else [0.5] * 2 if n == 2 else [0.4, *[0.2 / (n - 2)] * (n - 2), 0.4]
    weights = {
        "first": [1.0] + [0.0] * (n - 1),
        "last": [0.0] * (n - 1) + [1.0],
        "linear": [1.0] * n,
        "position": ends[:n],
        "decay": [0.5 ** ((deal - day) / 7) for day, _name in steps],
        "markov": [effects[name] for _day, name in steps],
    }
    return {
        model: [w / sum(ws) if sum(ws) else 1 / n for w in ws[:n]] if n else []
        for model, ws in weights.items()
    }


def _removal_effects(paths: list[tuple[list, bool]]) -> dict[str, float]:
    moves = defaultdict(Counter)
    for steps, converted in paths:
        names = ["(start)", *(name for _day, name in steps), "(deal)" if converted else "(nothing)"]
        for one, other in pairwise(names):
            moves[one][other] += 1
    every = _conversion(moves, None)
    names = set(moves) - {"(start)"}
    return {name: (every - _conversion(moves, name)) / every if every else 0.0 for name in names}


def _conversion(moves: dict, removed: str | None) -> float:
    """Return the probability to come from the start to a deal when `removed` leads nowhere."""
    chance = dict.fromkeys(moves, 0.0) | {"(deal)": 1.0, "(nothing)": 0.0}
    for _ in range(600):
        for name, following in moves.items():
            if name != removed:
                total = sum(following.values())
                chance[name] = sum(chance[other] * count for other, count in following.items()) / total
    return chance["(start)"]

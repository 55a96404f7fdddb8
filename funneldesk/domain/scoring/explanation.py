"""Why a lead has its score, line by line, and what is missing to the threshold (DESIGN 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One thing that counted: an activity, an attribute, or the effect of a cap or floor.

    `signal` is the id of the book's line, None for the cap or floor of a whole component. `event` says it in
    words. `day` (ordinal) and `decay` (the factor, 1.0: full) are None for what is no activity. `capped`: the
    signal or component went beyond its limit. `weight` and `cap` are those of the book's line. The points of
    all lines of a lead add up to its total.
    """

    signal: str | None
    name: str
    component: str
    points: float
    event: str
    day: int | None = None
    decay: float | None = None
    capped: bool = False
    record: int | None = None
    weight: float | None = None
    cap: float | None = None


@dataclass(frozen=True, slots=True)
class MissingStep:
    """So many more activities of one signal, or (`count` 0) a value nobody has filled in."""

    signal: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One way to more points, today: the `steps`, the total they lead to, and whether that is enough."""

    steps: tuple[MissingStep, ...]
    points: float
    total: float
    reaches: bool
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A lead's score on `as_of`. `since`: day the lead became SAL candidate, None: it is none.

    `missing`: the cheapest first; empty for those at the threshold. `version`: the number of the version that
    decides about the lead; `pilot`: whether that is a pilot.
    """

    lead: int
    as_of: int
    total: float
    threshold: float
    since: int | None
    components: Mapping[str, float]
    lines: tuple[ScoreLine, ...]
    missing: tuple[Missing, ...]
    version: int = 0
    pilot: bool = False


def tenths(points: float) -> float:
    """Return points (exact to the thousandth) as they are shown: one decimal, halves up."""
    return (round(points * 1000) + 50) // 100 / 10


def shown_points(points: Iterable[float]) -> tuple[float, ...]:
    """Return points with one decimal so that they add up to the shown total (`tenths`).

    Each takes what rounding left of those before it: a bar ends where the sum so far stands.
    """
    shown, exact, so_far = [], 0, 0
    for part in points:
        exact += round(part * 1000)
        now = (exact + 50) // 100
        shown.append((now - so_far) / 10)
        so_far = now
    return tuple(shown)


def main_reasons(lines: tuple[ScoreLine, ...], most: int = 3) -> tuple[ScoreLine, ...]:
    """Return the signals that gave most points, one line each with their sum, for a reason in a few words."""
    sums: dict[str, float] = {}
    for line in lines:
        if line.signal is not None:
            sums[line.signal] = sums.get(line.signal, 0.0) + line.points
    best = sorted((s for s in sums if sums[s] > 0), key=lambda s: -sums[s])[:most]
    by_signal = {line.signal: line for line in reversed(lines)}
    found = (by_signal[signal] for signal in best)
    return tuple(
        ScoreLine(line.signal, line.name, line.component, sums[line.signal or ""], line.event)
        for line in found
    )

"""Whether the figures moved, since a version came in force, by more than chance explains."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.backtest.panel import lead_days
from funneldesk.domain.backtest.rejections import Decision
from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.facts import Bool, Facts
from funneldesk.domain.fields import MQL
from funneldesk.domain.funnel.shares import ENOUGH, Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.scoring.scoring import scores
from funneldesk.domain.significance import fisher_exact, welch_test

#: The chance that one figure is said to have moved though nothing did; of all three together at most 3 %.
LEVEL = 0.01
Name = Literal["mql_share", "acceptance", "mean_score"]


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure before and after: distinct leads on either side, its value, and how likely chance alone is.

    `chance` is None where a side has fewer than ENOUGH leads.
    """

    name: Name
    n_before: int
    n_after: int
    before: float | None
    after: float | None
    chance: float | None

    @property
    def fires(self) -> bool:
        """Whether chance does not explain it."""
        return self.chance is not None and self.chance < LEVEL


@dataclass(frozen=True, slots=True)
class Drift:
    """What moved since `from_day` (ordinal), against as many days before (from `since`)."""

    since: int
    from_day: int
    as_of: int
    moved: tuple[Moved, ...]


def drift(facts: Facts, version: BookVersion, decisions: Sequence[Decision], as_of: int) -> Drift | None:
    """Return what moved since a version came in force; None for one that always was.

    Both times are judged by this version. Leads acquired in either time: the share that was MQL at its end
    (Fisher's exact test, two-sided), and the mean score at its end (Welch's test). Leads decided on by sales:
    the share accepted, by the last decision in that time (Fisher's). A lead counts once on a side.
    """
    if not version.from_day or version.from_day > as_of:
        return None
    since = version.from_day - (as_of - version.from_day + 1)
    spans = ((since, version.from_day - 1), (version.from_day, as_of))
    always = (BookVersion(version.number, version.book, version.sha256, "", 0),)
    born = lead_days(facts)
    mql: list[Share] = []
    points: list[NDArray[np.float64]] = []
    for first, last in spans:
        new: Bool = (born >= first) & (born <= last)
        reached = stage_days(facts, always, last).is_reached(MQL)
        mql.append(Share(int(new.sum()), int((new & reached).sum())))
        points.append(scores(facts, version.book, last).total[new])
    accepted = [_accepted(decisions, first, last) for first, last in spans]
    moved = (
        proportion("mql_share", *mql),
        proportion("acceptance", *accepted),
        mean("mean_score", *points),
    )
    return Drift(since, version.from_day, as_of, moved)


def proportion(name: Name, before: Share, after: Share) -> Moved:
    """Return two shares compared by Fisher's exact test, which errs on the quiet side at any size."""
    chance = None
    if before.enough and after.enough:
        table = [[before.k, before.n - before.k], [after.k, after.n - after.k]]
        chance = fisher_exact(table)
    return Moved(name, before.n, after.n, before.rate, after.rate, chance)


def mean(name: Name, before: NDArray[np.float64], after: NDArray[np.float64]) -> Moved:
    """Return two means compared by Welch's test (B. L. Welch, Biometrika 34 (1947), 28-35)."""
    sides = (before, after)
    means = [float(side.mean()) if len(side) else None for side in sides]
    chance = None
    if min(len(before), len(after)) >= ENOUGH:
        spread = [float(side.std(ddof=1)) for side in sides]
        if any(spread):
            chance = welch_test([float(side.mean()) for side in sides], spread, [len(side) for side in sides])
        else:
            chance = 1.0 if means[0] == means[1] else 0.0
    return Moved(name, len(before), len(after), means[0], means[1], chance)


def _accepted(decisions: Sequence[Decision], first: int, last: int) -> Share:
    known = sorted((one for one in decisions if first <= one.day <= last), key=lambda one: one.day)
    by_lead = {one.lead: not one.rejected for one in known}
    return Share(len(by_lead), sum(by_lead.values()))

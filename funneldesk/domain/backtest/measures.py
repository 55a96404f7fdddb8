"""The figures of a backtest. Everything counts distinct leads, so that no lead counts twice (DESIGN 6).

One lead stands in the panel at several month-ends, and these are not independent: a lead that waits for twelve
months would be twelve pieces of the same evidence. So

- **in a group** (at or above the threshold, below it, a band of points) a lead counts once: at the *first*
  month-end it stood there, and its outcome is a deal in the 90 days after that one. n are those leads, k those
  with the deal; the interval is Wilson's for k of n. A lead that rose stands in two groups, once in each.
- **precision** is the rate of the group at or above; **lift** is precision divided by the rate of everybody,
  each lead at its first month-end. **Recall** is about the leads with a deal: of those that stood in the panel
  in the 90 days before it, the share that stood at or above the threshold at one of these month-ends at least.
- **AUC** is the chance that a lead followed by a deal has more points than one that is not (ties: half). It is
  over all rows, where each lead has weight one, shared evenly by its month-ends.
- **calls per week**: how often a lead stands at or above the threshold that did not at the month-end before,
  divided by the weeks of the months looked at. Who comes and goes between two month-ends is not seen.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.backtest.panel import Panel
from funneldesk.domain.facts import Bool
from funneldesk.domain.funnel.periods import month_start
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.scoring.scoring import MILLI, reaches
from funneldesk.domain.unique import unique

BAND_POINTS = 10
#: Thresholds the curve is drawn at.
CURVE_STEP = 5
CURVE_TOP = 100
#: Rows that are looked at in one go: ten for each of a million leads are too many places to be told at once.
_AT_ONCE = 2**18
#: Leads whose rows are weighted in one go: numpy lets nobody else run meanwhile.
_LEADS = 2**13


@dataclass(frozen=True, slots=True)
class BandShare:
    """Those with `low <= score < high`."""

    low: int
    high: int
    share: Share


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What another threshold would have meant; None where nobody is counted."""

    points: float
    above: Share
    recall: float | None
    lift: float | None
    calls_per_week: float


@dataclass(frozen=True, slots=True)
class Measures:
    """All figures of one panel. `leads`: distinct leads in it; `deals`: those of them with a deal in time."""

    leads: int
    deals: int
    everybody: Share
    above: Share
    below: Share
    bands: tuple[BandShare, ...]
    at: CurvePoint
    curve: tuple[CurvePoint, ...]
    auc: float | None


def measures(panel: Panel, threshold: float, operator: str) -> Measures:
    """Return the figures of a panel at a threshold."""
    everybody = share(panel, np.ones(len(panel), np.bool_))
    above = reaches(panel.milli, threshold, operator)
    steps = np.arange(0, CURVE_TOP + 1, CURVE_STEP)
    return Measures(
        everybody.n,
        len(unique(panel.lead[panel.deal])),
        everybody,
        share(panel, above),
        share(panel, ~above),
        bands(panel),
        curve_point(panel, threshold, operator, everybody),
        tuple(curve_point(panel, float(points), operator, everybody) for points in steps),
        auc(panel),
    )


def share(panel: Panel, group: Bool) -> Share:
    """Return the share of a group: each lead once, at its first row in it."""
    first = first_rows(panel, group)
    return Share(len(first), int(panel.deal[first].sum()))


def first_rows(panel: Panel, group: Bool) -> NDArray[np.intp]:
    """Return the first row in a group of each lead that is in it."""
    found = [np.zeros(0, np.intp)]
    last = -1
    for begin in range(0, len(panel), _AT_ONCE):
        rows = np.flatnonzero(group[begin : begin + _AT_ONCE]) + begin
        lead = panel.lead[rows]
        found.append(rows[lead != np.concatenate([[last], lead[:-1]])[: len(lead)]])
        last = int(lead[-1]) if len(lead) else last
    return np.concatenate(found)


def bands(panel: Panel) -> tuple[BandShare, ...]:
    """Return the shares by bands of BAND_POINTS, from the least to the highest score."""
    if not len(panel):
        return ()
    band = np.floor_divide(panel.milli, BAND_POINTS * MILLI)
    return tuple(
        BandShare(place * BAND_POINTS, (place + 1) * BAND_POINTS, share(panel, band == place))
        for place in range(int(band.min()), int(band.max()) + 1)
    )


def curve_point(panel: Panel, points: float, operator: str, everybody: Share) -> CurvePoint:
    """Return what a threshold of so many points would have meant."""
    above = reaches(panel.milli, points, operator)
    found = share(panel, above)
    deals = len(unique(panel.lead[panel.deal]))
    caught = len(unique(panel.lead[panel.deal & above]))
    lift = found.rate / everybody.rate if found.rate is not None and everybody.rate else None
    return CurvePoint(points, found, caught / deals if deals else None, lift, calls_per_week(panel, above))


def calls_per_week(panel: Panel, above: Bool) -> float:
    """Return how many leads a week newly stand where `above` holds."""
    if not len(panel.months):
        return 0.0
    before = np.zeros(len(panel), np.bool_)
    follows = (panel.lead[1:] == panel.lead[:-1]) & (panel.month[1:] == panel.month[:-1] + 1)
    before[1:] = follows & above[:-1]
    days = panel.months[-1] - month_start(panel.months[0]) + 1
    return float((above & ~before).sum() * 7 / days)


def auc(panel: Panel) -> float | None:
    """Return the area under the ROC curve, each lead with weight one; None unless there are both kinds."""
    if not len(panel):
        return None
    begins = first_rows(panel, np.ones(len(panel), np.bool_))
    count = np.diff(np.append(begins, len(panel)))
    weight = np.empty(len(panel))
    for at in range(0, len(begins), _LEADS):
        some = np.repeat(1 / count[at : at + _LEADS], count[at : at + _LEADS])
        weight[begins[at] : begins[at] + len(some)] = some
    return weighted_auc(panel.milli, panel.deal, weight)


def weighted_auc(score: NDArray[np.generic], hit: Bool, weight: NDArray[np.float64]) -> float | None:
    """Return Σ of the weights of pairs (hit, miss) with the hit higher, ties half, over Σ of all pairs."""
    if not hit.any() or hit.all():
        return None
    values = unique(score)
    hits, misses = np.zeros(len(values)), np.zeros(len(values))
    for begin in range(0, len(score), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        place = np.searchsorted(values, score[part])
        np.add.at(hits, place, weight[part] * hit[part])
        np.add.at(misses, place, weight[part] * ~hit[part])
    lower = np.cumsum(misses) - misses
    return float((hits * (lower + misses / 2)).sum() / (hits.sum() * misses.sum()))

"""Splitting a difference between two cohorts into what volume, mix and each rate did, without a residual."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.scoring.matching import Float

#: What stands for a count of zero, whose logarithm there is not.
ZERO = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Decomposition:
    """The parts of a difference: `parts` (segments × factors), adding up to it.

    Factors: the number of all leads, the segment's share of them, then the rate of each step in turn. With a single
    segment its share is 1 and does nothing.
    """

    parts: Float

    @property
    def by_factor(self) -> Float:
        """Return what each factor did over all segments."""
        return np.asarray(self.parts.sum(axis=0))

    @property
    def by_segment(self) -> Float:
        """Return what each segment did: the difference of its own figures."""
        return np.asarray(self.parts.sum(axis=1))


def decompose(before: NDArray[np.number], after: NDArray[np.number]) -> Decomposition:
    """Split the difference of the last columns of two tables (segments × stages: leads, then each step's count).

    Figures are counts, or an amount in the last column; none is negative. The additive split by logarithmic mean
    weights (LMDI I): a factor f of a product P does L(P after, P before) · ln(f after / f before), and these add up
    to the difference of P. B. W. Ang, "The LMDI approach to decomposition analysis", Energy Policy 33 (2005),
    867-871; on zeros: B. W. Ang and N. Liu, Energy Policy 35 (2007), 238-246. A count of zero is ZERO; a rate of
    0 ÷ 0 is the other side's, and 1 where both are. What ZERO would leave over is shared out among the parts of its
    segment, so that they add up to the last unit of an amount as well.
    """
    first, second = np.asarray(before, np.float64), np.asarray(after, np.float64)
    rates = _rates(first, second), _rates(second, first)
    products = [
        _some(side[:, 0]) * rate.prod(axis=1) for side, rate in zip((first, second), rates, strict=True)
    ]
    weights = _logarithmic_mean(products[1], products[0])
    volumes = [_some(side[:, 0].sum(keepdims=True)) for side in (first, second)]
    volume = np.log(volumes[1] / volumes[0])
    segment = np.log(_some(second[:, 0]) / _some(first[:, 0]))
    steps = np.log(rates[1] / rates[0])
    factors = np.column_stack([np.broadcast_to(volume, segment.shape), segment - volume, steps])
    parts = weights[:, None] * factors
    return Decomposition(parts * _exactly(parts.sum(axis=1), first[:, -1], second[:, -1])[:, None])


def _exactly(found: Float, before: Float, after: Float) -> Float:
    """Return what the parts of each segment are multiplied with, so that they add up to its change.

    Where a figure is zero on one side only its product is not: ZERO times an amount per win of 10⁹ is a whole unit.
    Zero on both sides leaves nothing to explain.
    """
    scale = np.where((before <= 0) & (after <= 0), 0.0, 1.0)
    one_side = ((before <= 0) != (after <= 0)) & (found != 0)
    return np.divide(after - before, found, out=scale, where=one_side)


def _some(counts: Float) -> Float:
    return np.where(counts > 0, counts, ZERO)


def _rates(side: Float, other: Float) -> Float:
    """Return the rate of each step of one side (segments × steps)."""
    own, others = (_some(counts[:, 1:]) / _some(counts[:, :-1]) for counts in (side, other))
    unknown, unknown_there = ((counts[:, 1:] <= 0) & (counts[:, :-1] <= 0) for counts in (side, other))
    return np.where(unknown, np.where(unknown_there, 1.0, others), own)


def _logarithmic_mean(one: Float, two: Float) -> Float:
    """Return L(a, b) = (a - b) ÷ ln(a ÷ b), and a where both are the same; exact where they nearly are."""
    logarithm = np.log(one / two)
    same = logarithm == 0
    return two * np.where(same, 1.0, np.expm1(logarithm) / np.where(same, 1.0, logarithm))


def in_units(parts: Float, total: float, unit: float = 1.0) -> Float:
    """Return `parts` in whole units that add up to `total` in whole units: what is shown must add up as well.

    Rounded by the largest remainder, so that no part is off by a whole unit.
    """
    wanted = round(total / unit)
    scaled = np.asarray(parts, np.float64) / unit
    floors = np.floor(scaled)
    missing = int(wanted - floors.sum())
    order = np.argsort(-(scaled - floors), kind="stable")
    for place in range(abs(missing)):
        floors[order[place % len(order)] if missing > 0 else order[-1 - place % len(order)]] += np.sign(
            missing
        )
    return floors * unit

"""The step that costs most: where reaching the middle of its band would bring the most wins (DESIGN 6).

A band with a lower end only ("20 % or more") has no middle: what was agreed is its lower end. One with an upper end
only asks for nothing that could be missed.
"""

from collections.abc import Sequence

from funneldesk.domain.funnel.funnel import Bottleneck, StageResult
from funneldesk.domain.funnel.shares import ENOUGH


def bottleneck(stages: Sequence[StageResult]) -> Bottleneck | None:
    """Return the banded step below its middle with the greatest gain; None if no step is below.

    Gain of step i: n_i · (mid_i - r_i) · Π q_j over later steps j; its interval comes from that of r_i.
    """
    steps = [s for s in stages if s.recorded and s.previous is not None]
    found: list[Bottleneck] = []
    for position, step in enumerate(steps):
        if not step.n or step.rate is None or step.low is None or step.high is None or step.band is None:
            continue
        target = aim(step.band)
        if target is not None and step.rate < target:
            missed = step.n * (target - step.rate)
            later = steps[position + 1 :]
            worth = step.n * _product([_expected(one) for one in later])
            found.append(
                Bottleneck(
                    step.stage,
                    step.previous or "",
                    step.rate,
                    target,
                    worth * (target - step.rate),
                    worth * (target - step.high),
                    worth * (target - step.low),
                    steps[-1].stage,
                    _in_deals(missed, later),
                )
            )
    return max(found, key=lambda b: b.gain, default=None)


def _in_deals(missed: float, later: Sequence[StageResult]) -> float | None:
    """Return how many deals `missed` people would have made; None where deals are no later step, or the last."""
    before = [place for place, step in enumerate(later[:-1]) if step.stage == "deal"]
    return missed * _product([_expected(step) for step in later[: before[0] + 1]]) if before else None


def _expected(step: StageResult) -> float:
    agreed = None if step.band is None else aim(step.band)
    # With fewer mature entrants its own rate is not trusted; what was agreed on stands in.
    if agreed is not None and (step.n or 0) < ENOUGH:
        return agreed
    # A step with nothing to aim at has nothing better than what was seen.
    return step.rate or 0.0


def aim(band: tuple[float, float]) -> float | None:
    """Return the rate a band asks for: its middle, its lower end where it has no upper one, else None."""
    low, high = band
    if low <= 0:
        return None
    return low if high >= 1 else (low + high) / 2


def _product(factors: Sequence[float]) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result

"""The step that costs most: where reaching the middle of its band would bring the most wins (DESIGN 6)."""

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
        target = _middle(step.band)
        if step.rate < target:
            worth = step.n * _product([_expected(later) for later in steps[position + 1 :]])
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
                )
            )
    return max(found, key=lambda b: b.gain, default=None)


def _expected(step: StageResult) -> float:
    # With fewer mature entrants its own rate is not trusted; the middle of its band stands in.
    if step.band is not None and (step.n or 0) < ENOUGH:
        return _middle(step.band)
    # A step without a band has nothing better than what was seen.
    return step.rate or 0.0


def _middle(band: tuple[float, float]) -> float:
    return (band[0] + band[1]) / 2


def _product(factors: Sequence[float]) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result

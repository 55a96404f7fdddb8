"""Numbers of a review, made by hand."""

from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.why import Part, Segment, Target, Why
from funneldesk.domain.reviews.reviews import Movement, Numbers

BEFORE, AFTER, AS_OF = Period(740_001, 740_030), Period(740_031, 740_060), 740_090


def funnel(counts: tuple[int, ...], period: Period, *, recorded: int = 5) -> Funnel:
    """Return a funnel with these counts; the last ones of five may not be recorded."""
    stages = tuple(
        StageResult(stage, count, place < recorded, 0, 0)
        for place, (stage, count) in enumerate(zip(STAGES, counts, strict=True))
    )
    return Funnel("period", period.from_day, period.to_day, AS_OF, stages, None)


def why(target: Target, before: float, after: float) -> Why:
    """Return a movement of a rate alone; of leads, of their number."""
    if target == "lead":
        leads = (Part("lead", after - before, before, after),)
        return Why(
            target,
            before,
            after,
            leads,
            (Segment("source", "SEO", before, after, (round(before), round(after)), after - before, 0, ()),),
        )
    parts = (
        Part("lead", 0.0, 100.0, 100.0),
        Part(
            "sal",
            after - before,
            before / 100,
            after / 100,
            (Share(100, round(before)), Share(100, round(after))),
        ),
    )
    segment = Segment("source", "SEO", before, after, (50, 50), 0.0, 0.0, parts[1:])
    return Why(target, before, after, parts, (segment,))


def numbers(
    before: tuple[int, ...],
    after: tuple[int, ...],
    movements: tuple[Why, ...] = (),
    *,
    period: Period = AFTER,
    recorded: int = 5,
) -> Numbers:
    """Return the numbers of a review with these counts in the range before and in its own; 15 SALs a month are wanted."""
    now = funnel(after, period, recorded=recorded)
    return Numbers(
        now, funnel(before, BEFORE, recorded=recorded), now,
        tuple(Movement(one.target, BEFORE, period, one) for one in movements), (), (), {}, {}, {"sal": 15},
    )  # fmt: skip

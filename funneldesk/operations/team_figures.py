"""Published rows as the results that pictures are made of: the same pictures as in the owner's window."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS, ContentResult, Contents
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.funnel import Funnel, StageResult, Verdict
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.team_sentences import not_told

if TYPE_CHECKING:
    from funneldesk.operations.team_view import PublishedContent, PublishedFunnel, PublishedStage


def funnel_result(published: "PublishedFunnel", as_of: int) -> Funnel:
    """Return a funnel that is not broken down; a number that is not told is 0 in it: `untold` says which.

    UserError where its stages contradict each other: its file was checked, but nobody vouches for what it says.
    """
    if not _is_sound(published.stages):
        raise UserError(
            "bad_publication",
            _("The numbers of the published funnel contradict each other: no picture can be drawn of them."),
            _("Ask for a new publication; it may have been made by another version of FunnelDesk."),
        )
    stages = tuple(_stage(one) for one in published.stages)
    return Funnel("cohort", published.from_day, published.to_day, as_of, stages, None)


def untold(published: "PublishedFunnel") -> Mapping[str, str]:
    """Return the words that stand in place of numbers that are not told, by stage."""
    return {one.stage: not_told() for one in published.stages if one.recorded and one.count is None}


def untold_rates(published: "PublishedFunnel") -> Mapping[str, str]:
    """Return the words that stand in place of rates that are not told, by the stage their step leads to."""
    return {one.stage: not_told() for one in published.stages if rate_is_untold(one)}


def rate_is_untold(stage: "PublishedStage") -> bool:
    """Whether the step to a stage has a rate that only whoever publishes sees."""
    return stage.recorded and bool(stage.previous) and None in {stage.n, stage.k}


def labels_of(published: "PublishedFunnel") -> Mapping[str, str]:
    """Return what the book calls the stages."""
    return {one.stage: one.stage_name for one in published.stages if one.stage_name}


def contents_result(published: "Sequence[PublishedContent]", as_of: int) -> Contents:
    """Return those contents whose numbers are told as a result."""
    told = tuple(_content(one) for one in published if one.touched is not None and one.deals is not None)
    return Contents(as_of, DEFAULT_WINDOW_DAYS, 0, told)


def _is_sound(stages: "Sequence[PublishedStage]") -> bool:
    """Whether each step begins at the recorded stage before it, and nobody is counted less than not at all."""
    before: str | None = None
    for one in stages:
        counts = (one.count, one.n, one.k, one.immature, one.skipped, one.undated, one.needed)
        if one.stage not in STAGES or any(count is not None and count < 0 for count in counts):
            return False
        if one.recorded:
            if (one.previous is not None and one.previous != before) or (one.k or 0) > (one.n or one.k or 0):
                return False
            before = one.stage
    return [one.stage for one in stages] == [
        stage for stage in STAGES if stage in {one.stage for one in stages}
    ]


def _stage(one: "PublishedStage") -> StageResult:
    band = (one.band_low, one.band_high)
    quartiles = (one.quartile_low, one.quartile_high)
    return StageResult(
        stage=one.stage,
        count=one.count or 0,
        recorded=one.recorded,
        skipped=one.skipped,
        undated=one.undated,
        previous=one.previous,
        # One without the other is no rate: it would be read as one of nobody.
        n=None if rate_is_untold(one) else one.n,
        k=None if rate_is_untold(one) else one.k,
        rate=one.rate,
        low=one.low,
        high=one.high,
        band=None if None in band else cast("tuple[float, float]", band),
        verdict=cast("Verdict | None", one.verdict),
        sure=one.sure,
        needed=one.needed,
        immature=one.immature,
        maturity_days=one.maturity_days,
        median_days=one.median_days,
        quartile_days=None if None in quartiles else cast("tuple[float, float]", quartiles),
    )


def _content(one: "PublishedContent") -> ContentResult:
    nothing: dict[str, Any] = {"amount": 0, "cost": None, "roi": None, "credit": {}}
    return ContentResult(
        one.content, one.title, one.type, one.phase, one.theme, one.touched or 0, one.deals or 0,
        one.rate, one.low, one.high, one.enough, one.baseline, one.won or 0, **nothing,
    )  # fmt: skip

"""What charts say of stages and steps: names by the book's labels, k of n, the formula with its figures."""

from collections.abc import Mapping, Sequence

from funneldesk.domain.formats import band_range, k_of_n, number, percent, percent_range, tenths
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.funnel.funnel_sentences import verdict_sentence
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.words import rate_label, stage_label, unrecorded_label
from funneldesk.i18n import _


def step_title(previous: str, stage: str, labels: Mapping[str, str]) -> str:
    """Return the two ends of a step: 「MQL → SAL」."""
    return f"{stage_label(previous, labels)} → {stage_label(stage, labels)}"


def step_name(step: StageResult, labels: Mapping[str, str]) -> str:
    """Return what the rate of a step is called: 承認率."""
    return rate_label(step.previous or "lead", step.stage, labels)


def counted(step: StageResult) -> str:
    """Return k of n: 「256 / 731件」; "" where nobody can be judged."""
    if not step.n or step.k is None:
        return ""
    return k_of_n(step.k, step.n)


def band_words(band: tuple[float, float]) -> str:
    """Return a band as people say it: 「目安 35〜45 %」, with a decimal only where an edge needs one."""
    return _("Band %(range)s") % {"range": band_range(band)}


def formula(step: StageResult, labels: Mapping[str, str]) -> str:
    """Return the formula of a step's rate in words, with its figures."""
    words = {
        "name": step_name(step, labels),
        "stage": stage_label(step.stage, labels),
        "previous": stage_label(step.previous or "lead", labels),
        "n": number(step.n or 0),
        "k": number(step.k or 0),
    }
    text = _("%(name)s = those who became %(stage)s (%(k)s) ÷ %(previous)s (%(n)s)") % words
    return text if step.rate is None else f"{text} = {percent(step.rate)}"


def way_formula(stage: StageResult, labels: Mapping[str, str]) -> str:
    """Return the formula of the rate from the first stage, with its figures; "" for the first stage itself."""
    way = stage.whole_way
    if way is None:
        return ""
    words = {
        "stage": stage_label(stage.stage, labels),
        "first": stage_label("lead", labels),
        "n": number(way.n),
        "k": number(way.k),
        "days": number(way.maturity_days),
    }
    text = _("%(first)s → %(stage)s = those who became %(stage)s (%(k)s) ÷ %(first)s (%(n)s)") % words
    lines = [text if way.rate is None else f"{text} = {percent(way.rate)}"]
    if way.low is not None and way.high is not None:
        lines.append(_("95 %% interval: %(range)s") % {"range": percent_range(way.low, way.high)})
    if way.immature:
        waiting = {"count": number(way.immature), "days": number(way.maturity_days)}
        lines.append(_("Not counted: %(count)s that have had less than %(days)s days.") % waiting)
    return "\n".join(lines)


def days_words(step: StageResult) -> str:
    """Return how long the step took: the half, and the middle half; "" where nobody made it with dates."""
    if step.median_days is None or step.quartile_days is None:
        return ""
    low, high = step.quartile_days
    words = {"days": tenths(step.median_days), "low": tenths(low), "high": tenths(high)}
    return _("Half of them took %(days)s days or less, the middle half %(low)s to %(high)s days.") % words


def step_tip(step: StageResult, labels: Mapping[str, str]) -> str:
    """Return all there is to say of a step: formula, interval, verdict, days, who is not counted."""
    if not step.recorded:
        return unrecorded_label(step.stage)
    lines = [formula(step, labels)]
    if step.low is not None and step.high is not None:
        lines.append(_("95 %% interval: %(range)s") % {"range": percent_range(step.low, step.high)})
    if step.band:
        lines.append(band_words(step.band))
    lines += [words for words in (judged(step), days_words(step)) if words]
    if step.immature:
        waiting = {"count": number(step.immature), "days": step.maturity_days}
        lines.append(_("Not counted: %(count)s that have had less than %(days)s days.") % waiting)
    return "\n".join(lines)


def judged(step: StageResult) -> str:
    """Return the verdict on a step; with fewer than ENOUGH people none, but that they are too few."""
    if step.n and step.n < ENOUGH and step.band:
        return _("Too few people to judge (fewer than %(enough)s).") % {"enough": ENOUGH}
    return verdict_sentence(step)


def observed(funnel: Funnel, stage: str) -> int:
    """Return how many at `stage` are too recent to be judged for the next recorded stage (経過観察中)."""
    return observed_in(funnel.stages, stage)


def observed_in(stages: Sequence[StageResult], stage: str) -> int:
    """Return the same of the stages of one group."""
    return next((s.immature for s in stages if s.recorded and s.previous == stage), 0)

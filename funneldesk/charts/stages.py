"""What charts say of stages and steps: names by the book's labels, k of n, the formula with its figures."""

from collections.abc import Mapping

from funneldesk.domain.formats import band_range, percent
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.words import rate_label, stage_label
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
    return _("%(k)s of %(n)s") % {"k": f"{step.k:,}", "n": f"{step.n:,}"}


def band_words(band: tuple[float, float]) -> str:
    """Return a band as people say it: 「目安 35〜45 %」, with a decimal only where an edge needs one."""
    return _("Band %(range)s") % {"range": band_range(band)}


def formula(step: StageResult, labels: Mapping[str, str]) -> str:
    """Return the formula of a step's rate in words, with its figures."""
    words = {
        "name": step_name(step, labels),
        "stage": stage_label(step.stage, labels),
        "previous": stage_label(step.previous or "lead", labels),
        "n": f"{step.n or 0:,}",
        "k": f"{step.k or 0:,}",
    }
    text = _("%(name)s = those who became %(stage)s (%(k)s) ÷ %(previous)s (%(n)s)") % words
    return text if step.rate is None else f"{text} = {percent(step.rate)}"


def observed(funnel: Funnel, stage: str) -> int:
    """Return how many at `stage` are too recent to be judged for the next recorded stage (経過観察中)."""
    return next((s.immature for s in funnel.stages if s.recorded and s.previous == stage), 0)

"""A measure: a number people agreed to watch, kept as a question that can be asked again, never as a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import asked_about, content_rates
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS
from funneldesk.domain.facts import Bool, Facts
from funneldesk.domain.fields import DEAL, STAGES
from funneldesk.domain.formats import number, percent
from funneldesk.domain.funnel.breakdown import Breakdown
from funneldesk.domain.funnel.contact_speed import contact_days, contacted_within
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.maturity import mature, maturity
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.handovers.scorecard import CONTACT_DAYS
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import field_words, rate_label, stage_label
from funneldesk.i18n import _

MeasureKind = Literal["count", "rate", "contact", "content"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Which number, of whom.

    count: who reached `stage` in the range; rate: of those who reached `previous` in it, who came to `stage`; contact:
    of those to be contacted in it, who was within 7 days; content: コンテンツ別商談率 of `content` (its key), by first
    touches in the range. `by` and `value`: only leads of this segment (not for contents).
    """

    kind: MeasureKind
    stage: str = ""
    previous: str = ""
    by: str = ""
    value: str | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure was in a range as of a day (ordinals): k of n, or a count (k alone, n None).

    `young`: those not yet old enough to be judged, who are not in n. `recorded`: whether anything could ever give it.
    """

    from_day: int | None
    to_day: int | None
    as_of: int
    k: int
    n: int | None = None
    young: int = 0
    recorded: bool = True

    @property
    def value(self) -> float | None:
        """Return the count or the rate, None where it cannot be said."""
        if not self.recorded:
            return None
        if self.n is None:
            return float(self.k)
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of a rate."""
        return wilson(self.k, self.n) if self.recorded and self.n else None


def label(measure: Measure, labels: Mapping[str, str], titles: Mapping[str, str] | None = None) -> str:
    """Return what a measure is called: 承認率（流入元: SEO）. `titles`: those of contents by key."""
    if measure.kind == "content":
        named = (titles or {}).get(measure.content, measure.content)
        return _("Content rate of “%(content)s”") % {"content": named}
    words = {
        "count": lambda: _("Number of %(stage)s") % {"stage": stage_label(measure.stage, labels)},
        "rate": lambda: rate_label(measure.previous, measure.stage, labels),
        "contact": lambda: _("Contact within %(days)s days") % {"days": CONTACT_DAYS},
    }[measure.kind]()
    if not measure.by:
        return words
    value = _("(no value)") if measure.value is None else measure.value
    return _("%(measure)s (%(field)s: %(value)s)") % {
        "measure": words,
        "field": field_words(measure.by),
        "value": value,
    }


def value_words(measure: Measure, value: float | None) -> str:
    """Return a value of a measure in words: 12 or 38 %."""
    if value is None:
        return _("cannot say")
    return number(round(value)) if measure.kind == "count" else percent(value)


def measured(
    facts: Facts, days: StageDays, book: Book, measure: Measure, period: Period, *, groups: Breakdown | None
) -> Measured:
    """Return a measure of a range as of `days.as_of`; `groups`: those of `measure.by`, None without."""
    if measure.kind == "content":
        return _content(facts, days, book, measure, period)
    return _of_leads(facts, days, book, measure, period, groups=groups)


def _of_leads(
    facts: Facts, days: StageDays, book: Book, measure: Measure, period: Period, *, groups: Breakdown | None
) -> Measured:
    of = Selection(days, "period", period.from_day, period.to_day)
    at = (period.from_day, period.to_day, days.as_of)
    if measure.kind == "contact":
        found = contact_days(facts, days)
        asked = _inside(found.trigger, period) & _segment(measure, groups, of, 0)
        n, k = contacted_within(found, days, asked, CONTACT_DAYS)
        # Whoever has a deal already is owed no call any more.
        young = asked & (found.trigger <= days.day_of(DEAL)) & (found.trigger != NEVER)
        young &= found.trigger > days.as_of - CONTACT_DAYS
        return Measured(*at, _count(k), _count(n), _count(young), recorded=found.recorded)
    stage = STAGES.index(measure.stage)
    if measure.kind == "count":
        counted = of.counted(stage) & _segment(measure, groups, of, stage)
        return Measured(*at, _count(counted), recorded=bool(stage == 0 or days.recorded[stage]))
    previous = STAGES.index(measure.previous)
    entrants = of.counted(previous) & _segment(measure, groups, of, previous)
    old_enough = mature(days, previous, maturity(days, book, previous, stage))
    arrived = of.succeeded(previous, stage) & entrants & old_enough
    recorded = bool((previous == 0 or days.recorded[previous]) and days.recorded[stage])
    return Measured(
        *at, _count(arrived), _count(entrants & old_enough), _count(entrants & ~old_enough), recorded=recorded
    )


def _content(facts: Facts, days: StageDays, book: Book, measure: Measure, period: Period) -> Measured:
    keys = [content.key for content in facts.contents]
    at = (period.from_day, period.to_day, days.as_of)
    if measure.content not in keys:
        return Measured(*at, 0, 0, recorded=False)
    counts = content_rates(facts, days, asked_about(facts, days, book, DEFAULT_WINDOW_DAYS, period)).counts
    place = keys.index(measure.content)
    everybody, old_enough, deals = (int(counts[part][place]) for part in ("touched_all", "touched", "deals"))
    recorded = bool(days.recorded[DEAL])
    return Measured(*at, deals, old_enough, everybody - old_enough, recorded=recorded)


def _segment(measure: Measure, groups: Breakdown | None, of: Selection, stage: int) -> Bool:
    if groups is None:
        return np.ones(of.days.count, np.bool_)
    wanted = groups.values.index(measure.value) if measure.value in groups.values else -2
    chosen: Bool = groups.group_of(of, stage) == wanted
    return chosen


def _inside(day: "np.typing.NDArray[np.int32]", period: Period) -> Bool:
    last = NEVER - 1 if period.to_day is None else period.to_day
    inside: Bool = (day >= (period.from_day or 0)) & (day <= last)
    return inside


def _count(chosen: Bool) -> int:
    return int(np.count_nonzero(chosen))

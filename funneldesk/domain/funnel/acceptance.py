"""承認率 in its two legs: 引き渡し率 (candidate ÷ MQL) and 受入率 (SAL ÷ candidate), to show whose step is low.

Both are of the entrants of the step from MQL to SAL, mature ones only, so that their product is its rate. A
candidate is whoever stood at the threshold of the book in force on some day, or was handed over, by as-of; a SAL
was one (DESIGN 6: a later stage implies the earlier ones).
"""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion
from funneldesk.domain.book.book_pilots import spans
from funneldesk.domain.book.conditions import All, Condition, Score
from funneldesk.domain.facts import Bool, Facts
from funneldesk.domain.fields import MQL, SAL
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.maturity import mature
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from
from funneldesk.domain.scoring.first_days import first_days
from funneldesk.domain.touched import along, in_stretches


def at_threshold(book: Book) -> Condition:
    """Return the condition that makes a candidate: the threshold, and what it asks besides."""
    threshold = book.threshold
    score = Score(threshold.operator, threshold.points)
    return score if threshold.also is None else All((score, threshold.also))


@dataclass(frozen=True, slots=True, eq=False)
class Acceptance:
    """Who of the mature entrants became a candidate, and whom sales took up (n leads).

    `needed_days`: how old they are at least.
    """

    judged: Bool
    candidates: Bool
    accepted: Bool
    needed_days: int

    @property
    def legs(self) -> tuple[StageResult, StageResult]:
        """Return candidate ÷ MQL and SAL ÷ candidate."""
        n, handed, taken = (
            int(np.count_nonzero(who)) for who in (self.judged, self.candidates, self.accepted)
        )
        return (
            _leg("mql", "candidate", handed, n, self.needed_days),
            _leg("candidate", "sal", taken, handed, self.needed_days),
        )


def acceptance(
    facts: Facts, versions: tuple[BookVersion, ...], of: Selection, needed_days: int
) -> Acceptance:
    """Return both legs of the step from MQL to SAL; `needed_days`: how old its mature entrants are."""
    judged = of.counted(MQL) & mature(of.days, MQL, needed_days)
    accepted = of.succeeded(MQL, SAL) & judged
    candidates = accepted | _candidates(facts, versions, of, judged & ~accepted)
    return Acceptance(judged, candidates, accepted, needed_days)


def _leg(previous: str, stage: str, k: int, n: int, needed_days: int) -> StageResult:
    low, high = wilson(k, n) if n else (None, None)
    return StageResult(
        stage,
        k,
        recorded=True,
        skipped=0,
        undated=0,
        previous=previous,
        n=n,
        k=k,
        rate=k / n if n else None,
        low=low,
        high=high,
        maturity_days=needed_days,
    )


def _candidates(facts: Facts, versions: tuple[BookVersion, ...], of: Selection, asked: Bool) -> Bool:
    """Return who of those asked about was handed over, or stood at the threshold, by as-of."""
    as_of = of.days.as_of
    legs = facts.handovers
    handed = np.zeros(facts.count, np.bool_)
    handed[legs.lead[(legs.handed_day <= as_of) | (legs.handed_day == NEVER)]] = True
    open_ = asked & ~handed

    def reached(part: Facts) -> Bool:
        """Return who of some leads that follow each other stood at the threshold."""
        begin = int(np.searchsorted(facts.lead_ids, part.lead_ids[0])) if part.count else 0
        wanted = open_[begin : begin + part.count]
        first, day = exists_from(part), np.where(wanted, NEVER, 0).astype(np.int32)
        for span in spans(part, versions, as_of) if wanted.any() else ():
            first_days(part, span, at_threshold(span.book), first, day)
        got_there: Bool = wanted & (day != NEVER)
        return got_there

    return asked & (handed | in_stretches(facts, reached, along))

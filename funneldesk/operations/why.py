"""Why a number of the funnel moved between two ranges of days."""

from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.fields import STAGES, WON
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.funnel_counting import maturities, steps
from funneldesk.domain.funnel.maturity import mature
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.why import Target, Why, why
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.scoring import scores_on
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.funnel.stages import StageDays
    from funneldesk.store.store import Store

#: The fields a difference is split by: where leads come from, what they came for, who they are.
FIELDS = ("source", "first_content", "industry")


def why_of(store: "Store", as_of: int, before: Period, after: Period, target: Target) -> Why:
    """Return why `target` differs between the leads acquired in two ranges, as both stand on `as_of`."""
    facts, versions = facts_of(store), versions_of(store)
    days = stage_days_of(store, as_of)
    sides = [Selection(days, "cohort", side.from_day, side.to_day) for side in (before, after)]
    fields = [breakdown(facts, days, by, lambda: scores_on(facts, versions, as_of)) for by in FIELDS]
    return why(facts, sides[0], sides[1], target, fields)


def young_of(store: "Store", as_of: int, after: Period, target: Target) -> int:
    """Return how many leads of a range wait for `target` and have not had the time most take."""
    days = stage_days_of(store, as_of)
    place = WON if target == "amount" else STAGES.index(target)
    previous = {stage: before for before, stage in steps(days)}.get(place)
    if previous is None:
        return 0
    needed = maturities(days, version_in_force(versions_of(store), as_of).book)[place]
    selection = Selection(days, "cohort", after.from_day, after.to_day)
    return _young(days, selection, previous, place, needed)


def _young(days: "StageDays", of: Selection, previous: int, stage: int, needed: int) -> int:
    waits = of.counted(previous) & ~of.succeeded(previous, stage)
    return int(np.count_nonzero(waits & ~mature(days, previous, needed)))

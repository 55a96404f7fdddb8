"""Every deal, the path that led to it, and what each content is credited with (DESIGN 6, Credit)."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from funneldesk.domain.contents.credit import by_content, shares
from funneldesk.domain.contents.paths import Conversions, Paths, conversions, paths_to, paths_without
from funneldesk.domain.facts import Facts, Int32, Int64
from funneldesk.domain.fields import DEAL
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.scoring.matching import Float
from funneldesk.domain.unique import unique


@dataclass(frozen=True, slots=True, eq=False)
class Credited:
    """All deals with their paths; `share`: what each step gets of its deal, by model."""

    deals: Conversions
    paths: Paths
    share: dict[str, Float]
    contents: int

    def credit(self, model: str) -> Float:
        """Return the deals each content is credited with."""
        return by_content(self.paths, self.share[model], self.contents)

    def amount(self) -> Float:
        """Return the won amount each content is credited with, linearly."""
        worth = self.deals.won_amount.astype(np.float64)
        return by_content(self.paths, self.share["linear"], self.contents, worth)

    def paid(self) -> Int64:
        """Return for each content the number of won deals with an amount on whose path it lies: n of its ROI."""
        return self.paid_sets(np.arange(self.contents, dtype=np.int32), self.contents)

    def paid_sets(self, set_of: Int32, count: int) -> Int64:
        """Return the same for sets of contents, `set_of` each content's."""
        is_paid = self.deals.won_amount[self.paths.path] > 0
        steps = self.paths.path[is_paid] * count + set_of[self.paths.content[is_paid]]
        return np.bincount(unique(steps) % count, minlength=count).astype(np.int64, copy=False)

    def bare(self) -> Int64:
        """Return which deals no touch led to (positions in `deals`)."""
        return np.flatnonzero(self.paths.sizes() == 0)

    def members(self, content: int, model: str) -> Int32:
        """Return the leads whose deals give a content a share by a model, ascending; content -1: the bare ones.

        Deals that no lead is known of have none.
        """
        if content < 0:
            found = self.bare()
        else:
            found = self.paths.path[(self.paths.content == content) & (self.share[model] > 0)]
        leads = unique(self.deals.lead[found])
        return leads[leads >= 0].astype(np.int32)


def credited(facts: Facts, days: StageDays, window_days: int) -> Credited:
    """Return all deals up to as-of with their paths of touches, shared among contents by every model."""
    deals, count = conversions(facts, days), len(facts.contents)
    has_deal = days.is_reached(DEAL).copy()
    has_deal[deals.lead[deals.lead >= 0]] = True
    paths = paths_to(facts, has_deal, deals, days.as_of, window_days)
    without = partial(paths_without, facts, has_deal, days.as_of, window_days)
    return Credited(deals, paths, shares(paths, deals.day, without, count), count)

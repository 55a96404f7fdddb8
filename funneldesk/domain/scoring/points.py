"""Points in time of leads: the places where a condition or a score is looked at."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.facts import Bool, Facts, Int32, Int64


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Pairs (lead position, day): each stands for the end of that day. One lead may have many.

    `day_of_all` is set where the points are all leads, in order, on one day: that case has quicker ways.
    """

    lead: Int32
    day: Int32
    day_of_all: int | None = None

    def __len__(self) -> int:
        return len(self.lead)

    def where(self, chosen: Bool) -> "Points":
        """Return the points for which `chosen` holds, in the same order."""
        return Points(self.lead[chosen], self.day[chosen])


def all_leads(facts: Facts, day: int) -> Points:
    """Return one point for every lead, at the end of `day`."""
    lead = np.arange(facts.count, dtype=np.int32)
    return Points(lead, np.full(facts.count, day, np.int32), day)


def distinct(lead: Int32, day: Int32) -> Points:
    """Return the distinct pairs, sorted by lead and day."""
    # Stable: the parts it is made of are sorted already, which makes this quick (np.unique would hash).
    keys = np.sort(lead_day_key(lead, day), kind="stable")
    keys = keys[np.concatenate([np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1]])]
    return Points((keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32))


def lead_day_key(lead: Int32, day: Int32) -> Int64:
    """Return one number for each pair that sorts by lead, then day; days below 0 count as 0."""
    return lead.astype(np.int64) << 32 | np.maximum(day, 0)

"""What the table of leads computes of every lead: stage, score, candidacy, the last activity."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.contents.touches import blocks, last_days
from funneldesk.domain.facts import Bool, Events, Int8, Int32, Int64
from funneldesk.domain.fields import LEAD, STAGES
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.scoring import candidates_on, scores_on
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class LeadFigures:
    """What is computed of every lead, by position (rank of its id).

    `milli`: thousandths of points; `stage`: the furthest, a code of STAGES; `since`: the day since which the
    lead is a SAL candidate, NEVER for none; `acquired`: a day or NEVER; `last`: the day of the last activity, NEVER
    for none, and `activities` how many there were.
    """

    as_of: int
    ids: Int64
    milli: Int32
    stage: Int8
    since: Int32
    acquired: Int32
    disqualified: Bool
    opted_out: Bool
    last: Int32
    activities: Int32

    def positions(self, ids: Int64) -> Int32:
        """Return the positions of ids; ids that are gone get -1."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int32)
        found = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[found] == ids, found, -1).astype(np.int32)

    def score(self, position: int) -> float:
        """Return a lead's points."""
        return float(self.milli[position]) / MILLI

    @property
    def shown_stage(self) -> Int8:
        """The stage a table shows: the furthest, after them all that of those nobody works on any more."""
        return np.where(self.disqualified, np.int8(len(STAGES)), self.stage)

    def column(self, name: str) -> Int32 | Int8 | None:
        """Return one of them by the name of its column, None where it is none."""
        columns: dict[str, Int32 | Int8] = {
            "score": self.milli, "stage": self.stage, "since": self.since, "acquired_at": self.acquired,
            "last_on": self.last, "activities": self.activities,
        }  # fmt: skip
        return columns.get(name)


def figures_of(store: "Store", as_of: int, task: Task = NO_TASK) -> LeadFigures:
    """Return stage, score and candidacy of all leads on a day; kept until records, book or day change."""
    facts, versions = facts_of(store), versions_of(store)

    def figures() -> LeadFigures:
        now = scores_on(facts, versions, as_of)
        task.report(0, 2)
        since = candidates_on(facts, versions, as_of)
        task.report(0, 2)
        reached = stage_days_of(store, as_of).reached
        # The furthest stage: the last row that is reached; everybody is at least a lead.
        furthest = np.where(reached.any(axis=0), len(STAGES) - 1 - np.argmax(reached[::-1], axis=0), LEAD)
        return LeadFigures(
            as_of,
            facts.lead_ids,
            now.milli,
            furthest.astype(np.int8),
            since,
            facts.acquired_day,
            facts.disqualified_day <= as_of,
            facts.opt_out_day <= as_of,
            last_days(facts.events, facts.count, as_of),
            _counts(facts.events, facts.count, as_of),
        )

    return remembered(facts, ("lead_figures", book_key(versions, as_of), as_of), figures)


def _counts(events: Events, count: int, as_of: int) -> Int32:
    found = np.zeros(count, np.int32)
    for rows in blocks(events):
        lead = events.part("lead", rows)[events.part("day", rows) <= as_of]
        first = int(lead[0]) if len(lead) else 0
        here = np.bincount(lead - first)
        found[first : first + len(here)] += here
    return found

"""How many of the MQLs came to contents of the later phases: a weak way of nurturing shows here (DESIGN 6)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.facts import Bool, Facts, Int8
from funneldesk.domain.fields import ACTIVITY_KINDS, MQL, PHASES
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.why import LEVEL, chance_between

#: The phases after the first, in which nearly everybody begins.
LATER_PHASES = ("consideration", "decision")


@dataclass(frozen=True, slots=True)
class PhaseReach:
    """The share of the MQLs of two cohorts that touched a content of `phase`."""

    phase: str
    before: Share
    after: Share

    @property
    def within_chance(self) -> bool:
        """Whether chance alone explains that the shares differ; also where one of them is of nobody."""
        chance = chance_between(self.before, self.after)
        return chance is None or chance >= LEVEL


def nurture_path(
    facts: Facts, content_phases: Int8, before: Selection, after: Selection
) -> tuple[PhaseReach, ...]:
    """Return the shares of both cohorts, each up to its own as-of; `content_phases`: the phase of each content.

    A phase without any content is left out: nobody could come to it.
    """
    if not after.days.recorded[MQL]:
        return ()
    found = []
    for phase in LATER_PHASES:
        wanted: Bool = content_phases == PHASES.index(phase)
        if wanted.any():
            shares = [_share(facts, wanted, side) for side in (before, after)]
            found.append(PhaseReach(phase, shares[0], shares[1]))
    return tuple(found)


def _share(facts: Facts, wanted: Bool, of: Selection) -> Share:
    touched = touched_by(facts, wanted, of.days.as_of)
    mql = of.counted(MQL)
    return Share(int(np.count_nonzero(mql)), int(np.count_nonzero(mql & touched)))


def touched_by(facts: Facts, wanted: Bool, as_of: int) -> Bool:
    """Return which leads touched one of the `wanted` contents by the end of a day; no mail that came back counts."""
    events = facts.events
    is_touch = np.array([kind not in NOT_TOUCHES for kind in ACTIVITY_KINDS])
    of_content = np.append(wanted, False)  # the last answers for activities without a content, -1
    result = np.zeros(facts.count, np.bool_)
    seen = of_content[events.content] & (events.day <= as_of) & is_touch[events.kind]
    result[events.lead[seen]] = True
    return result

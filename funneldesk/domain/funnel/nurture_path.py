"""How many of the MQLs came to contents of the later phases: a weak way of nurturing shows here (DESIGN 6)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.facts import Bool, Facts, Int8
from funneldesk.domain.fields import ACTIVITY_KINDS, MQL, PHASES
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.why import LEVEL, chance_between
from funneldesk.domain.nurture.phases import NO_PHASE

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
    phases = [PHASES.index(phase) for phase in LATER_PHASES if PHASES.index(phase) in content_phases]
    if not phases or not after.days.recorded[MQL]:
        return ()
    touched = {day: _touched(facts, content_phases, day) for day in {before.days.as_of, after.days.as_of}}

    def share(of: Selection, phase: int) -> Share:
        mql = of.counted(MQL)
        came = mql & touched[of.days.as_of][phase]
        return Share(int(np.count_nonzero(mql)), int(np.count_nonzero(came)))

    return tuple(PhaseReach(PHASES[phase], share(before, phase), share(after, phase)) for phase in phases)


def _touched(facts: Facts, content_phases: Int8, as_of: int) -> Bool:
    """Return who touched contents of each phase by the end of a day (phases × leads), not by mail that came back."""
    events = facts.events
    is_touch = np.array([kind not in NOT_TOUCHES for kind in ACTIVITY_KINDS])
    # The last answers for activities without a content, -1.
    phases = np.append(content_phases, NO_PHASE).astype(np.int8)
    seen = events.where(lambda of: (phases[of("content")] > 0) & (of("day") <= as_of) & is_touch[of("kind")])
    result = np.zeros((len(PHASES), facts.count), np.bool_)
    result[phases[events.some("content", seen)], events.some("lead", seen)] = True
    return result

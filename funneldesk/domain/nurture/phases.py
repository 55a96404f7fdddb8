"""The nurture phase of contents and of leads, and who has gone quiet (DESIGN 3)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.contents.touches import Touches, last_days
from funneldesk.domain.facts import Bool, Facts, Int8, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS, PHASES
from funneldesk.domain.moment import NEVER

#: A lead's phase is the furthest of the contents it touched in so many days.
PHASE_DAYS = 180
#: A lead without any activity for so many days is stalled.
STALLED_DAYS = 30
#: The phase of a lead that touched nothing lately, and of a content nobody gave one: below all others.
NO_PHASE = -1
#: Kinds of activity that somebody did on their own: not a mail that came back, not leaving the list.
DONE = np.array([kind not in NOT_TOUCHES for kind in ACTIVITY_KINDS])


@dataclass(frozen=True, slots=True, eq=False)
class Recent:
    """The touches of the last PHASE_DAYS, one row each."""

    lead: Int32
    content: Int32


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where every lead stands on a day.

    `phase`: a position in `domain.fields.PHASES` or NO_PHASE; `last_day`: of the last activity, else the day it was
    acquired, NEVER where neither is known; `stalled`: 30 days or more lie since then, or nothing is known at all.
    """

    as_of: int
    phase: Int8
    last_day: Int32
    stalled: Bool

    @property
    def shelf_phase(self) -> Int8:
        """Return the phase whose contents are for each lead: whoever read nothing yet begins with the first."""
        return np.maximum(self.phase, 0).astype(np.int8)


def content_phases(facts: Facts, book: Book) -> Int8:
    """Return the phase of each content: as the list of contents says, else where the book has its type.

    A type that the book has in several phases belongs to the earliest of them.
    """
    by_type = {
        kind: PHASES.index(line.phase)
        for line in sorted(
            (line for line in book.phases if line.phase in PHASES),
            key=lambda line: -PHASES.index(line.phase),
        )
        for kind in line.types
    }
    return np.array(
        [
            PHASES.index(content.phase) if content.phase in PHASES else by_type.get(content.type, NO_PHASE)
            for content in facts.contents
        ],
        np.int8,
    )


def recent_touches(seen: Touches, as_of: int) -> Recent:
    """Return those of the dated touches that are not PHASE_DAYS old."""
    index = np.flatnonzero(seen.day > as_of - PHASE_DAYS)
    return Recent(seen.lead[index], seen.content[index])


def standing(facts: Facts, phases: Int8, as_of: int, recent: Recent) -> Standing:
    """Return where every lead stands. `phases`: of the contents."""
    phase = np.full(facts.count, NO_PHASE, np.int8)
    touched = phases[recent.content]
    for place in range(len(PHASES)):
        phase[recent.lead[touched == place]] = place
    last = np.where(facts.acquired_day <= as_of, facts.acquired_day, NEVER).astype(np.int32)
    active = last_days(facts.events, facts.count, as_of, DONE)
    last = np.where(active == NEVER, last, active)
    return Standing(as_of, phase, last, (last == NEVER) | (last <= as_of - STALLED_DAYS))

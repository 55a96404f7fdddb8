"""Every time one lead was a SAL candidate, with its end: the history behind `candidates.candidate_since`."""

from typing import NamedTuple

import numpy as np

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_periods import Period
from funneldesk.domain.book.book_pilots import spans
from funneldesk.domain.facts import Facts
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from
from funneldesk.domain.scoring.candidates import holds_besides, tested
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import MILLI, Scoring


class Spell(NamedTuple):
    """From `begin` on a candidate, on `end` no more; NEVER: it lasts."""

    begin: int
    end: int


def spells(lead: Facts, versions: tuple[BookVersion, ...], as_of: int) -> tuple[Spell, ...]:
    """Return the spells of the only lead of `lead` up to the end of `as_of`, oldest first."""
    known = exists_from(lead)
    if as_of < int(known[0]) < NEVER:
        return ()
    first = np.minimum(known, as_of).astype(np.int32)
    found: list[Spell] = []
    begun = NEVER
    for span in spans(lead, versions, as_of):
        tests = tested(lead, span, np.ones(1, np.bool_), first)
        last = int(np.broadcast_to(span.end, 1)[0])
        following = [*(tests.day[1:] - 1).tolist(), last]
        for place, day in enumerate(tests.day.tolist()):
            if tests.off[place] and begun != NEVER:
                found.append(Spell(begun, day))
                begun = NEVER
            if tests.on[place] and begun == NEVER:
                begun = day
            if tests.off_after[place] and begun != NEVER and day < following[place]:
                found.append(Spell(begun, _first_below(lead, span, day + 1, following[place])))
                begun = NEVER
    return (*found, Spell(begun, NEVER)) if begun != NEVER else tuple(found)


def _first_below(lead: Facts, span: Period, begin: int, last: int) -> int:
    """Return the first of these days on which the total is below the leaving threshold; on the last it is."""
    days = np.arange(begin, last + 1, dtype=np.int32)
    at, scoring = Points(np.zeros(len(days), np.int32), days), Scoring(lead, span.book)
    threshold = span.book.threshold
    below = (scoring.milli(at) < threshold.leave * MILLI) | ~holds_besides(scoring, threshold.also, at)
    return int(days[np.argmax(below)])

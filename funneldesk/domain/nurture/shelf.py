"""The contents that can be sent, by phase, in the order in which they are offered."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import ContentRates
from funneldesk.domain.contents.contents import ENOUGH
from funneldesk.domain.contents.touches import Touches
from funneldesk.domain.facts import Bool, Facts, Int8, Int32, Int64, rows_of
from funneldesk.domain.fields import PHASES
from funneldesk.domain.moment import NEVER
from funneldesk.domain.nurture.phases import DONE

#: What takes place on a day: once that is over nobody can be invited any more.
_HELD = frozenset({"seminar", "event"})
#: Cells of one table of read contents: as many leads at a time as fit.
_CELLS = 2**19


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Positions of contents in the order of offering: `by_phase` as in PHASES.

    `again`: what the book has for stalled leads; empty where it says nothing about them. `touched` and `deals` are n
    and k of each content's rate. `designed`: contents the design has a place for, those that are over included.
    """

    by_phase: tuple[Int32, ...]
    again: Int32
    touched: Int64
    deals: Int64
    designed: Bool

    @property
    def all(self) -> Int32:
        """Return all contents of the phases, phase after phase."""
        return np.concatenate(self.by_phase)

    def has_rate(self, content: int) -> bool:
        """Whether enough people touched a content to go by its rate."""
        return bool(self.touched[content] >= ENOUGH)


def shelf(facts: Facts, book: Book, phases: Int8, rates: ContentRates, as_of: int) -> Shelf:
    """Return the contents that can be sent, each in its phase, best first.

    Types that the book has in no phase are nothing to send (a newsletter, a form, the price page); contents whose
    type nobody gave are taken where a list says their phase. First those with 30 people behind their rate, by rate,
    then the newest.
    """
    touched, deals = rates.counts["touched"], rates.counts["deals"]
    named = {kind for line in book.phases if line.phase in PHASES for kind in line.types}
    again = {kind for line in book.phases if line.phase == "stalled" for kind in line.types}
    sendable = [
        place
        for place, content in enumerate(facts.contents)
        if _is_there(content.type, content.published_day, as_of)
    ]

    def offering(place: int) -> tuple[bool, float, int, str]:
        content = facts.contents[place]
        if touched[place] >= ENOUGH:
            return False, -deals[place] / touched[place], 0, content.key
        newest = -1 if content.published_day == NEVER else content.published_day
        return True, 0.0, -newest, content.key

    ordered = sorted(sendable, key=offering)
    designed = phases >= 0
    if named:
        designed &= np.array([not one.type or one.type in named for one in facts.contents], np.bool_)
    return Shelf(
        tuple(
            np.array([p for p in ordered if designed[p] and phases[p] == phase], np.int32)
            for phase in range(len(PHASES))
        ),
        np.array([p for p in ordered if facts.contents[p].type in again], np.int32),
        touched,
        deals,
        designed,
    )


def _is_there(kind: str, day: int, as_of: int) -> bool:
    """Whether a content can be sent on a day: published, or, if it takes place on a day, still to come."""
    if day == NEVER:
        return True
    return day >= as_of if kind in _HELD else day <= as_of


def read_tables(facts: Facts, seen: Touches, contents: Int32) -> Iterator[tuple[int, Bool]]:
    """Yield (first lead, table) for all leads, some at a time: which of `contents` each has touched.

    `seen`: the dated touches up to as-of. Those without a date count as well: nobody gets again what it has.
    """
    events, width = facts.events, len(contents) + 1
    # What was not asked for goes into a last column that nobody sees.
    column = np.full(len(facts.contents), len(contents), np.int64)
    column[contents] = np.arange(len(contents))
    undated = events.where(lambda of: (of("day") == NEVER) & (of("content") >= 0) & DONE.take(of("kind")))
    said = [(seen.lead, seen.content), (events.some("lead", undated), events.some("content", undated))]
    step = max(_CELLS // width, 1)
    for first in range(0, facts.count, step):
        leads = min(step, facts.count - first)
        table = np.zeros(leads * width, np.bool_)
        for lead, content in said:
            rows = rows_of(lead, first, first + leads)
            table[(lead[rows].astype(np.int64) - first) * width + column[content[rows]]] = True
        yield first, table.reshape(leads, width)[:, :-1]

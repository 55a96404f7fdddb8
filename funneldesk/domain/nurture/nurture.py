"""The nurture design at work: who stands where, what they get next, what is missing, how the scenarios do."""

from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.contents.content_rates import ContentRates
from funneldesk.domain.contents.touches import Touches
from funneldesk.domain.facts import Bool, Content, Facts, Int32, Int64
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.nurture.gaps import Gap, gaps, nothing_left, standing_in
from funneldesk.domain.nurture.offers import Offers, Themes, offers, themes_of
from funneldesk.domain.nurture.people import People, people
from funneldesk.domain.nurture.phases import Recent, Standing, content_phases, recent_touches, standing
from funneldesk.domain.nurture.sales import Sales
from funneldesk.domain.nurture.scenarios import ScenarioState, scenario_states
from funneldesk.domain.nurture.shelf import Shelf, shelf

__all__ = ["Nurture", "nurture"]


@dataclass(frozen=True, slots=True, eq=False)
class Nurture:
    """All of it as of a day; arrays over lead positions.

    Holds no Facts: what is remembered by them must not keep them alive.
    """

    lead_ids: Int64
    contents: tuple[Content, ...]
    where: Standing
    people: People
    shelf: Shelf
    offers: Offers
    themes: Themes
    gaps: tuple[Gap, ...]
    scenarios: tuple[ScenarioState, ...]
    #: What a pilot has to send to the leads `inside` it; None where no pilot decides.
    pilot_shelf: Shelf | None = None
    inside: Bool | None = None

    @property
    def as_of(self) -> int:
        """Return the day."""
        return self.where.as_of

    def listed(self, phase: int | None = None, *, stalled: bool = False, due: bool = False) -> Int32:
        """Return who is on the list, in its order: all, or those of a phase (NO_PHASE: who read nothing lately)."""
        order = self.people.order
        chosen = np.ones(len(order), np.bool_)
        if phase is not None:
            chosen &= self.where.phase[order] == phase
        if stalled:
            chosen &= self.where.stalled[order]
        if due:
            chosen &= self.people.due[order]
        return order[chosen]

    def in_gap(self, gap: Gap, *, without: bool = False) -> Int32:
        """Return the leads behind a cell of the matrix; `without`: those who have nothing left to read there."""
        found = standing_in(self.people.order, self.where, self.offers, gap.phase, gap.theme)
        return found[nothing_left(self.offers, gap.theme)[found]] if without else found

    def shelf_of(self, place: int) -> Shelf:
        """Return what can be sent to the lead at a position."""
        if self.pilot_shelf is None or self.inside is None or not self.inside[place]:
            return self.shelf
        return self.pilot_shelf

    def ids(self, places: Int32) -> list[int]:
        """Return the ids of leads by their positions."""
        found: list[int] = self.lead_ids[places].tolist()
        return found


def nurture(
    facts: Facts,
    days: StageDays,
    decides: InForce,
    rates: ContentRates,
    seen: Touches,
    *,
    from_sales: Sales,
    address: Bool,
) -> Nurture:
    """Return the nurture design at work as of `days.as_of`: for each lead that of the version deciding about it.

    `rates`: of contents; `seen`: the dated touches up to that day; `address`: who has an e-mail address.
    """
    book, recent = decides.everybody.book, recent_touches(seen, days.as_of)
    on_shelf, where = _by_book(facts, days, book, rates, recent)
    themes = themes_of(facts, on_shelf.designed, recent)
    found = offers(facts, where, on_shelf, themes, seen=seen, recent=recent)
    scenarios = scenario_states(facts, seen, days, book, book.scenarios)
    other: Shelf | None = None
    if decides.pilot is not None and decides.inside is not None:
        piloted, inside = decides.pilot.book, decides.inside
        other, elsewhere = _by_book(facts, days, piloted, rates, recent)
        theirs = offers(facts, elsewhere, other, themes, seen=seen, recent=recent)
        where = replace(where, phase=np.where(inside, elsewhere.phase, where.phase))
        found = Offers(
            np.where(inside, theirs.content, found.content),
            np.where(inside, theirs.done, found.done),
            found.interest,
            np.where(inside, theirs.finished, found.finished),
        )
        own = [one for one in piloted.scenarios if one not in book.scenarios]
        touched = seen.at(np.flatnonzero(inside[seen.lead]))
        scenarios += scenario_states(facts, touched, days, piloted, own, is_pilot=True)
    who = people(facts, days, where, from_sales, address)
    cells = gaps(who.order, where, found, on_shelf, themes)
    return Nurture(
        facts.lead_ids,
        facts.contents,
        where,
        who,
        on_shelf,
        found,
        themes,
        cells,
        scenarios,
        other,
        decides.inside,
    )


def _by_book(
    facts: Facts, days: StageDays, book: Book, rates: ContentRates, recent: Recent
) -> tuple[Shelf, Standing]:
    """Return what a book has to send, and where leads stand by it."""
    phases = content_phases(facts, book)
    return shelf(facts, book, phases, rates, days.as_of), standing(facts, phases, days.as_of, recent)

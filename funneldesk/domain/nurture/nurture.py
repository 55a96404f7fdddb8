"""The nurture design at work: who stands where, what they get next, what is missing, how the scenarios do."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import ContentRates
from funneldesk.domain.contents.touches import Touches
from funneldesk.domain.facts import Bool, Content, Facts, Int32, Int64
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.nurture.gaps import Gap, gaps, nothing_left, standing_in
from funneldesk.domain.nurture.offers import Offers, Themes, offers, themes_of
from funneldesk.domain.nurture.people import People, people
from funneldesk.domain.nurture.phases import Standing, content_phases, recent_touches, standing
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

    def ids(self, places: Int32) -> list[int]:
        """Return the ids of leads by their positions."""
        found: list[int] = self.lead_ids[places].tolist()
        return found


def nurture(
    facts: Facts,
    days: StageDays,
    book: Book,
    rates: ContentRates,
    seen: Touches,
    *,
    from_sales: Sales,
    address: Bool,
) -> Nurture:
    """Return the nurture design at work as of `days.as_of`.

    `rates`: of contents; `seen`: the dated touches up to that day; `address`: who has an e-mail address.
    """
    as_of = days.as_of
    phases = content_phases(facts, book)
    recent = recent_touches(seen, as_of)
    where = standing(facts, phases, as_of, recent)
    who = people(facts, days, where, from_sales, address)
    on_shelf = shelf(facts, book, phases, rates, as_of)
    themes = themes_of(facts, on_shelf.designed, recent)
    found = offers(facts, where, on_shelf, themes, seen=seen, recent=recent)
    return Nurture(
        facts.lead_ids,
        facts.contents,
        where,
        who,
        on_shelf,
        found,
        themes,
        gaps(who.order, where, found, on_shelf, themes),
        scenario_states(facts, seen, days, book, book.scenarios),
    )

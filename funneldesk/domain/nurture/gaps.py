"""The gap matrix phase × theme: how many contents there are, how many leads stand there, who has read them all."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.facts import Bool, Int32
from funneldesk.domain.nurture.offers import Offers, Themes
from funneldesk.domain.nurture.phases import Standing
from funneldesk.domain.nurture.shelf import Shelf

#: The theme of the column of everybody in a phase, whatever they read about.
ANY_THEME = -1


@dataclass(frozen=True, slots=True)
class Gap:
    """One cell. `theme`: a slot of `Themes`, or ANY_THEME.

    `contents` that can be sent; `leads` of the list that stand in the phase and lately touched something of the
    theme (a lead with several interests stands in several cells); `without` of them have nothing unread left there.
    """

    phase: int
    theme: int
    contents: int
    leads: int
    without: int


def gaps(listed: Int32, where: Standing, found: Offers, on_shelf: Shelf, themes: Themes) -> tuple[Gap, ...]:
    """Return all cells, phase after phase, the column of everybody first. `listed`: who is on the list."""
    cells = []
    for phase, line in enumerate(on_shelf.by_phase):
        for theme in (ANY_THEME, *range(len(themes.names))):
            stands = standing_in(listed, where, found, phase, theme)
            without = np.count_nonzero(nothing_left(found, theme)[stands])
            there = len(line) if theme == ANY_THEME else np.count_nonzero(themes.slot_of[line] == theme)
            cells.append(Gap(phase, theme, int(there), len(stands), int(without)))
    return tuple(cells)


def standing_in(listed: Int32, where: Standing, found: Offers, phase: int, theme: int) -> Int32:
    """Return the leads of `listed` behind a cell; who read nothing lately stands in the first phase."""
    inside = where.shelf_phase[listed] == phase
    if theme != ANY_THEME:
        inside &= (found.interest[listed] >> theme & 1).astype(np.bool_)
    stands: Int32 = listed[inside]
    return stands


def nothing_left(found: Offers, theme: int) -> Bool:
    """Return which leads have read all there is for them of a theme in their phase."""
    if theme == ANY_THEME:
        return found.done
    return (found.finished >> theme & 1).astype(np.bool_)


def worst(cells: tuple[Gap, ...]) -> Gap | None:
    """Return the cell where most leads have nothing left to read: of a theme if themes are known."""
    themed = [cell for cell in cells if cell.theme != ANY_THEME and cell.without]
    chosen = themed or [cell for cell in cells if cell.without]
    return max(chosen, key=lambda cell: (cell.without, cell.phase), default=None)


def missing(cells: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Return the cells without any content where leads stand, most leads first."""
    return tuple(sorted((cell for cell in cells if not cell.contents and cell.leads), key=lambda c: -c.leads))

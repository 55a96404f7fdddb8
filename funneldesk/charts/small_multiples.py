"""Where small multiples stand: how many are drawn, in how many columns, how tall. The window asks: no matplotlib."""

from funneldesk.domain.funnel.breakdown import TIMES
from funneldesk.domain.funnel.funnel import Funnel, Group

MARGIN, GAP, TITLE, ROW = 16, 24, 26, 24
#: Lines of notes below the panels, at most.
NOTE_LINE, NOTES = 18, 4
#: Groups drawn at most: twelve fill two, three or four columns.
MOST = 12
#: A panel is at least so wide; there are never more columns than MOST_COLUMNS.
PANEL, MOST_COLUMNS = 340, 4


def groups_height(funnel: Funnel, width: float) -> float:
    """Return how tall (logical pixels) the picture of the groups is at a width."""
    rows = -(-len(drawn(funnel)) // columns(width))
    return 2 * MARGIN + rows * (panel_height(funnel) + GAP) + NOTES * NOTE_LINE


def columns(width: float) -> int:
    """Return how many panels stand side by side at a width."""
    return max(1, min(MOST_COLUMNS, int((width - 2 * MARGIN + GAP) // (PANEL + GAP))))


def drawn(funnel: Funnel) -> list[int]:
    """Return the positions of the groups that are drawn: the newest of time, else those of most people."""
    groups = funnel.groups
    if groups and groups[0].by in TIMES:
        return [place for place, group in enumerate(groups) if group.value is not None][-MOST:]
    ranked = sorted(range(len(groups)), key=lambda place: -most_people(groups[place]))
    return sorted(ranked[:MOST])


def panel_height(funnel: Funnel) -> float:
    """Return how tall one panel is: its title, and a row a stage."""
    return TITLE + ROW * len(funnel.stages)


def most_people(group: Group) -> int:
    """Return the count of the largest stage of a group."""
    return max(stage.count for stage in group.stages)

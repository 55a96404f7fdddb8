"""Lines of the book that are only read: a head, a sentence, its why, where it comes from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from funneldesk.domain.words import origin_label
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.text import Chip, Label


def lines(rows: Sequence[tuple[str, str, str, str]]) -> QGridLayout:
    """Return rows of (head, text, secondary text, origin) with hairlines between."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, (head, text, more, origin) in enumerate(rows):
        top = place * 3
        if place:
            grid.addWidget(Hairline(), top - 1, 0, 1, 3)
        grid.addWidget(Label(head, "heading"), top, 0)
        grid.addWidget(Label(text, wrap=True), top, 1)
        if origin:
            chip = Chip(origin_label(origin), "blue" if origin == "article" else "plain")
            grid.addWidget(chip, top, 2)
        if more:
            grid.addWidget(Label(more, "secondary", wrap=True), top + 1, 1)
    return grid

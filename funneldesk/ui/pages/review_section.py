"""What all parts of a review share: the looks of the page or of the projector, and lines of words side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.text import Label, Role, Tone

if TYPE_CHECKING:
    from funneldesk.colours import Colours
    from funneldesk.ui.session import Session


@dataclass(frozen=True, slots=True)
class Looks:
    """How a review is shown: `zoom` times as large as the window's own; `own` colours of its own, None: the theme's."""

    session: "Session"
    zoom: float = 1.0
    own: "Colours | None" = None

    @property
    def colours(self) -> "Colours":
        """Return the colours in use."""
        return self.own or self.session.colours

    def figure(self, width: int, height: int) -> FigureView:
        """Return a place for a picture of at least that size in the window's own pixels."""
        view = FigureView(self.session)
        view.setMinimumSize(QSize(round(width * self.zoom), round(height * self.zoom)))
        view.zoom, view.colours = self.zoom, self.own
        return view

    def pixels(self, size: float) -> int:
        """Return a length of the window as it is here."""
        return round(size * self.zoom)


class Section(QWidget):
    """A part of a review; `body` is its layout."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(looks.pixels(8))


def scrolling_around(widget: QWidget) -> QScrollArea | None:
    """Return what scrolls a widget, None where nothing does."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


@dataclass(frozen=True, slots=True)
class Said:
    """Words in a cell, and how they look."""

    text: str
    role: Role = ""
    tone: Tone = ""


class WordGrid(QWidget):
    """Rows of words under headings; they go on in the next line of their cell."""

    def __init__(self, looks: Looks, shares: Sequence[int]) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(looks.pixels(16))
        self.grid.setVerticalSpacing(looks.pixels(8))
        for place, share in enumerate(shares):
            self.grid.setColumnStretch(place, share)
        #: The words on show, row by row.
        self.words: list[list[str]] = []

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Said]]) -> None:
        """Show other rows."""
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [[Said(one, "secondary") for one in headings], *rows] if headings else list(rows)
        for row, line in enumerate(lines):
            for column, said in enumerate(line):
                label = Label(said.text, said.role, wrap=True, tone=said.tone)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self.words = [[said.text for said in line] for line in rows]

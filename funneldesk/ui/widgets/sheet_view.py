"""A page of paper on screen: as wide as there is room, as tall as its shape asks, one can point at its parts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy

from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from funneldesk.ui.session import Session

#: Height by width of a sheet of A4.
_SHAPE = 297 / 210
#: A wider page would be read like a poster.
_LEAST, WIDEST = 560, 1000


class SheetView(FigureView):
    """Shows a figure that has the shape of A4."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session, QSize(_LEAST, round(_LEAST * _SHAPE)))
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep the shape of the paper."""
        self.setFixedHeight(round(self.width() * _SHAPE))
        super().resizeEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Scroll to the part the keyboard goes to: a page is taller than most windows."""
        super().keyPressEvent(event)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        place = self.focused
        inside = above.widget() if above is not None else None
        if above is not None and place is not None and inside is not None:
            middle = self.mapTo(inside, place.center())
            above.ensureVisible(middle.x(), middle.y(), 0, place.height())


def on_ground(view: SheetView) -> QHBoxLayout:
    """Return a layout in which the sheet lies in the middle."""
    card = Card(margin=1)
    card.body.addWidget(view)
    card.setMaximumWidth(WIDEST + 2)
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, 0, 0)
    across.addStretch(1)
    across.addWidget(card, 1000, Qt.AlignmentFlag.AlignTop)
    across.addStretch(1)
    return across

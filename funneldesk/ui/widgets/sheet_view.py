"""A page of paper on screen: as wide as there is room, as tall as its shape asks, one can point at its parts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

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

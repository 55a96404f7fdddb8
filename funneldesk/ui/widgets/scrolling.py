"""What stands in a scroll area: as tall as its words need at the width they have, no taller."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.text import restyle


class ScrolledColumn(QWidget):
    """The content of a scroll area.

    Labels that wrap ask for the height they would need at their narrowest; a scroll area believes them and
    shows a void below. The height for the real width is asked for separately, so none is claimed here.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and no height."""
        return QSize(super().minimumSizeHint().width(), 0)


def scrolled(column: QWidget) -> QScrollArea:
    """Return a scroll area around `column`, which goes up and down; to the side only where words would be cut."""
    area = QScrollArea(widgetResizable=True)
    area.setWidget(column)
    reach_where_it_scrolls(area)
    return area


def reach_where_it_scrolls(area: QScrollArea) -> None:
    """Let Tab stop at an area only while there is more of it to see: the arrow keys scroll it then."""
    ring_when_tabbed(area)

    def show_use(_least: int, most: int) -> None:
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)

    area.verticalScrollBar().rangeChanged.connect(show_use)
    show_use(0, area.verticalScrollBar().maximum())


def scroll_to(widget: QWidget) -> None:
    """Scroll the area a widget stands in to it, once the layout has given it its place."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 0, 16))


class _Ring(QObject):
    """Gives an area its focus ring when Tab comes to it, not when a page opens or somebody clicks there."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the event pass."""
        if isinstance(watched, QScrollArea) and isinstance(event, QFocusEvent):
            tabbed = event.gotFocus() and event.reason() in {
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
            }
            if bool(watched.property("reached")) != tabbed:
                watched.setProperty("reached", tabbed)
                restyle(watched)
        return False


def ring_when_tabbed(area: QScrollArea) -> None:
    """Show where the keyboard is while it scrolls this area, and name that for who cannot see it."""
    area.setAccessibleName(_("Scrolls with the arrow keys"))
    area.installEventFilter(_Ring(area))


def reserve_bar(area: QScrollArea) -> None:
    """Keep the room of the vertical bar in any case, and show the bar only where there is more to see."""
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_use(_least: int, most: int) -> None:
        bar.setProperty("idle", not most)
        restyle(bar)

    bar.rangeChanged.connect(show_use)
    show_use(0, bar.maximum())

"""What stands in a scroll area: as tall as its words need at the width they have, no taller."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.text import restyle


class ScrolledColumn(QWidget):
    """The content of a scroll area.

    Labels that wrap ask for the height they would need at their narrowest; a scroll area believes them and
    shows a void below. The height for the real width is asked for separately, so none is claimed here.
    Where nothing wraps it is not asked for.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and no height where that follows the width."""
        least, layout = super().minimumSizeHint(), self.layout()
        follows = layout is not None and layout.hasHeightForWidth()
        return QSize(least.width(), 0 if follows else least.height())


def scrolled(column: QWidget) -> QScrollArea:
    """Return a scroll area around `column`, which goes up and down; to the side only where words would be cut."""
    area = QScrollArea(widgetResizable=True)
    area.setWidget(column)
    reach_where_it_scrolls(area)
    return area


def into_margin(column: QWidget) -> QScrollArea:
    """Return a scroll area around `column` whose bar stands in the page's margin: cards end where the banner ends."""
    area = scrolled(column)
    reserve_bar(area)
    return area


def as_tall_as_needed(dialog: QWidget, area: QScrollArea) -> None:
    """Let a dialog that is about to be seen be no taller than what scrolls in it needs."""
    column = area.widget()
    inside = column.layout() if column is not None else None
    if inside is not None:
        spare = area.viewport().height() - inside.totalHeightForWidth(area.viewport().width())
        dialog.resize(dialog.width(), dialog.height() - max(spare, 0))


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


class _Ring(QFrame):
    """Lies over an area when Tab comes to it, not when a page opens or somebody clicks there.

    A border of the area itself would be hidden by what scrolls in it, or lay all of that out anew.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setProperty("ring", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the event pass."""
        if isinstance(event, QFocusEvent):
            tabbed = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
            self.setVisible(event.gotFocus() and event.reason() in tabbed)
        if isinstance(event, QFocusEvent | QResizeEvent):
            self.setGeometry(self._area.rect())
            self.raise_()
        return False


def ring_when_tabbed(area: QScrollArea) -> None:
    """Show where the keyboard is while it scrolls this area, and name that for who cannot see it."""
    area.setAccessibleName(_("Scrolls with the arrow keys"))
    _Ring(area)


def reserve_bar(area: QScrollArea) -> None:
    """Keep the room of the vertical bar in any case, and show the bar only where there is more to see."""
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_use(_least: int, most: int) -> None:
        bar.setProperty("idle", not most)
        restyle(bar)

    bar.rangeChanged.connect(show_use)
    show_use(0, bar.maximum())

"""Cells of one line of text, painted without the style sheet, which takes five times as long for the same picture."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from funneldesk.domain.line_ends import phrased
from funneldesk.ui.widgets.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

Index = QModelIndex | QPersistentModelIndex
#: What the style sheet and Qt leave free beside the words of a cell, and the line below it.
MARGIN, LINE = 11, 1
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
_ENABLED = QStyle.StateFlag.State_Enabled.value
_WRAPPED = QStyleOptionViewItem.ViewItemFeature.WrapText.value
_ROLES = QPalette.ColorRole
_USED = (_ROLES.Highlight, _ROLES.HighlightedText, _ROLES.Text, _ROLES.Mid, _ROLES.Link)


class Look(NamedTuple):
    """How a cell looks; None where it looks as others do."""

    text: str
    right: bool = False
    font: QFont | None = None
    colour: QColor | None = None


def alignment(*, right: bool) -> Qt.AlignmentFlag:
    """Return where the words of a column stand."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


#: What is said of a look under each role; nothing under any other.
_TOLD: "dict[int, Callable[[Look], Any]]" = {
    Qt.ItemDataRole.DisplayRole: lambda look: look.text,
    Qt.ItemDataRole.TextAlignmentRole: lambda look: alignment(right=look.right),
    Qt.ItemDataRole.FontRole: lambda look: look.font,
    Qt.ItemDataRole.ForegroundRole: lambda look: look.colour,
}


def told(model: Any, index: Index, role: int) -> Any:
    """Return what a model that has `look` says of a cell under one role, for who asks role by role."""
    say = _TOLD.get(role)
    return None if say is None else say(model.look(index))


class TextDelegate(QStyledItemDelegate):
    """Paints one line of text on the ground of its state, as `QTableView::item` of the style sheet looks.

    A model that has a method `look(index)` is asked once for each cell; another one is painted as Qt does it.
    """

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._metrics: dict[str, QFontMetrics] = {}
        self._palette, self._shades = -1, dict[QPalette.ColorRole, QColor]()

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """Return the words of a cell as Qt paints them, in several lines: each ends between phrases."""
        return phrased(super().displayText(value, locale))

    def ground(self, index: Index, *, chosen: bool) -> QColor | None:
        """Return the ground of a cell, None where it is that of the table."""
        return self._shades[_ROLES.Highlight] if chosen else None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, line, text and the frame of the cell the keyboard is on."""
        shown: Any = option
        look_at: Callable[[Index], Look] | None = getattr(index.model(), "look", None)
        # Asked for once: each answer of an option is an object made for it.
        state, (x, y, width, height) = shown.state.value, shown.rect.getRect()
        # Rows nobody can choose are left to Qt, and words of several lines.
        look = look_at(index) if look_at and state & _ENABLED else None
        if look is None or "\n" in look.text:
            super().paint(painter, option, index)
            return
        font = look.font or shown.font
        metrics, text, room = self.measured(font), look.text, width - 2 * MARGIN
        wide = metrics.horizontalAdvance(text)
        if wide > room:
            if shown.features.value & _WRAPPED:
                super().paint(painter, option, index)
                return
            text = shortened(text, metrics, room)
            wide = metrics.horizontalAdvance(text)
        self.paint_ground(painter, shown, index, chosen=bool(state & _SELECTED))
        if text:
            ordinary = self._shades[_ROLES.HighlightedText if state & _SELECTED else _ROLES.Text]
            painter.setPen(ordinary if state & _SELECTED or look.colour is None else look.colour)
            painter.setFont(font)
            left = x + (width - MARGIN - wide if look.right else MARGIN)
            painter.drawText(left, y + (height - LINE - metrics.height()) // 2 + metrics.ascent(), text)
        if state & _FOCUSED:
            painter.setPen(self._shades[_ROLES.Link])
            painter.drawRect(x, y, width - 1, height - 1)

    def paint_ground(self, painter: QPainter, shown: Any, index: Index, *, chosen: bool) -> None:
        """Paint the ground of a cell and the line below it."""
        palette, rect = shown.palette, shown.rect
        if palette.cacheKey() != self._palette:
            self._palette = palette.cacheKey()
            self._shades = {role: QColor(palette.color(role)) for role in _USED}
        ground = self.ground(index, chosen=chosen)
        if ground is not None:
            painter.fillRect(rect, ground)
        x, y, width, height = rect.getRect()
        painter.fillRect(x, y + height - LINE, width, LINE, self._shades[_ROLES.Mid])

    def measured(self, font: QFont) -> QFontMetrics:
        """Return the measures of a font; each is asked for once."""
        key = font.key()
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(font)
        return self._metrics[key]

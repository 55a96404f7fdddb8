"""Cells of one line of text, painted without the style sheet, which takes five times as long for the same picture."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

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


class TextDelegate(QStyledItemDelegate):
    """Paints one line of text on the ground of its state, as `QTableView::item` of the style sheet looks.

    A model that has a method `look(index)` is asked once for each cell; another one is painted as Qt does it.
    """

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._metrics: dict[str, QFontMetrics] = {}
        self._palette, self._shades = -1, dict[QPalette.ColorRole, QColor]()

    def ground(self, index: Index, *, chosen: bool) -> QColor | None:
        """Return the ground of a cell, None where it is that of the table."""
        return self._shades[_ROLES.Highlight] if chosen else None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, line, text and the frame of the cell the keyboard is on."""
        look_at: Callable[[Index], Look] | None = getattr(index.model(), "look", None)
        shown: Any = option
        rect, state, palette = shown.rect, shown.state.value, shown.palette
        # Words of several lines, and rows nobody can choose, are left to Qt.
        look = (
            look_at(index) if look_at and state & _ENABLED and not shown.features.value & _WRAPPED else None
        )
        if look is None or "\n" in look.text:
            super().paint(painter, option, index)
            return
        if palette.cacheKey() != self._palette:
            self._palette = palette.cacheKey()
            self._shades = {role: QColor(palette.color(role)) for role in _USED}
        chosen = bool(state & _SELECTED)
        ground = self.ground(index, chosen=chosen)
        if ground is not None:
            painter.fillRect(rect, ground)
        x, y, width, height = rect.getRect()
        painter.fillRect(x, y + height - LINE, width, LINE, self._shades[_ROLES.Mid])
        if look.text:
            text = self._shades[_ROLES.HighlightedText if chosen else _ROLES.Text]
            painter.setPen(text if chosen or look.colour is None else look.colour)
            painter.setFont(look.font or shown.font)
            metrics = self._measured(look.font) if look.font else shown.fontMetrics
            self._write(painter, look, metrics, (x, y, width, height))
        if state & _FOCUSED:
            painter.setPen(self._shades[_ROLES.Link])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    @staticmethod
    def _write(
        painter: QPainter, look: Look, metrics: QFontMetrics, place: tuple[int, int, int, int]
    ) -> None:
        x, y, width, height = place
        text, room = look.text, width - 2 * MARGIN
        wide = metrics.horizontalAdvance(text)
        if wide > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            wide = metrics.horizontalAdvance(text)
        left = x + (width - MARGIN - wide if look.right else MARGIN)
        painter.drawText(QPoint(left, y + (height - LINE - metrics.height()) // 2 + metrics.ascent()), text)

    def _measured(self, font: QFont) -> QFontMetrics:
        key = font.key()
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(font)
        return self._metrics[key]

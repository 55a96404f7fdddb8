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
        shown: Any = option
        look_at: Callable[[Index], Look] | None = getattr(index.model(), "look", None)
        # Words of several lines, and rows nobody can choose, are left to Qt.
        look = look_at(index) if look_at and shown.state.value & _ENABLED else None
        metrics = shown.fontMetrics if look is None or look.font is None else self.measured(look.font)
        if look is None or self._goes_on(look.text, metrics, shown):
            super().paint(painter, option, index)
            return
        self.paint_ground(painter, shown, index)
        if look.text:
            chosen = shown.state.value & _SELECTED
            text = self._shades[_ROLES.HighlightedText if chosen else _ROLES.Text]
            painter.setPen(text if chosen or look.colour is None else look.colour)
            painter.setFont(look.font or shown.font)
            self._write(painter, look, metrics, shown.rect.getRect())
        if shown.state.value & _FOCUSED:
            painter.setPen(self._shades[_ROLES.Link])
            painter.drawRect(shown.rect.adjusted(0, 0, -1, -1))

    def paint_ground(self, painter: QPainter, shown: Any, index: Index) -> None:
        """Paint the ground of a cell and the line below it."""
        palette = shown.palette
        if palette.cacheKey() != self._palette:
            self._palette = palette.cacheKey()
            self._shades = {role: QColor(palette.color(role)) for role in _USED}
        ground = self.ground(index, chosen=bool(shown.state.value & _SELECTED))
        if ground is not None:
            painter.fillRect(shown.rect, ground)
        x, y, width, height = shown.rect.getRect()
        painter.fillRect(x, y + height - LINE, width, LINE, self._shades[_ROLES.Mid])

    @staticmethod
    def _goes_on(text: str, metrics: QFontMetrics, shown: Any) -> bool:
        """Whether a text goes on in a second line."""
        if "\n" in text:
            return True
        wraps = bool(shown.features.value & _WRAPPED)
        return wraps and metrics.horizontalAdvance(text) > shown.rect.width() - 2 * MARGIN

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

    def measured(self, font: QFont) -> QFontMetrics:
        """Return the measures of a font; each is asked for once."""
        key = font.key()
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(font)
        return self._metrics[key]

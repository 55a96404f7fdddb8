"""Widgets side by side that go on in the next line where a line is full, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

#: Free pixels between the lines of a row that wraps.
_BETWEEN = 8


class FlowLayout(QLayout):
    """Lines of widgets, `spacing` apart and half of it between lines; hidden ones take no room."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._all: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take a widget (Qt calls this)."""
        self._all.append(item)

    def count(self) -> int:
        """Return how many widgets there are, hidden ones included."""
        return len(self._all)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, None where there is none."""
        return self._all[index] if 0 <= index < len(self._all) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one away, None where there is none."""
        return self._all.pop(index) if 0 <= index < len(self._all) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Whether a narrower place makes it taller: always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        between = self.spacing() * max(len(sizes) - 1, 0)
        return QSize(
            sum(size.width() for size in sizes) + between, max((size.height() for size in sizes), default=0)
        )

    def minimumSize(self) -> QSize:
        """Return the room that the largest of them needs at least."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._all if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._shown():
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if line and x + width > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + self.spacing() // 2, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


class EvenColumns(FlowLayout):
    """Widgets in columns of one width: `most` of them, or as many as the widest widget leaves room for."""

    def __init__(self, most: int, spacing: int) -> None:
        super().__init__(spacing)
        self._most = most

    def sizeHint(self) -> QSize:
        """Return the size in all columns."""
        widest = self.minimumSize().width()
        width = widest * self._most + self.spacing() * (self._most - 1)
        return QSize(width, self.heightForWidth(width))

    def _place(self, rect: QRect, *, move: bool) -> int:
        items, spacing = self._shown(), self.spacing()
        fit = (rect.width() + spacing) // max(self.minimumSize().width() + spacing, 1)
        columns = max(min(fit, self._most), 1)
        width = (rect.width() - spacing * (columns - 1)) // columns
        y = rect.y()
        for first in range(0, len(items), columns):
            line = items[first : first + columns]
            height = max(_height(item, width) for item in line)
            for place, item in enumerate(line):
                if move:
                    item.setGeometry(QRect(rect.x() + place * (width + spacing), y, width, height))
            y += height + spacing
        return max(y - spacing, rect.y()) - rect.y()


class WrappingRow(QHBoxLayout):
    """Widgets side by side, as QHBoxLayout has them; where they have no room they go on in the next line.

    Lines begin on the left, or end on the right where the row begins with a stretch. Heights are kept until something
    in the row changes: Qt asks for them many times whenever the window is arranged.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}

    def invalidate(self) -> None:
        """Forget what was measured: something in the row changed."""
        super().invalidate()
        # Qt may ask while the row is still being made.
        self.__dict__.get("_heights", {}).clear()

    def hasHeightForWidth(self) -> bool:
        """Whether a narrower place makes it taller: always."""
        return True

    def minimumSize(self) -> QSize:
        """Return the room of the widest alone."""
        margins = self.contentsMargins()
        sizes = [_least(item) for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), super().minimumSize().height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._height_at(width)
        return found

    def _height_at(self, width: int) -> int:
        if self._fits(width):
            return super().heightForWidth(width) if super().hasHeightForWidth() else self.sizeHint().height()
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        heights = sum(max(height for _item, _width, height in line) for line in lines)
        return heights + _BETWEEN * (len(lines) - 1) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        if self._fits(rect.width()):
            return
        room = rect.marginsRemoved(self.contentsMargins())
        first = self.itemAt(0)
        at_the_end = first is not None and first.spacerItem() is not None
        y = room.y()
        for line in self._lines(room.width()):
            used = sum(width for _item, width, _height in line) + self.spacing() * (len(line) - 1)
            x = room.x() + (room.width() - used if at_the_end else 0)
            tallest = max(height for _item, _width, height in line)
            for item, width, height in line:
                item.setGeometry(QRect(x, y + (tallest - height) // 2, width, height))
                x += width + self.spacing()
            y += tallest + _BETWEEN

    def _fits(self, width: int) -> bool:
        return width >= super().minimumSize().width()

    def _shown(self) -> list[QLayoutItem]:
        items = (self.itemAt(place) for place in range(self.count()))
        return [
            item for item in items if item is not None and item.spacerItem() is None and not item.isEmpty()
        ]

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int, int]]]:
        """Return the lines: each item with its width and height."""
        lines: list[list[tuple[QLayoutItem, int, int]]] = []
        used = 0
        for item in self._shown():
            width = min(max(item.minimumSize().width(), item.sizeHint().width()), room)
            height = _height(item, width)
            if not lines or used + self.spacing() + width > room:
                lines.append([])
                used = -self.spacing()
            lines[-1].append((item, width, height))
            used += self.spacing() + width
        return lines


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _least(item: QLayoutItem) -> QSize:
    """Return the room an item needs at least; a row within the row can wrap as well."""
    widget = item.widget()
    inside = item.layout() if widget is None else widget.layout()
    return inside.minimumSize() if isinstance(inside, WrappingRow) else item.minimumSize()


def flowing(widgets: list[QWidget], spacing: int) -> FlowLayout:
    """Return a layout in which these widgets flow."""
    layout = FlowLayout(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout

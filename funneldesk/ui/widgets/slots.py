"""A sentence with widgets in its places: the template says what stands where, in any language."""

import re
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from funneldesk.ui.widgets.text import Label

_PLACE = re.compile(r"%\((\w+)\)s")
SPACING = 6
#: How far a link stands below the upper end of the field it is beside.
LINK_MARGIN = 5


class SlotFlow(QLayout):
    """Puts widgets beside each other like words: what has no room begins a new row; what can grow fills its row."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACING)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Put a widget behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """Return one of them, None beyond the end."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Take one out, None beyond the end."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take the whole width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow place makes it taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        heights = [max(item.sizeHint().height() for item in line) for line in self._rows(width)]
        return sum(heights) + SPACING * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        hints = [item.sizeHint() for item in self._seen()]
        width = sum(hint.width() for hint in hints) + SPACING * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest alone."""
        least = [item.minimumSize() for item in self._seen()]
        return QSize(
            max((one.width() for one in least), default=0), max((one.height() for one in least), default=0)
        )

    def setGeometry(self, place: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(place)
        top = place.top()
        for line in self._rows(place.width()):
            height = max(item.sizeHint().height() for item in line)
            used = sum(item.sizeHint().width() for item in line) + SPACING * (len(line) - 1)
            growing = [item for item in line if _grows(item)]
            left = place.left()
            for item in line:
                size = item.sizeHint()
                extra = max(place.width() - used, 0) // len(growing) if item in growing else 0
                width = min(size.width() + extra, place.width())
                item.setGeometry(
                    QRect(QPoint(left, top + (height - size.height()) // 2), QSize(width, size.height()))
                )
                left += width + SPACING
            top += height + SPACING

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        used = 0
        for item in self._seen():
            wide = item.sizeHint().width()
            if line and used + SPACING + wide > width:
                yield line
                line, used = [], 0
            used += wide + (SPACING if line else 0)
            line.append(item)
        if line:
            yield line


def slotted(template: str, slots: Mapping[str, QWidget]) -> SlotFlow:
    """Return the template's words with `slots` in place of `%(name)s`; what can grow takes the rest of its row."""
    flow = SlotFlow()
    at = 0
    for place in _PLACE.finditer(template):
        _add_words(flow, template[at : place.start()])
        flow.addWidget(slots[place[1]])
        at = place.end()
    _add_words(flow, template[at:])
    return flow


def _add_words(flow: SlotFlow, words: str) -> None:
    if words.strip():
        flow.addWidget(Label(words.strip()))


def _grows(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding


def level_with_fields(link: QWidget) -> QVBoxLayout:
    """Return a place for a link that is level with the first row of the fields beside it."""
    column = QVBoxLayout()
    column.setContentsMargins(0, LINK_MARGIN, 0, 0)
    column.addWidget(link)
    column.addStretch(1)
    return column

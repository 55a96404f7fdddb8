"""Headings of a table that say by which of them its rows are sorted: by an arrow behind the words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader

ARROWS = {Qt.SortOrder.AscendingOrder: "↑", Qt.SortOrder.DescendingOrder: "↓"}


class SortedHeader(QHeaderView):
    """Writes the arrow as the table of leads does; Qt's own covers the words, and points the other way."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def arrow(self, section: int) -> str:
        """Return what a heading ends with: an arrow where the rows are sorted by it."""
        if not self.isSortIndicatorShown() or section != self.sortIndicatorSection():
            return ""
        return f" {ARROWS[self.sortIndicatorOrder()]}"

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Let the heading be written with its arrow."""
        super().initStyleOptionForIndex(option, section)
        option.text += self.arrow(section)
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Ask for room for the arrow too."""
        size = super().sectionSizeFromContents(section)
        return size + QSize(self.fontMetrics().horizontalAdvance(self.arrow(section)), 0)
